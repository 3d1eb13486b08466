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
	puts, err := s.written(sessions)
	if err != nil {
		return err
	}
	err = s.call(ctx, "put sessions", func(ctx context.Context) error { return s.put(ctx, puts) })
	if errors.Is(err, ErrAway) {
		return nil
	}
	return err
}

// written are the sessions for the script. What comes before a session's home is its id, and behind its home
// there is room for the language and the seq.
func (s *Store) written(sessions []bot.Session) ([]scripted, error) {
	all := scripted{shared: []any{s.options.TTL.Milliseconds()}}
	for _, session := range sessions {
		body, err := json.Marshal(session)
		if err != nil {
			return nil, fmt.Errorf("write session %s: %w", session.ID, err)
		}
		id := body[:bytes.Index(body, []byte(`,"home":`))+1]
		room := len(id) + len(session.Home)*6 + 64
		all.keys = append(all.keys, sessionKey(session.ID))
		all.args = append(all.args, body, session.Seq, id, room)
	}
	return s.apart(all), nil
}

// put counts what became of the sessions, and returns the first error.
func (s *Store) put(ctx context.Context, puts []scripted) (first error) {
	for _, reply := range s.run(ctx, putScript, puts) {
		wrote, err := reply.Int64Slice()
		if err != nil && first == nil {
			first = err
		}
		for _, one := range wrote {
			if one == 1 {
				s.counts.written.Add(1)
			} else {
				s.counts.older.Add(1)
			}
		}
	}
	return first
}
