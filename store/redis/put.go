package redis

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
)

//go:embed put.lua
var putSource string

var putScript = driver.NewScript(putSource)

// Put holds the sessions for Options.TTL, in one exchange, in place of whatever is there but a
// newer one of the same conversation. While the breaker is open it does nothing. An error is for
// the log: some of the sessions may be held.
func (s *Store) Put(ctx context.Context, sessions ...bot.Session) error {
	if len(sessions) == 0 {
		return nil
	}
	puts := make([]put, len(sessions))
	for i, session := range sessions {
		one, err := s.written(session)
		if err != nil {
			return err
		}
		puts[i] = one
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

// written is the session for the script. What comes before its home is its id, and behind its home
// there is room for the language and the seq.
func (s *Store) written(session bot.Session) (put, error) {
	body, err := json.Marshal(session)
	if err != nil {
		return put{}, fmt.Errorf("write session %s: %w", session.ID, err)
	}
	id := body[:bytes.Index(body, []byte(`,"home":`))+1]
	room := len(id) + len(session.Home)*6 + 64
	return put{[]string{sessionKey(session.ID)}, []any{body, session.Seq, s.options.TTL.Milliseconds(), id, room}}, nil
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
	send(ctx, pipe)
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
