package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Bench commits turns of 1024 conversations, one message in and one or two out, in batches of several
// sizes, and once settles what leaves.
func Bench(b *testing.B, open func(b *testing.B) Store) {
	b.Helper()
	for _, size := range []int{1, 16, 64, 128} {
		b.Run(fmt.Sprintf("batch=%d", size), func(b *testing.B) { benchCommit(b, open(b), size, false) })
	}
	b.Run("batch=64/settled", func(b *testing.B) { benchCommit(b, open(b), 64, true) })
}

func benchCommit(b *testing.B, store Store, size int, settle bool) {
	b.Helper()
	seqs := make([]uint64, 1024)
	start := time.Now()
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += size {
		batch := make([]bot.Commit, 0, size)
		for i := range min(size, b.N-done) {
			at := (done + i) % len(seqs)
			batch = append(batch, benchTurn(at, seqs[at], start, settle))
			seqs[at]++
		}
		var lines []bot.Line
		for _, kept := range store.Commit(b.Context(), batch) {
			if kept.Err != nil {
				b.Fatal(kept.Err)
			}
			if kept.Next != nil {
				lines = append(lines, *kept.Next)
			}
		}
		deliver(b, store, lines)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}

// deliver settles lines and what comes after them.
func deliver(b *testing.B, store Store, lines []bot.Line) {
	b.Helper()
	for len(lines) > 0 {
		settled := make([]bot.Settlement, len(lines))
		for i, line := range lines {
			settled[i] = taking(sent(line))
		}
		var err error
		if lines, err = store.Settle(b.Context(), settled); err != nil {
			b.Fatal(err)
		}
	}
}

func benchTurn(who int, was uint64, at time.Time, take bool) bot.Commit {
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
		Was:   was, Token: fmt.Sprint(who, was), Take: take,
		Turn: bot.Turn{Session: session, Effects: effects, Path: []bot.Pass{{Flow: "account_locked", Step: "back"}}},
	}
}
