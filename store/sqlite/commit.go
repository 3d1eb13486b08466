package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Commit stores the turns in one transaction. The Err of each result is
//
//   - nil: the turn is on the disk, now or since a commit with the same token;
//   - bot.ErrSeen: the event was applied before, by another commit;
//   - bot.ErrStale: the conversation has moved on since the turn was computed;
//   - another error: the record could not take the turn, and holds nothing of it.
//
// A turn that cannot be written does not stop the others: when the transaction fails, each turn is
// given one of its own.
func (s *Store) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	results := make([]bot.Kept, len(turns))
	entries := make([]*entry, len(turns))
	for i, turn := range turns {
		entries[i], results[i].Err = encode(turn)
	}
	if err := s.commit(ctx, entries, results); err != nil {
		s.commitApart(ctx, entries, results, err)
	}
	for i, kept := range results {
		results[i].Err = named(turns[i], kept.Err)
	}
	return results
}

// commitApart gives each entry a transaction of its own, after one for all has failed.
func (s *Store) commitApart(ctx context.Context, entries []*entry, results []bot.Kept, err error) {
	for i := range entries {
		if len(entries) > 1 {
			err = s.commit(ctx, entries[i:i+1], results[i:i+1])
		}
		if err != nil && results[i].Err == nil {
			results[i].Err = err
		}
	}
}

// named says which turn an error is about. The two that a caller asks for stay as they are.
func named(turn bot.Commit, err error) error {
	if err == nil || errors.Is(err, bot.ErrSeen) || errors.Is(err, bot.ErrStale) {
		return err
	}
	return fmt.Errorf("commit turn %d of %s: %w", turn.Turn.Session.Seq, turn.Turn.Session.ID, err)
}

// commit writes the entries that have no result yet, all or, when it fails, none.
func (s *Store) commit(ctx context.Context, entries []*entry, results []bot.Kept) error {
	verdicts := slices.Clone(results)
	err := s.write(ctx, func(ctx context.Context) error {
		for i, in := range entries {
			if verdicts[i].Err != nil {
				continue
			}
			if err := s.apply(ctx, in, &verdicts[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		copy(results, verdicts)
	}
	return err
}

// apply writes one turn and says what became of it: bot.ErrSeen, bot.ErrStale or kept. What it returns
// ends the transaction.
func (s *Store) apply(ctx context.Context, in *entry, kept *bot.Kept) error {
	token, seen, err := one[string](ctx, s, sqlMarked, string(in.Cause.ID))
	switch {
	case err != nil:
		return err
	case seen && in.Token != "" && token == in.Token:
		return nil
	case seen:
		kept.Err = bot.ErrSeen
		return nil
	}
	won, err := s.fence(ctx, in)
	if err != nil || !won {
		kept.Err = bot.ErrStale
		return err
	}
	for _, step := range []func(context.Context, *entry) error{s.mark, s.enter, s.post, s.wake, s.audit} {
		if err := step(ctx, in); err != nil {
			return err
		}
	}
	kept.Next, err = s.take(ctx, in)
	return err
}

// fence writes the session if the conversation still is where the turn started, and still the same one.
func (s *Store) fence(ctx context.Context, in *entry) (won bool, err error) {
	var changed int64
	seq := int64(in.Turn.Session.Seq)
	if in.Was == 0 {
		changed, err = s.exec(ctx, sqlFenceFirst, seq, in.session, in.id, in.Turn.Session.Started)
	} else {
		changed, err = s.exec(ctx, sqlFence, seq, in.session, in.id, in.Turn.Session.Started, int64(in.Was))
	}
	return changed == 1, err
}

// mark keeps the event's id from now on, or from the event on where the clock is behind it: an old
// event that was caught up with is remembered as long as a new one.
func (s *Store) mark(ctx context.Context, in *entry) error {
	at := s.reach(in.Cause.At).UnixMicro()
	_, err := s.exec(ctx, sqlMark, string(in.Cause.ID), in.Token, at)
	return err
}

// enter writes the turn into the journal.
func (s *Store) enter(ctx context.Context, in *entry) error {
	_, err := s.exec(ctx, sqlEnter, in.id, int64(in.Turn.Session.Seq), string(in.Cause.ID), string(in.Cause.Where),
		in.at, in.event, in.path, string(in.Turn.Outcome), in.ended, s.reach(time.Time{}).UnixMicro())
	return err
}
