package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Store is an open record. It is safe to share between goroutines.
type Store struct {
	pool *pgxpool.Pool
}

// Open connects to the record at a URL or in the form "host=… user=…". It fails when the server cannot be
// reached, when it does not put on its disk what it has answered, and when the schema is not the one
// that this release knows: see Migrate.
func Open(ctx context.Context, url string) (*Store, error) {
	pool, err := connect(ctx, url)
	if err != nil {
		return nil, err
	}
	for _, check := range []func(context.Context, *pgxpool.Pool) error{durable, known} {
		if err := check(ctx, pool); err != nil {
			pool.Close()
			return nil, fmt.Errorf("open the record: %w", err)
		}
	}
	return &Store{pool: pool}, nil
}

// connect makes the pool. Each statement must see what was committed before it began.
func connect(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the record's address: %w", err) // pgx leaves the password out
	}
	config.ConnConfig.RuntimeParams["default_transaction_isolation"] = "read committed"
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "helpaide"
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the record: %w", err)
	}
	return pool, nil
}

// Close waits for calls under way and ends all connections.
func (s *Store) Close() { s.pool.Close() }
