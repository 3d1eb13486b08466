package sqlite_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/sqlite"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// turn is the next turn of a conversation that has had so many, and says two lines.
func turn(place bot.Address, was uint64) bot.Commit {
	session := bot.NewSession(place, now)
	session.Seq = was + 1
	id := fmt.Sprintf("%s:%d", place, session.Seq)
	say := bot.Say{To: place, From: bot.FromAssistant, Lang: "fr", Text: "Bonjour"}
	return bot.Commit{
		Cause: bot.Envelope{ID: bot.EventID(id), Where: place, At: now, Event: bot.Said{Text: "salut"}},
		Was:   was,
		Token: id,
		Turn:  bot.Turn{Session: session, Effects: []bot.Effect{say, say}},
	}
}

// commit stores the turns, each of which must succeed.
func commit(t *testing.T, store *sqlite.Store, turns ...bot.Commit) {
	t.Helper()
	for _, kept := range store.Commit(t.Context(), turns) {
		if kept.Err != nil {
			t.Fatal(kept.Err)
		}
	}
}

// one leases the only line that there is to lease.
// probe is the one line of unknown fate.
func probe(t *testing.T, store *sqlite.Store, at time.Time) bot.Line {
	t.Helper()
	lines, err := store.Uncertain(t.Context(), at, 10)
	if err != nil || len(lines) != 1 {
		t.Fatalf("to be probed %d lines (%v), want 1", len(lines), err)
	}
	return lines[0]
}

func one(t *testing.T, store *sqlite.Store, at time.Time) bot.Line {
	t.Helper()
	lines, err := store.Lease(t.Context(), at, 10)
	if err != nil || len(lines) != 1 {
		t.Fatalf("leased %d lines (%v), want 1", len(lines), err)
	}
	return lines[0]
}
