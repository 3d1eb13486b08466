package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// durable refuses a server that answers before what it answered is on its disk.
func durable(ctx context.Context, pool *pgxpool.Pool) error {
	for _, setting := range []string{"fsync", "synchronous_commit"} {
		var value string
		if err := pool.QueryRow(ctx, "select current_setting($1)", setting).Scan(&value); err != nil {
			return err
		}
		if value == "off" {
			return fmt.Errorf("the server has %s off, so it may lose what it said is kept; turn it on", setting)
		}
	}
	return nil
}

// known refuses a schema that this release was not written for.
func known(ctx context.Context, pool *pgxpool.Pool) error {
	version, err := schemaVersion(ctx, pool)
	if err != nil {
		return err
	}
	newest, err := newestSchema()
	switch {
	case err != nil:
		return err
	case version == 0:
		return errors.New("the database has no record yet; run `helpaide migrate`")
	case version < newest:
		return fmt.Errorf("the schema is %d and this release needs %d; run `helpaide migrate`", version, newest)
	case version > newest:
		return newer(version, newest)
	}
	return nil
}

func newer(version, newest int64) error {
	return fmt.Errorf("a newer release has been here: its schema is %d, this one knows %d; use the newer release", version, newest)
}

// asker is a connection or a pool of them.
type asker interface {
	QueryRow(ctx context.Context, query string, args ...any) pgx.Row
}

// Versions says which schema the database has, 0 for none, and which one this release wants.
func Versions(ctx context.Context, conn *pgx.Conn) (has, wants int64, err error) {
	if wants, err = newestSchema(); err != nil {
		return 0, 0, err
	}
	has, err = schemaVersion(ctx, conn)
	return has, wants, err
}

// schemaVersion is 0 when there is no schema.
func schemaVersion(ctx context.Context, pool asker) (version int64, err error) {
	var found bool
	if err := pool.QueryRow(ctx, "select to_regclass('goose_db_version') is not null").Scan(&found); err != nil || !found {
		return 0, err
	}
	// One row for each script that was applied, and none for one that was taken back.
	err = pool.QueryRow(ctx, "select coalesce(max(version_id), 0) from goose_db_version where is_applied").Scan(&version)
	return version, err
}
