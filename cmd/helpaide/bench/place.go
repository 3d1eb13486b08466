package bench

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/redis"
)

// place is where one measurement keeps what it keeps: a schema of its own, and keys that begin with benchKeys.
type place struct {
	database, redis string // URLs; the database's leads into the schema
	people          int    // conversations
	buckets         func(*redis.Store) host.Buckets
}

const (
	schema    = "helpaide_bench"
	benchKeys = "helpaide:{" + channelName + ":*"
)

// servers are the two that are measured.
type servers struct {
	options Options
	db      *pgx.Conn
	redis   *driver.Client
}

// connect refuses servers that hold something, unless they may be filled.
func connect(ctx context.Context, o Options) (*servers, error) {
	at, err := driver.ParseURL(o.RedisURL)
	if err != nil {
		return nil, fmt.Errorf("read --redis-url: %w", err)
	}
	db, err := pgx.Connect(ctx, o.DatabaseURL)
	if err != nil {
		return nil, fmt.Errorf("connect to --database-url: %w", err) // pgx leaves the password out
	}
	s := &servers{options: o, db: db, redis: driver.NewClient(at)}
	if err := s.empty(ctx); err != nil {
		s.close(ctx)
		return nil, err
	}
	return s, nil
}

// empty reports, as an error, that a server holds what is not ours to spoil.
func (s *servers) empty(ctx context.Context) error {
	var records int
	err := s.db.QueryRow(ctx, `select count(*) from pg_tables where tablename = 'goose_db_version' and schemaname <> $1`, schema).Scan(&records)
	if err != nil {
		return fmt.Errorf("look into the database: %w", err)
	}
	keys, err := s.redis.DBSize(ctx).Result()
	switch {
	case err != nil:
		return fmt.Errorf("look into Redis: %w", err)
	case s.options.Scratch:
		return nil
	case records > 0:
		return errors.New("the database holds a record: measure with another one, or say --scratch when it may be filled")
	case keys > 0:
		return errors.New("the Redis is not empty: measure with another one, or say --scratch when it may be filled")
	}
	return nil
}

// fresh makes an empty place.
func (s *servers) fresh(ctx context.Context) (place, error) {
	if err := s.clear(ctx); err != nil {
		return place{}, err
	}
	if _, err := s.db.Exec(ctx, "create schema "+schema); err != nil {
		return place{}, fmt.Errorf("make the schema %s: %w", schema, err)
	}
	p := place{inSchema(s.options.DatabaseURL), s.options.RedisURL, s.options.People, s.options.Buckets}
	_, err := postgres.Migrate(ctx, p.database)
	return p, err
}

// inSchema is the database's address with everything in the schema.
func inSchema(database string) string {
	if at, err := url.Parse(database); err == nil && at.Scheme != "" {
		query := at.Query()
		query.Set("search_path", schema)
		at.RawQuery = query.Encode()
		return at.String()
	}
	return database + " search_path=" + schema
}

// clear takes away all that was measured with.
func (s *servers) clear(ctx context.Context) error {
	if _, err := s.db.Exec(ctx, "drop schema if exists "+schema+" cascade"); err != nil {
		return fmt.Errorf("drop the schema %s: %w", schema, err)
	}
	for cursor, more := uint64(0), true; more; more = cursor != 0 {
		keys, next, err := s.redis.Scan(ctx, cursor, benchKeys, 1000).Result()
		if err == nil && len(keys) > 0 {
			err = s.redis.Unlink(ctx, keys...).Err()
		}
		if err != nil {
			return fmt.Errorf("take the keys %s away: %w", benchKeys, err)
		}
		cursor = next
	}
	return nil
}

// count is a number that the record answers.
func (s *servers) count(ctx context.Context, query string) (n int64, err error) {
	err = s.db.QueryRow(ctx, strings.ReplaceAll(query, "bench.", schema+".")).Scan(&n)
	return n, err
}

func (s *servers) close(ctx context.Context) {
	_ = s.db.Close(ctx)
	_ = s.redis.Close()
}
