package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Bury keeps what is left of an event that could not become a turn. It counts as seen from then on. One
// that became a turn, or was buried before, stays as it is.
func (s *Store) Bury(ctx context.Context, letter bot.DeadLetter) error {
	if letter.Cause.ID == "" {
		return errors.New("bury an event: it has no id")
	}
	body, err := bot.MarshalEvent(letter.Cause.Event)
	if err != nil { // perhaps it is why the event is dead
		body = nil
	}
	err = s.write(ctx, func(ctx context.Context) error {
		_, seen, err := one[string](ctx, s, sqlMarked, string(letter.Cause.ID))
		if err != nil || seen {
			return err
		}
		now := s.reach(letter.Cause.At).UnixMicro()
		if _, err := s.exec(ctx, sqlMark, string(letter.Cause.ID), "", now); err != nil {
			return err
		}
		_, err = s.exec(ctx, sqlBury, string(letter.Cause.ID), string(letter.Conversation), string(letter.Cause.Where),
			letter.Cause.At.Format(time.RFC3339Nano), string(body), letter.Reason, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("bury event %s: %w", letter.Cause.ID, err)
	}
	return nil
}

// Buried lists up to n dead letters, the latest first.
func (s *Store) Buried(ctx context.Context, n int) (letters []bot.DeadLetter, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		letters, err = list(ctx, s, scanLetter, sqlBuried, max(n, 0))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list dead letters: %w", err)
	}
	return letters, nil
}

func scanLetter(rows *sql.Rows) (letter bot.DeadLetter, err error) {
	var at, body string
	if err := rows.Scan(&letter.Cause.ID, &letter.Conversation, &letter.Cause.Where, &at, &body, &letter.Reason); err != nil {
		return letter, err
	}
	if event, err := bot.UnmarshalEvent([]byte(body)); err == nil {
		letter.Cause.Event = event
	}
	letter.Cause.At, err = time.Parse(time.RFC3339Nano, at)
	return letter, err
}
