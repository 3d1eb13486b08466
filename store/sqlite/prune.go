package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Prune drops what is older at now than it is to be kept, and tells how many rows. Turns and lines of a
// conversation with an open case stay. Of a conversation that has neither any more, nor a wake, the session
// goes too. Each step is a small transaction of its own, so that nobody waits long.
func (s *Store) Prune(ctx context.Context, now time.Time, keep bot.Retention) (pruned int64, err error) {
	at := func(keep time.Duration) int64 { return now.Add(-keep).UnixMicro() }
	for _, step := range []func(context.Context) (int64, error){
		func(ctx context.Context) (int64, error) { return s.pruneTalks(ctx, at(keep.Talk)) },
		func(ctx context.Context) (int64, error) { return s.exec(ctx, sqlPruneMarks, at(keep.Marks)) },
		func(ctx context.Context) (int64, error) { return s.exec(ctx, sqlPruneLetters, at(keep.Letters)) },
		func(ctx context.Context) (int64, error) { return s.exec(ctx, sqlPruneAudit, at(keep.Audit)) },
	} {
		for n := int64(1); n > 0; {
			err := s.write(ctx, func(ctx context.Context) (err error) {
				n, err = step(ctx)
				return err
			})
			if err != nil {
				return pruned, fmt.Errorf("prune: %w", err)
			}
			pruned += n
		}
	}
	return pruned, nil
}

// pruneTalks prunes some conversations.
func (s *Store) pruneTalks(ctx context.Context, before int64) (pruned int64, err error) {
	ids, err := s.oldTalks(ctx, before)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		for _, query := range []string{sqlPruneTurns, sqlPruneLines} {
			n, err := s.exec(ctx, query, id, before)
			if err != nil {
				return 0, err
			}
			pruned += n
		}
		if _, err := s.exec(ctx, sqlPruneSession, id); err != nil {
			return 0, err
		}
	}
	return pruned, nil
}

// oldTalks are some conversations with something that is over its time.
func (s *Store) oldTalks(ctx context.Context, before int64) ([]string, error) {
	scan := func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) }
	turns, err := list(ctx, s, scan, sqlOldTurns, before)
	if err != nil {
		return nil, err
	}
	lines, err := list(ctx, s, scan, sqlOldLines, before)
	if err != nil {
		return nil, err
	}
	ids := slices.Concat(turns, lines)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids[:min(len(ids), 100)], nil
}
