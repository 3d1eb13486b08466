package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Journal returns every turn of a conversation, in order; none when the record does not know it.
// An event of a kind that this release does not know is an error.
func (s *Store) Journal(ctx context.Context, id bot.ConversationID) (entries []bot.Entry, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		entries, err = list(ctx, s, scanEntry, sqlJournal, string(id))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read journal of %s: %w", id, err)
	}
	return entries, nil
}

func scanEntry(rows *sql.Rows) (e bot.Entry, err error) {
	var at, event, path, ended string
	if err := rows.Scan(&e.Seq, &e.ID, &e.Where, &at, &event, &path, &e.Outcome, &ended); err != nil {
		return e, err
	}
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
