package sqlite

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// TestFileOfAnOlderRelease opens what the first schema was written in: all of it is there, it goes on, and its
// time begins with the opening.
func TestFileOfAnOlderRelease(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	old, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = old.ExecContext(t.Context(), schema1+`;
		pragma application_id = `+application+`; pragma user_version = 1;
		insert into sessions values ('terminal:me', 1, '{"id":"terminal:me","home":"terminal:me","seq":1,"touched":"2026-03-02T09:00:00Z"}');
		insert into journal values ('terminal:me', 1, 'e1', 'terminal:me', '2026-03-02T09:00:00Z', '{"kind":"said","body":{}}', '', '', '');
		insert into outbox (conversation, seq, part, body, bot, state, due) values ('terminal:me', 1, 0, '{"kind":"relay","body":{"text":"1"}}', 1, 'ready', 0)`)
	if err == nil {
		err = old.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if n, err := store.Prune(t.Context(), time.Now().AddDate(0, 0, 29), bot.UsualRetention()); n != 0 || err != nil {
		t.Errorf("pruned %d, %v", n, err)
	}
	d, err := store.Dossier(t.Context(), "terminal:me")
	if err != nil || d.Session == nil || len(d.Entries) != 1 || len(d.Lines) != 1 {
		t.Fatalf("%+v, %v", d, err)
	}
	next := *d.Session
	next.Seq++
	turn := bot.Commit{Cause: bot.Envelope{ID: "e2", Where: "terminal:me", At: time.Now(), Event: bot.Said{}}, Was: 1, Turn: bot.Turn{Session: next}}
	if kept := store.Commit(t.Context(), []bot.Commit{turn})[0]; kept.Err != nil {
		t.Error(kept.Err)
	}
	if err := store.Close(); err != nil && !strings.Contains(err.Error(), "closed") {
		t.Error(err)
	}
}
