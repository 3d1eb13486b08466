//go:build integration

package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/postgres"
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
func commit(t *testing.T, store *postgres.Store, turns ...bot.Commit) {
	t.Helper()
	for _, kept := range store.Commit(t.Context(), turns) {
		if kept.Err != nil {
			t.Fatal(kept.Err)
		}
	}
}

// run has the database do something that no Store does.
func run(t *testing.T, url, script string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.Exec(t.Context(), script); err != nil {
		t.Fatal(err)
	}
}

// holds checks that a conversation has so many turns, each once in the journal.
func holds(t *testing.T, store *postgres.Store, id bot.ConversationID, turns int) {
	t.Helper()
	session, err := store.Load(t.Context(), id)
	if err != nil || session.Seq != uint64(turns) {
		t.Errorf("%s is at turn %d (%v), want %d", id, session.Seq, err, turns)
	}
	entries, err := store.Journal(t.Context(), id)
	if err != nil || len(entries) != turns {
		t.Errorf("%s has %d turns in its journal (%v), want %d", id, len(entries), err, turns)
	}
}
