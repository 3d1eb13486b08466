//go:build integration

package faults

import (
	"time"

	"github.com/helpaide/helpaide/bot"
)

// judgeRest: nothing is missing, nothing waits (D1, D6, D8).
func (t *talk) judgeRest(seen *outside) {
	if seen == nil {
		seen = &outside{}
	}
	came := map[string]bool{}
	for _, m := range seen.messages {
		came[m.Key] = true
	}
	for _, key := range t.keys() {
		line := t.line(key)
		switch {
		case came[key] && line.State != bot.LineSent && !seen.refused[key]:
			t.breaks("D1", line.Seq, "%s was accepted and is %s in the outbox", key, line.State)
		case came[key], seen.refused[key] && line.State == bot.LineDead, t.hushed(key, line):
		default:
			t.breaks("D1", line.Seq, "%s was never accepted; it is %s after %d tries (%s): %q", key, line.State, line.Attempt, line.Reason, t.expected[key].Text)
		}
	}
	if want, got := len(t.expected), len(t.keys()); want != got {
		t.breaks("D1", 0, "%d lines should be in the outbox, %d are", want, got)
	}
	for _, one := range seen.events {
		if one.acked.IsZero() {
			t.breaks("D6", 0, "event %s was given %d times and never acknowledged", one.ID, len(one.given))
		}
	}
	t.judgeOverdue(time.Now(), time.Second)
}

// hushed reports whether a line was cancelled by a claim that came after it. An agent's line never is.
func (t *talk) hushed(key string, line *row) bool {
	if line.State != bot.LineCancelled || t.expected[key].From == bot.FromAgent {
		return false
	}
	return t.claimed(uint64(len(t.entries))) > line.Seq
}
