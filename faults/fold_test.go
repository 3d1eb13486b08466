//go:build integration

package faults

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

// talk is a conversation as the record has it, had again by the engine: what should have been said.
type talk struct {
	home     bot.Address
	entries  []bot.Entry
	sessions []bot.Session // before the first turn, and after each
	stored   map[uint64]bot.Session
	turns    []bot.Turn
	lines    []row
	expected map[string]bot.Say // by the line's key
	wrong    []violation        // D7
}

// row is a line as the outbox has it.
type row struct {
	Seq     uint64
	Part    int
	State   bot.LineState
	Attempt int
	Reason  string
}

func (t *talk) key(seq uint64, part int) string {
	return bot.Line{Conversation: bot.ConversationID(t.home), Seq: seq, Part: part}.ID()
}

// violation is a promise that was not kept.
type violation struct {
	invariant string
	home      bot.Address
	seq       uint64 // about which turn; 0: about none
	what      string
}

func (v violation) String() string {
	return fmt.Sprintf("%s %s turn %d: %s", v.invariant, v.home, v.seq, v.what)
}

func (t *talk) breaks(invariant string, seq uint64, what string, args ...any) {
	t.wrong = append(t.wrong, violation{invariant, t.home, seq, fmt.Sprintf(what, args...)})
}

// read reads a conversation and has it again.
func (r *rig) read(ctx context.Context, db *pgx.Conn, home bot.Address) (*talk, error) {
	t := &talk{home: home, expected: map[string]bot.Say{}}
	session, err := t.load(ctx, r, db)
	if err != nil || len(t.entries) == 0 {
		return t, err
	}
	now := bot.NewSession(home, t.entries[0].At)
	t.sessions = []bot.Session{now}
	for i, e := range t.entries {
		if e.Seq != uint64(i+1) {
			t.breaks("D7", e.Seq, "the journal has turn %d in place of %d", e.Seq, i+1)
		}
		turn := r.engineOf(t, e.Seq).Step(now, bot.Envelope{ID: e.ID, Where: e.Where, At: e.At, Event: e.Event})
		if turn.Refused != "" {
			t.breaks("D7", e.Seq, "the journal has an event that is refused: %s", turn.Refused)
			turn.Session.Seq++
		}
		for _, line := range turn.Lines(turn.Session.ID) {
			if say, ok := line.Effect.(bot.Say); ok {
				t.expected[t.key(e.Seq, line.Part)] = say
			}
		}
		now = turn.Session
		t.sessions, t.turns = append(t.sessions, now), append(t.turns, turn)
	}
	if want, got := written(now), written(session); !bytes.Equal(want, got) {
		t.breaks("D7", session.Seq, "the journal leads to\n%s\nand the session is\n%s", want, got)
	}
	return t, nil
}

// engineOf is the engine of the revision that a turn was made with.
func (r *rig) engineOf(t *talk, seq uint64) *bot.Engine {
	if engine := r.engines[t.stored[seq].Book]; engine != nil {
		return engine
	}
	return r.engines[oldBook]
}

func written(s bot.Session) []byte {
	text, _ := json.Marshal(s)
	return text
}

// load reads journal and session as of the same turn, and the outbox.
func (t *talk) load(ctx context.Context, r *rig, db *pgx.Conn) (session bot.Session, err error) {
	for range 20 {
		if t.entries, err = r.store.Journal(ctx, bot.ConversationID(t.home)); err != nil {
			return session, err
		}
		session, err = r.store.Load(ctx, bot.ConversationID(t.home))
		if err != nil && !errors.Is(err, bot.ErrNoSession) {
			return session, err
		}
		if len(t.entries) == 0 || session.Seq == t.entries[len(t.entries)-1].Seq {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	rows, err := db.Query(ctx, `select seq, part, state, attempt, reason from outbox where conversation = $1 order by seq, part`, string(t.home))
	if err != nil {
		return session, err
	}
	if t.lines, err = pgx.CollectRows(rows, pgx.RowToStructByPos[row]); err != nil {
		return session, err
	}
	t.stored, err = stored(ctx, db, t.home)
	return session, err
}

// line is the outbox's row of a line; nil when it has none.
func (t *talk) line(key string) *row {
	i := slices.IndexFunc(t.lines, func(l row) bool { return t.key(l.Seq, l.Part) == key })
	if i < 0 {
		return nil
	}
	return &t.lines[i]
}

// keys are the lines that should have been said, in order.
func (t *talk) keys() []string {
	var keys []string
	for _, l := range t.lines {
		if key := t.key(l.Seq, l.Part); t.expected[key].Text != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// place is a line's place in its conversation.
type place struct {
	seq  uint64
	part int
}

func placeOf(key string) (p place) {
	parts := strings.Split(key, "/")
	if n := len(parts); n >= 2 {
		p.seq, _ = strconv.ParseUint(parts[n-2], 10, 64)
		p.part, _ = strconv.Atoi(parts[n-1])
	}
	return p
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.seq, q.seq), cmp.Compare(p.part, q.part))
}

func clock(at time.Time) string { return at.UTC().Format("15:04:05.000") }
