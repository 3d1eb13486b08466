package postgres

import (
	"crypto/sha256"
	"encoding/json"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/helpaide/helpaide/bot"
)

// entry is a commit as it will be written.
type entry struct {
	bot.Commit
	at      int // its place in the call
	id      string
	mark    pgtype.UUID
	event   string
	path    string
	ended   string
	session string
	lines   []bot.Line
	bodies  []string // of the lines
	file    string   // the case, or ""
	held    bot.Case
}

// encode does before the transaction what depends on the turn alone.
func encode(at int, commit bot.Commit) (*entry, error) {
	if err := commit.Check(); err != nil {
		return nil, err
	}
	in := writer{}
	turn := commit.Turn
	out := &entry{
		Commit:  commit,
		at:      at,
		id:      string(turn.Session.ID),
		mark:    markOf(commit.Cause.ID),
		event:   in.write(bot.MarshalEvent(commit.Cause.Event)),
		session: in.write(json.Marshal(turn.Session)),
		lines:   commit.Lines(),
	}
	if len(turn.Path) > 0 {
		out.path = in.write(json.Marshal(turn.Path))
	}
	if turn.Ended != (bot.StepRef{}) {
		out.ended = in.write(json.Marshal(turn.Ended))
	}
	for _, line := range out.lines {
		out.bodies = append(out.bodies, in.write(bot.MarshalEffect(line.Effect)))
	}
	if held, ok := turn.HeldCase(); ok {
		out.held, out.file = held, in.write(json.Marshal(held))
	}
	return out, in.err
}

// markOf is what is kept of an event's id: enough to know it again, and nothing of what it was made from.
func markOf(id bot.EventID) pgtype.UUID {
	sum := sha256.Sum256([]byte(id))
	return pgtype.UUID{Bytes: [16]byte(sum[:16]), Valid: true}
}

// silenced reports whether a line falls silent when an agent claims.
func silenced(line bot.Line) bool {
	say, ok := line.Effect.(bot.Say)
	return ok && say.From != bot.FromAgent
}

// notBefore is the first microsecond, which is what Postgres counts, at which t is reached: what waits
// for t is never early.
func notBefore(t time.Time) time.Time {
	if t.Nanosecond()%1000 != 0 {
		return t.Truncate(time.Microsecond).Add(time.Microsecond)
	}
	return t
}

// text is what a platform said, as Postgres can hold it.
func text(said string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(said, "\ufffd"), "\x00", "\ufffd")
}

// writer keeps the first error of many.
type writer struct{ err error }

func (w *writer) write(data []byte, err error) string {
	if w.err == nil {
		w.err = err
	}
	return string(data)
}
