package postgres

import (
	"context"
	"fmt"
)

const (
	sqlShare  = `insert into meta (name, value) values ($1, $2) on conflict (name) do nothing`
	sqlShared = `select value from meta where name = $1`
)

// Shared is the value that every process has of the name: the first that any of them gave.
func (s *Store) Shared(ctx context.Context, name, value string) (shared string, err error) {
	if _, err = s.pool.Exec(ctx, sqlShare, name, value); err == nil {
		err = s.pool.QueryRow(ctx, sqlShared, name).Scan(&shared)
	}
	if err != nil {
		return "", fmt.Errorf("share %s: %w", name, err)
	}
	return shared, nil
}
