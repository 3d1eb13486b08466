package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed schema/*.sql
var scripts embed.FS

// Migrate brings the database to the schema of this release, each script in a transaction of its own,
// and returns the schema's number. Of several that migrate at once one works and the others wait. A
// schema that is newer stays as it is, and that is an error.
//
// Processes of the release before may go on meanwhile: scripts only add what they do not know.
func Migrate(ctx context.Context, url string) (version int64, err error) {
	pool, err := connect(ctx, url)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	if version, err = migrate(ctx, pool); err != nil {
		return 0, fmt.Errorf("migrate the record: %w", err)
	}
	return version, nil
}

func migrate(ctx context.Context, pool *pgxpool.Pool) (int64, error) {
	newest, err := newestSchema()
	if err != nil {
		return 0, err
	}
	version, err := schemaVersion(ctx, pool)
	if err != nil {
		return 0, err
	}
	if version > newest {
		return 0, newer(version, newest)
	}
	return newest, up(ctx, pool)
}

func up(ctx context.Context, pool *pgxpool.Pool) (err error) {
	folder, err := fs.Sub(scripts, "schema")
	if err != nil {
		return err
	}
	one, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // ask each second, for 5 minutes
	if err != nil {
		return err
	}
	db := stdlib.OpenDBFromPool(pool)
	defer func() { err = errors.Join(err, db.Close()) }()
	provider, err := goose.NewProvider(goose.DialectPostgres, db, folder, goose.WithSessionLocker(one))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// newestSchema is the number of the last script.
func newestSchema() (newest int64, err error) {
	entries, err := scripts.ReadDir("schema")
	if err != nil {
		return 0, err
	}
	for _, entry := range entries {
		number, _, _ := strings.Cut(path.Base(entry.Name()), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("schema script %s: %w", entry.Name(), err)
		}
		newest = max(newest, version)
	}
	return newest, nil
}
