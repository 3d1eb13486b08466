package redis

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
)

// dropped lies for a moment where a session was, so that the Put of a turn that was under way
// then does not bring it back.
const (
	dropped    = "dropped"
	droppedFor = 5 * time.Second
)

var errNotDropped = errors.New("a session may still be there")

func sessionKey(id bot.ConversationID) string { return "helpaide:{" + string(id) + "}:session" }

// Get returns the sessions that Redis holds, in one exchange. What is missing from the answer is to
// be read from the record, and what is in it may be old. While the breaker is open it answers at
// once that there is none. An error is for the log: what was found beside it counts.
func (s *Store) Get(ctx context.Context, ids ...bot.ConversationID) (map[bot.ConversationID]bot.Session, error) {
	found := make(map[bot.ConversationID]bot.Session, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	replies := make([]*driver.StringCmd, len(ids))
	err := s.call(ctx, "get sessions", func(ctx context.Context) error {
		pipe := s.client.Pipeline()
		for i, id := range ids {
			replies[i] = pipe.Get(ctx, sessionKey(id))
		}
		send(ctx, pipe)
		return firstErr(replies)
	})
	if errors.Is(err, ErrAway) {
		return found, nil
	}
	for i, id := range ids {
		if session, ok := s.read(id, replies[i]); ok {
			found[id] = session
		}
	}
	return found, err
}

// firstErr is the first error that is not an answer.
func firstErr(replies []*driver.StringCmd) error {
	for _, reply := range replies {
		if err := reply.Err(); err != nil && !missing(err) {
			return err
		}
	}
	return nil
}

// read takes what lies under the key for the session, if it is this conversation's.
func (s *Store) read(id bot.ConversationID, reply *driver.StringCmd) (session bot.Session, ok bool) {
	body, err := reply.Bytes()
	switch {
	case foreign(err):
		s.counts.foreign.Add(1)
		return session, false
	case errors.Is(err, driver.Nil), string(body) == dropped:
		s.counts.missed.Add(1)
		return session, false
	case err != nil: // counted as a failed call
		return session, false
	}
	if json.Unmarshal(body, &session) != nil || session.ID != id || session.Home == "" || session.Seq == 0 {
		s.counts.foreign.Add(1)
		return bot.Session{}, false
	}
	s.counts.found.Add(1)
	return session, true
}

// Drop takes the sessions away, and keeps a turn that is under way from putting one back for five
// seconds. It is also how to be rid of a session that is ahead of the record. When it fails, with
// ErrAway too, a session may still be there: who erases must try again.
func (s *Store) Drop(ctx context.Context, ids ...bot.ConversationID) error {
	if len(ids) == 0 {
		return nil
	}
	return s.call(ctx, "drop sessions", func(ctx context.Context) error {
		pipe := s.client.Pipeline()
		replies := make([]*driver.StatusCmd, len(ids))
		for i, id := range ids {
			replies[i] = pipe.Set(ctx, sessionKey(id), dropped, droppedFor)
		}
		send(ctx, pipe)
		for _, reply := range replies {
			if reply.Val() != "OK" {
				return errors.Join(errNotDropped, reply.Err())
			}
		}
		return nil
	})
}
