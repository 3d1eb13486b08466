package sqlite

import (
	"context"
	"fmt"
)

// Shared is the value that the record has of the name: the first that was given.
func (s *Store) Shared(ctx context.Context, name, value string) (shared string, err error) {
	err = s.write(ctx, func(ctx context.Context) error {
		if _, err := s.exec(ctx, sqlShare, name, value); err != nil {
			return err
		}
		shared, _, err = one[string](ctx, s, sqlShared, name)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("share %s: %w", name, err)
	}
	return shared, nil
}
