//go:build integration

package faults

import (
	"time"

	"github.com/helpaide/helpaide/bot"
)

// judgeEvents holds what was acknowledged against what is kept: D5 and D6, and D4 for effects of no cause.
func (t *talk) judgeEvents(seen *outside, letters map[bot.EventID]bool) {
	kept := map[bot.EventID]uint64{}
	for _, e := range t.entries {
		if was := kept[e.ID]; was != 0 {
			t.breaks("D5", e.Seq, "event %s is turn %d and turn %d", e.ID, was, e.Seq)
		}
		kept[e.ID] = e.Seq
	}
	if seen == nil {
		return
	}
	known := map[bot.EventID]bool{}
	for _, one := range seen.events {
		known[one.ID] = true
		switch {
		case one.acked.IsZero() || one.refuse != "":
		case kept[one.ID] == 0 && !letters[one.ID]:
			t.breaks("D5", 0, "event %s (%T) was acknowledged at %s and is in no turn and no letter", one.ID, one.event, clock(one.acked))
		case kept[one.ID] != 0 && letters[one.ID]:
			t.breaks("D5", kept[one.ID], "event %s is a turn and a letter", one.ID)
		}
	}
	for _, e := range t.entries {
		_, timer := e.Event.(bot.Woke)
		_, sorry := e.Event.(bot.Faulted)
		lost, is := e.Event.(bot.Undelivered) // the platform refused it for good
		if is && seen.refused[lost.Line] {
			continue
		}
		if !known[e.ID] && !timer && !sorry && e.At.Before(seen.until()) {
			t.breaks("D4", e.Seq, "turn %d comes from event %s, which nobody sent", e.Seq, e.ID)
		}
	}
}

// until is when the snapshot's last event was sent.
func (o *outside) until() (last time.Time) {
	for _, one := range o.events {
		if one.At.After(last) {
			last = one.At
		}
	}
	return last
}

// judgeRefusals: what an agent was told was true at some moment between asking and answer.
func (t *talk) judgeRefusals(engines map[string]*bot.Engine, seen *outside) {
	if seen == nil || len(t.sessions) == 0 {
		return
	}
	acked, given := map[bot.EventID]time.Time{}, map[bot.EventID]time.Time{}
	for _, one := range seen.events {
		if acked[one.ID] = one.acked; len(one.given) > 0 {
			given[one.ID] = one.given[0]
		}
	}
	for _, one := range seen.events {
		if one.refuse == "" {
			continue
		}
		from, to := 0, 0
		for i, e := range t.entries {
			if at := acked[e.ID]; !at.IsZero() && at.Before(given[one.ID]) {
				from = i + 1
			}
			if at := given[e.ID]; at.Before(one.acked) {
				to = i + 1
			}
		}
		fits := false
		for k := from; k <= to && !fits; k++ {
			for _, engine := range engines {
				turn := engine.Step(t.sessions[k], bot.Envelope{ID: one.ID, Where: one.Where, At: one.At, Event: one.event})
				fits = fits || string(turn.Refused) == one.refuse
			}
		}
		if !fits {
			t.breaks("D9", uint64(from), "an agent's %T (%s) was refused, %q, which was true at no moment between turn %d and turn %d",
				one.event, one.ID, one.refuse, from, to)
		}
	}
}
