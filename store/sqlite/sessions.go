package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// keep is how long an event's id is known: no platform tells of one again after that.
const keep = 7 * 24 * time.Hour

// Load returns the session as of its last turn, or bot.ErrNoSession.
func (s *Store) Load(ctx context.Context, id bot.ConversationID) (session bot.Session, err error) {
	var body string
	var found bool
	err = s.read(ctx, func(ctx context.Context) (err error) {
		body, found, err = one[string](ctx, s, sqlLoad, string(id))
		return err
	})
	if err == nil && !found {
		return session, bot.ErrNoSession
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), &session)
	}
	if err != nil {
		return bot.Session{}, fmt.Errorf("load %s: %w", id, err)
	}
	return session, nil
}

// Sessions lists every conversation, by id.
func (s *Store) Sessions(ctx context.Context) (ids []bot.ConversationID, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		ids, err = list(ctx, s, func(rows *sql.Rows) (id bot.ConversationID, err error) {
			return id, rows.Scan(&id)
		}, sqlSessions)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list conversations: %w", err)
	}
	return ids, nil
}

// Forget erases all that is known of a conversation, from the file too. One that the record does
// not know is forgotten already. An event of it that a platform tells again is applied as a new one.
func (s *Store) Forget(ctx context.Context, id bot.ConversationID) error {
	err := s.write(ctx, func(ctx context.Context) error {
		if _, err := s.exec(ctx, sqlForgetMarks, string(id)); err != nil {
			return err
		}
		_, err := s.exec(ctx, sqlForgetSession, string(id))
		return err
	})
	if err == nil { // the log holds earlier copies
		err = s.read(ctx, func(ctx context.Context) error {
			_, err := s.exec(ctx, sqlCheckpoint)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("forget %s: %w", id, err)
	}
	return nil
}

// Prune forgets the ids of events older than 7 days, and tells how many.
func (s *Store) Prune(ctx context.Context, now time.Time) (pruned int64, err error) {
	err = s.write(ctx, func(ctx context.Context) (err error) {
		pruned, err = s.exec(ctx, sqlPrune, now.Add(-keep).UnixMicro())
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("prune marks: %w", err)
	}
	return pruned, nil
}
