package sqlite

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// bulky is the next turn of a conversation that has had so many, with a line of 4 kB.
func bulky(was uint64) bot.Commit {
	session := bot.NewSession("terminal:me", time.Unix(1_764_000_000, 0))
	session.Seq = was + 1
	return bot.Commit{
		Cause: bot.Envelope{ID: bot.EventID(fmt.Sprint("event ", session.Seq)), Event: bot.Said{}},
		Was:   was,
		Turn:  bot.Turn{Session: session, Effects: []bot.Effect{bot.Relay{Text: strings.Repeat("long", 1000)}}},
	}
}

// fill commits turns until there is no room, and returns how many were taken in all.
func fill(t *testing.T, store *Store, was uint64) uint64 {
	t.Helper()
	for seq := was; seq < was+5000; seq++ {
		if err := store.Commit(t.Context(), []bot.Commit{bulky(seq)})[0].Err; err != nil {
			if !strings.Contains(err.Error(), "the record has no room left on its disk") {
				t.Errorf("turn %d: %v", seq+1, err)
			}
			t.Logf("turn %d: %v", seq+1, err)
			return seq
		}
	}
	t.Fatal("there is always room")
	return 0
}

// holds checks that the record has so many turns and nothing of another.
func holds(t *testing.T, store *Store, seq uint64) {
	t.Helper()
	session, err := store.Load(t.Context(), "terminal:me")
	if err != nil || session.Seq != seq {
		t.Errorf("the record is at turn %d (%v), want %d", session.Seq, err, seq)
	}
	entries, err := store.Journal(t.Context(), "terminal:me")
	if err != nil || uint64(len(entries)) != seq {
		t.Errorf("the journal has %d turns (%v), want %d", len(entries), err, seq)
	}
}

// limit sets how many pages the file may have.
func limit(t *testing.T, store *Store, pages int) {
	t.Helper()
	if _, err := store.conn.ExecContext(t.Context(), fmt.Sprint("pragma max_page_count = ", pages)); err != nil {
		t.Fatal(err)
	}
}

func TestFileAtItsLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	limit(t, store, 100)
	full := fill(t, store, 0)
	holds(t, store, full)
	for _, kept := range store.Commit(t.Context(), []bot.Commit{bulky(full), bulky(full)}) {
		if err := kept.Err; err == nil || !strings.Contains(err.Error(), "no room") {
			t.Errorf("committed without room: %v", err)
		}
	}
	limit(t, store, 200)
	more := fill(t, store, full)
	holds(t, store, more)
	if more <= full {
		t.Errorf("%d turns with twice the room, %d before", more, full)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if store, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	holds(t, store, more)
	_ = store.Close()
}
