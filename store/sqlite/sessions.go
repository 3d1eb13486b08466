package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

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

// Recent lists up to n conversations whose id begins with the prefix and whose person was last there since, the
// latest first. It looks at each that begins so: it is for a start, not for every turn.
func (s *Store) Recent(ctx context.Context, prefix string, since time.Time, n int) (recent []bot.Recent, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		recent, err = list(ctx, s, func(rows *sql.Rows) (one bot.Recent, err error) {
			var touched string
			if err = rows.Scan(&one.Conversation, &touched); err == nil {
				one.Touched, err = time.Parse(time.RFC3339Nano, touched)
			}
			return one, err
		}, sqlRecent, prefix, prefix+"\U0010FFFF", since.UTC().Format(bySecond), n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list recent conversations: %w", err)
	}
	return recent, nil
}

// bySecond is the beginning of every time within the second, as sessions write it.
const bySecond = "2006-01-02T15:04:05"

// Forget erases all that is known of a conversation but its audit, from the file too, and tells how much. The
// audit says that it was erased. One that the record does not know is forgotten already. An event of it that a
// platform tells again is applied as a new one.
func (s *Store) Forget(ctx context.Context, id bot.ConversationID) (bot.Forgotten, error) {
	var out bot.Forgotten
	err := s.write(ctx, func(ctx context.Context) error {
		if _, err := s.exec(ctx, sqlErased, s.reach(time.Time{}).UnixMicro(), string(id)); err != nil {
			return err
		}
		var sessions int64
		for _, part := range []struct {
			query string
			count *int64
		}{
			{sqlForgetMarks, &out.Marks}, {sqlForgetLetters, &out.Letters}, {sqlForgetTurns, &out.Turns},
			{sqlForgetLines, &out.Lines}, {sqlForgetPairs, &out.Copies}, {sqlForgetWakes, &out.Wakes}, {sqlForgetSession, &sessions},
		} {
			n, err := s.exec(ctx, part.query, string(id))
			if err != nil {
				return err
			}
			*part.count = n
		}
		out.Session = sessions > 0
		return nil
	})
	if err == nil { // the log holds earlier copies
		err = s.read(ctx, func(ctx context.Context) error {
			_, err := s.exec(ctx, sqlCheckpoint)
			return err
		})
	}
	if err != nil {
		return bot.Forgotten{}, fmt.Errorf("forget %s: %w", id, err)
	}
	return out, nil
}
