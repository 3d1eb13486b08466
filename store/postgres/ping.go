package postgres

import (
	"context"
	"fmt"
)

// Ping asks the server whether it is there, and can be written: one that only follows another is no record.
func (s *Store) Ping(ctx context.Context) error {
	var follows bool
	if err := s.pool.QueryRow(ctx, "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean").Scan(&follows); err != nil {
		return fmt.Errorf("ping the record: %w", err)
	}
	if follows {
		return fmt.Errorf("ping the record: %w", errReadOnly)
	}
	return nil
}
