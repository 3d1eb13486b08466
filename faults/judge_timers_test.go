//go:build integration

package faults

import (
	"fmt"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// overdue is by when a wake has come, though processes die and lines are cut.
const overdue = 3 * time.Second

// judgeTimers: each once, never early (D8).
func (t *talk) judgeTimers(f *figures, seen *outside) {
	shown := map[uint64]time.Time{} // by turn: its first message
	if seen != nil {
		for _, m := range seen.messages {
			if at := placeOf(m.Key); shown[at.seq].IsZero() {
				shown[at.seq] = m.at
			}
		}
	}
	for i, e := range t.entries {
		woke, is := e.Event.(bot.Woke)
		if !is {
			continue
		}
		due, set := pending(t.sessions[i], woke)
		switch {
		case !set:
			f.vain++
			continue
		case e.At.Before(due):
			t.breaks("D8", e.Seq, "wake %s came %s early", woke.Name, due.Sub(e.At))
		}
		f.late = append(f.late, e.At.Sub(due))
		if at := shown[e.Seq]; !at.IsZero() {
			f.shown = append(f.shown, at.Sub(due))
		}
	}
}

// judgeOverdue: none stays away (D8).
func (t *talk) judgeOverdue(now time.Time, late time.Duration) {
	if len(t.sessions) == 0 {
		return
	}
	for _, p := range t.sessions[len(t.sessions)-1].Wakes {
		if now.Sub(p.Due) > late {
			t.breaks("D8", uint64(len(t.entries)), "wake %s was due at %s and never came", p.Name, clock(p.Due))
		}
	}
}

func pending(s bot.Session, woke bot.Woke) (due time.Time, set bool) {
	for _, p := range s.Wakes {
		if p.Name == woke.Name && p.Generation == woke.Generation {
			return p.Due, true
		}
	}
	return due, false
}

// figures are what a run was.
type figures struct {
	turns, messages, vain, moved int
	late, shown                  []time.Duration
}

func (f *figures) count(t *talk, seen *outside) {
	f.turns += len(t.entries)
	if seen != nil {
		f.messages += len(seen.messages)
	}
	for i := 1; i < len(t.entries); i++ {
		if t.stored[uint64(i)].Book != t.stored[uint64(i+1)].Book {
			f.moved++
		}
	}
}

func (f figures) String() string {
	return fmt.Sprintf("%d turns, %d messages; %d timers, late by %s, their messages by %s; %d in vain; %d times to another revision",
		f.turns, f.messages, len(f.late), spread(f.late), spread(f.shown), f.vain, f.moved)
}

func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "none"
	}
	slices.Sort(all)
	at := func(q float64) time.Duration {
		return all[min(int(q*float64(len(all))), len(all)-1)].Round(time.Millisecond)
	}
	return fmt.Sprintf("p50 %s p99 %s max %s", at(.5), at(.99), at(1))
}
