package sqlite_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func TestPrune(t *testing.T) {
	store := open(t, ":memory:")
	old := turn("terminal:me", 0)
	old.Cause.At = time.Now().AddDate(0, 0, -30) // caught up with late
	ahead := turn("terminal:you", 0)
	ahead.Cause.At = time.Now().AddDate(1, 0, 0) // with --now
	commit(t, store, old, ahead)
	if n, err := store.Prune(t.Context(), time.Now().AddDate(0, 0, 6), bot.UsualRetention()); n != 0 || err != nil {
		t.Errorf("after 6 days: %d pruned, %v", n, err)
	}
	old.Token = "another"
	if err := store.Commit(t.Context(), []bot.Commit{old})[0].Err; !errors.Is(err, bot.ErrSeen) {
		t.Errorf("told again after 6 days: %v", err)
	}
	if n, err := store.Prune(t.Context(), time.Now().AddDate(0, 0, 8), bot.UsualRetention()); n != 1 || err != nil {
		t.Errorf("after 8 days: %d pruned, %v", n, err)
	}
}

func TestForgottenWordsLeaveTheFile(t *testing.T) {
	path := tempFile(t)
	store := open(t, path)
	words := strings.Repeat("tell nobody ", 2000)
	for seq := range uint64(3) {
		secret := turn("terminal:me", seq)
		secret.Cause.Event = bot.Said{Text: words}
		secret.Turn.Effects = []bot.Effect{bot.Relay{Text: words}}
		secret.Turn.Session.Case = &bot.Case{Solver: words}
		commit(t, store, secret, turn("terminal:you", seq))
	}
	if _, err := store.Forget(t.Context(), "terminal:me"); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() != 0 {
		t.Errorf("the log still has %d bytes (%v)", info.Size(), err)
	}
	_ = store.Close()
	data, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(data), "tell nobody") || !strings.Contains(string(data), "terminal:you") {
		t.Errorf("the words are still there, or too much is gone (%v)", err)
	}
}
