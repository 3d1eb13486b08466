package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/sqlite"
)

// BenchmarkCommit commits turns of 1024 conversations to a file: one message in, one or two out.
func BenchmarkCommit(b *testing.B) {
	for _, size := range []int{1, 16, 64, 128} {
		b.Run(fmt.Sprintf("batch=%d", size), func(b *testing.B) { benchCommit(b, size, false) })
	}
	b.Run("batch=64/settled", func(b *testing.B) { benchCommit(b, 64, true) })
}

func benchCommit(b *testing.B, size int, settle bool) {
	b.Helper()
	store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "record.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	seqs := make([]uint64, 1024)
	start := time.Now()
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += size {
		batch := make([]bot.Commit, 0, size)
		for i := range min(size, b.N-done) {
			at := (done + i) % len(seqs)
			batch = append(batch, benchTurn(at, seqs[at], start))
			seqs[at]++
		}
		for _, kept := range store.Commit(b.Context(), batch) {
			if kept.Err != nil {
				b.Fatal(kept.Err)
			}
		}
		if settle {
			deliver(b, store, start)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}

// deliver leases and settles until nothing is left.
func deliver(b *testing.B, store *sqlite.Store, now time.Time) {
	b.Helper()
	for {
		lines, err := store.Lease(b.Context(), now, 128)
		if err != nil {
			b.Fatal(err)
		}
		if len(lines) == 0 {
			return
		}
		settled := make([]bot.Settlement, len(lines))
		for i, line := range lines {
			settled[i] = bot.Settlement{Line: line, State: bot.LineSent, Receipt: bot.Receipt{ID: "1700000000.000100"}}
		}
		if _, err := store.Settle(b.Context(), settled); err != nil {
			b.Fatal(err)
		}
	}
}

func benchTurn(who int, was uint64, at time.Time) bot.Commit {
	home := bot.Address(fmt.Sprintf("slack:T0123456:D%07d", who))
	session := bot.NewSession(home, at)
	session.Lang, session.Seq, session.Book = "fr", was+1, "0f3a9c1d"
	session.Stack = []bot.Frame{{Flow: "account_locked", Step: "back", Log: []bot.Answer{{Step: "which", Value: "online"}}}}
	say := bot.Say{To: home, From: bot.FromAssistant, Lang: "fr", Text: "Les 15 minutes sont passées. Pouvez-vous ouvrir une session?",
		Choices: []bot.Choice{{ID: "opened", Label: "Oui"}, {ID: "stuck", Label: "Non"}}, Flow: "account_locked", Step: "back"}
	effects := []bot.Effect{say}
	if was%2 == 1 {
		effects = append(effects, say)
	}
	return bot.Commit{
		Cause: bot.Envelope{ID: bot.EventID(fmt.Sprintf("%s:%d", home, was)), Where: home, At: at, Event: bot.Chose{Option: "online", Flow: "account_locked", Step: "which"}},
		Was:   was, Token: fmt.Sprint(who, was),
		Turn: bot.Turn{Session: session, Effects: effects, Path: []bot.Pass{{Flow: "account_locked", Step: "back"}}},
	}
}
