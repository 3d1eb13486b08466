package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

const sqlJournal = `select seq, cause, place, at, event, path, outcome, ended from journal where conversation = $1 order by seq`

// Journal returns every turn of a conversation, in order; none when the record does not know it.
// An event of a kind that this release does not know is an error.
func (s *Store) Journal(ctx context.Context, id bot.ConversationID) ([]bot.Entry, error) {
	rows, err := s.pool.Query(ctx, sqlJournal, string(id))
	if err != nil {
		return nil, fmt.Errorf("read journal of %s: %w", id, err)
	}
	entries, err := pgx.CollectRows(rows, scanEntry)
	if err != nil {
		return nil, fmt.Errorf("read journal of %s: %w", id, err)
	}
	return entries, nil
}

func scanEntry(row pgx.CollectableRow) (e bot.Entry, err error) {
	var seq int64
	var at, event, path, ended string
	if err := row.Scan(&seq, &e.ID, &e.Where, &at, &event, &path, &e.Outcome, &ended); err != nil {
		return e, err
	}
	e.Seq = uint64(seq)
	if e.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
		return e, fmt.Errorf("turn %d: %w", e.Seq, err)
	}
	if e.Event, err = bot.UnmarshalEvent([]byte(event)); err != nil {
		return e, fmt.Errorf("turn %d: %w", e.Seq, err)
	}
	if err := decode(path, &e.Path); err != nil {
		return e, fmt.Errorf("turn %d: %w", e.Seq, err)
	}
	if err := decode(ended, &e.Ended); err != nil {
		return e, fmt.Errorf("turn %d: %w", e.Seq, err)
	}
	return e, nil
}

// decode reads JSON, or "" for nothing.
func decode(text string, into any) error {
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), into)
}
