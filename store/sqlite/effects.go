package sqlite

import (
	"context"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// post silences the bot when the turn says so, and puts the turn's lines into the outbox.
func (s *Store) post(ctx context.Context, in *entry) error {
	if slices.Contains(in.Turn.Effects, bot.Effect(bot.Hush{})) {
		if err := s.hush(ctx, in.id); err != nil {
			return err
		}
	}
	if err := s.amend(ctx, in); err != nil {
		return err
	}
	for part, line := range in.lines {
		if _, err := s.exec(ctx, sqlPost, in.id, line.queue, int64(in.Turn.Session.Seq), part, line.of, line.body, line.bot, s.reach(time.Time{}).UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// take leases the turn's first line to the committer, if that was asked and no other line waits before it.
func (s *Store) take(ctx context.Context, in *entry) (*bot.Line, error) {
	if !in.Take || len(in.lines) == 0 {
		return nil, nil
	}
	taken, err := s.exec(ctx, sqlTake, leaseEnd(s.reach(time.Time{})), in.id, int64(in.Turn.Session.Seq))
	if err != nil || taken == 0 {
		return nil, err
	}
	first := in.Commit.Lines()[0]
	first.Attempt = 1
	return &first, nil
}

// hush cancels what the bot was still to say. An agent's line that waited for it may go.
func (s *Store) hush(ctx context.Context, id string) error {
	if _, err := s.exec(ctx, sqlHush, id); err != nil {
		return err
	}
	_, err := s.exec(ctx, sqlPromote, id, "")
	return err
}

// amend cancels what is not sent yet and is said anew.
func (s *Store) amend(ctx context.Context, in *entry) error {
	amends := in.Amends()
	for _, of := range amends {
		if _, err := s.exec(ctx, sqlAmend, in.id, string(of)); err != nil {
			return err
		}
	}
	if len(amends) == 0 {
		return nil
	}
	_, err := s.exec(ctx, sqlPromote, in.id, "")
	return err
}

// wake takes the alarm that the turn came from, then sets and cancels those that the turn names.
func (s *Store) wake(ctx context.Context, in *entry) error {
	if woke, ok := in.Cause.Taken(); ok {
		if _, err := s.exec(ctx, sqlWoke, in.id, woke.Name, int64(woke.Generation)); err != nil {
			return err
		}
	}
	for _, effect := range in.Turn.Effects {
		var err error
		switch e := effect.(type) {
		case bot.Wake:
			_, err = s.exec(ctx, sqlWake, in.id, e.Name, int64(e.Generation), notBefore(e.Due), string(in.Turn.Session.Home))
		case bot.Unwake:
			_, err = s.exec(ctx, sqlUnwake, in.id, e.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
