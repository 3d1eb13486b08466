package postgres

import (
	"context"
	"fmt"
	"time"
)

// prunes are what drops rows that are over their time, some at once so that nobody waits for it.
func prunes() map[string]time.Duration {
	const day = 24 * time.Hour
	return map[string]time.Duration{
		`delete from marks where ctid = any (array(select ctid from marks where at < $1 limit 5000))`:         7 * day,
		`delete from letters where ctid = any (array(select ctid from letters where buried < $1 limit 5000))`: 14 * day,
	}
}

// Prune drops the ids of events older than 7 days, since no platform tells of one again after that, and
// dead letters older than 14. It tells how many of both.
func (s *Store) Prune(ctx context.Context, now time.Time) (pruned int64, err error) {
	for query, keep := range prunes() {
		for {
			done, err := s.pool.Exec(ctx, query, now.Add(-keep))
			if err != nil {
				return pruned, fmt.Errorf("prune: %w", err)
			}
			if done.RowsAffected() == 0 {
				break
			}
			pruned += done.RowsAffected()
		}
	}
	return pruned, nil
}
