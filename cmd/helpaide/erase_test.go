package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/sqlite"
)

// Whoever is asked is told what there is, and only yes is yes.
func TestEraseAsksFirst(t *testing.T) {
	config := Config{Embedded: filepath.Join(t.TempDir(), "me.db")}
	store, err := sqlite.Open(t.Context(), config.Embedded)
	if err != nil {
		t.Fatal(err)
	}
	session := bot.NewSession("slack:T1:D1", time.Now())
	session.Seq, session.Case = 1, &bot.Case{State: bot.CaseQueued}
	turn := bot.Commit{
		Cause: bot.Envelope{ID: "e1", Where: "slack:T1:D1", At: time.Now(), Event: bot.Said{Text: "bonjour"}},
		Turn:  bot.Turn{Session: session, Effects: []bot.Effect{bot.Say{To: "slack:T1:D1", Text: "Bonjour"}}},
	}
	if kept := store.Commit(t.Context(), []bot.Commit{turn})[0]; kept.Err != nil {
		t.Fatal(kept.Err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ answer, want string }{
		{"", "nothing was erased"}, {"y\n", "nothing was erased"}, {"no\n", "nothing was erased"}, {" Yes \n", `"turns": 1`},
	} {
		var out strings.Builder
		err := erase(t.Context(), &out, config, "slack:T1:D1", asking(strings.NewReader(c.answer), &out))
		if err != nil || !strings.Contains(out.String(), c.want) || !strings.Contains(out.String(), "slack:T1:D1: 1 turn, 1 line, the session, a case (queued).\n") {
			t.Errorf("%q: %v\n%s", c.answer, err, out.String())
		}
	}
}
