package sqlite

import (
	"context"
	"fmt"
)

// Ping reads from the file, behind the calls that came before it.
func (s *Store) Ping(ctx context.Context) error {
	err := s.read(ctx, func(ctx context.Context) error {
		_, err := s.version(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("ping the record: %w", err)
	}
	return nil
}
