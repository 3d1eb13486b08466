package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

const (
	sqlBury = `
with marked as (
	insert into marks (event, token, at) values ($1, '', greatest($5, clock_timestamp())) on conflict do nothing returning event
)
insert into letters (event, conversation, place, at, body, reason, buried)
select $2, $3, $4, $6, $7, $8, clock_timestamp() from marked`
	sqlBuried = `select event, conversation, place, at, body, reason from letters order by buried desc limit $1`
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
	cause := letter.Cause
	_, err = s.pool.Exec(ctx, sqlBury, markOf(cause.ID), text(string(cause.ID)), text(string(letter.Conversation)), text(string(cause.Where)),
		cause.At, cause.At.Format(time.RFC3339Nano), string(body), text(letter.Reason))
	if err != nil {
		return fmt.Errorf("bury event %s: %w", cause.ID, err)
	}
	return nil
}

// Buried lists up to n dead letters, the latest first.
func (s *Store) Buried(ctx context.Context, n int) ([]bot.DeadLetter, error) {
	rows, err := s.pool.Query(ctx, sqlBuried, max(n, 0))
	if err != nil {
		return nil, fmt.Errorf("list dead letters: %w", err)
	}
	letters, err := pgx.CollectRows(rows, scanLetter)
	if err != nil {
		return nil, fmt.Errorf("list dead letters: %w", err)
	}
	return letters, nil
}

func scanLetter(row pgx.CollectableRow) (letter bot.DeadLetter, err error) {
	var at, body string
	if err := row.Scan(&letter.Cause.ID, &letter.Conversation, &letter.Cause.Where, &at, &body, &letter.Reason); err != nil {
		return letter, err
	}
	if event, err := bot.UnmarshalEvent([]byte(body)); err == nil {
		letter.Cause.Event = event
	}
	letter.Cause.At, err = time.Parse(time.RFC3339Nano, at)
	return letter, err
}
