package redis

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
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

//go:embed put.lua
var putSource string

var putScript = driver.NewScript(putSource)

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
		exec(ctx, pipe)
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

// Put holds the sessions for Options.TTL, in one exchange, in place of whatever is there but a
// newer one of the same conversation. While the breaker is open it does nothing. An error is for
// the log: some of the sessions may be held.
func (s *Store) Put(ctx context.Context, sessions ...bot.Session) error {
	if len(sessions) == 0 {
		return nil
	}
	puts := make([]put, len(sessions))
	for i, session := range sessions {
		body, err := json.Marshal(session)
		if err != nil {
			return fmt.Errorf("write session %s: %w", session.ID, err)
		}
		puts[i] = put{[]string{sessionKey(session.ID)}, []any{body, session.Seq, s.options.TTL.Milliseconds()}}
	}
	err := s.call(ctx, "put sessions", func(ctx context.Context) error { return s.put(ctx, puts) })
	if errors.Is(err, ErrAway) {
		return nil
	}
	return err
}

// put is a session as the script wants it.
type put struct {
	keys []string
	args []any
}

// put names the script by its hash, and sends it along where Redis does not know it.
func (s *Store) put(ctx context.Context, puts []put) error {
	replies := s.run(ctx, puts, putScript.EvalSha)
	var again []put
	known := replies[:0:0]
	for i, reply := range replies {
		if unscripted(reply.Err()) {
			again = append(again, puts[i])
		} else {
			known = append(known, reply)
		}
	}
	if len(again) > 0 {
		known = append(known, s.run(ctx, again, putScript.Eval)...)
	}
	return s.told(known)
}

type scripted func(context.Context, driver.Scripter, []string, ...any) *driver.Cmd

func (s *Store) run(ctx context.Context, puts []put, script scripted) []*driver.Cmd {
	pipe := s.client.Pipeline()
	replies := make([]*driver.Cmd, len(puts))
	for i, p := range puts {
		replies[i] = script(ctx, pipe, p.keys, p.args...)
	}
	exec(ctx, pipe)
	return replies
}

// told counts what became of the puts, and returns the first error.
func (s *Store) told(replies []*driver.Cmd) (first error) {
	for _, reply := range replies {
		switch wrote, err := reply.Int(); {
		case err != nil && first == nil:
			first = err
		case err != nil:
		case wrote == 1:
			s.counts.written.Add(1)
		default:
			s.counts.older.Add(1)
		}
	}
	return first
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
		for _, id := range ids {
			pipe.Set(ctx, sessionKey(id), dropped, droppedFor)
		}
		_, err := pipe.Exec(ctx)
		return err
	})
}
