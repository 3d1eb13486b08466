package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func wakes() []promise {
	return []promise{
		{"a wake stays until its turn takes it", wakeTaken},
		{"a wake replaces the one of its name", wakeReplaced},
		{"a wake is cancelled by name", wakeCancelled},
		{"a wake may be set again by the turn that takes it", wakeAgain},
		{"wakes come when due, the earliest first, and never early", wakesInOrder},
		{"nothing is early by a nanosecond", notByANanosecond},
		{"wakes of one name do not touch another conversation's", wakesApart},
	}
}

func nap(generation uint64, due time.Time) bot.Wake {
	return bot.Wake{Name: "nap", Generation: generation, Due: due}
}

// wakes checks which wakes are due, by name and generation, and that Next agrees.
func (r rig) wakes(now time.Time, want ...string) []bot.Alarm {
	r.Helper()
	alarms, err := r.store.Due(r.Context(), now, 100)
	if err != nil {
		r.Fatalf("due: %v", err)
	}
	var got []string
	for _, alarm := range alarms {
		got = append(got, fmt.Sprintf("%s %d", alarm.Wake.Name, alarm.Wake.Generation))
	}
	if !slices.Equal(got, want) {
		r.Fatalf("due at %s: %q, want %q", now, got, want)
	}
	return alarms
}

// next checks when the next wake is due; the zero time stands for never.
func (r rig) next(want time.Time) {
	r.Helper()
	at, found, err := r.store.Next(r.Context())
	if err != nil {
		r.Fatalf("next: %v", err)
	}
	if found == want.IsZero() || found && !at.Equal(want) {
		r.Fatalf("next is at %s (%v), want %s", at, found, want)
	}
}

func wakeTaken(r rig) {
	r.next(time.Time{})
	session := r.must(turn(begin(home), nap(1, after(900))))
	r.next(after(900))
	r.wakes(after(899))
	r.wakes(after(900), "nap 1")
	alarm := r.wakes(after(1000), "nap 1")[0]
	r.same(alarm, bot.Alarm{Conversation: session.ID, Home: home, Wake: nap(1, after(900).UTC())})
	session = r.must(turn(session)) // another turn does not take it
	woke := caused(turn(session), alarm.Envelope(after(1000)))
	r.wakes(after(1000), "nap 1")
	session = r.must(woke)
	r.wakes(after(1000))
	r.next(time.Time{})
	r.answers(nil, woke)
	r.answers(bot.ErrSeen, signed("another", caused(turn(session), woke.Cause)))
}

func wakeReplaced(r rig) {
	session := r.must(turn(begin(home), nap(1, after(60))))
	old := r.wakes(after(60), "nap 1")[0]
	session = r.must(turn(session, nap(2, after(600))))
	r.wakes(after(599))
	r.next(after(600))
	r.must(caused(turn(session), old.Envelope(after(60)))) // too late: it takes nothing
	r.wakes(after(600), "nap 2")
}

func wakeCancelled(r rig) {
	session := r.must(turn(begin(home), nap(1, after(60)), bot.Wake{Name: "nudge", Generation: 1, Due: after(90)}))
	session = r.must(turn(session, bot.Unwake{Name: "nap"}, bot.Unwake{Name: "unknown"}))
	r.wakes(after(100), "nudge 1")
	session = r.must(turn(session, nap(3, after(60)), bot.Unwake{Name: "nap"}))
	r.wakes(after(100), "nudge 1")
	r.must(turn(session, bot.Unwake{Name: "nudge"}, bot.Wake{Name: "nudge", Generation: 4, Due: after(90)}))
	r.wakes(after(100), "nudge 4")
}

func wakeAgain(r rig) {
	session := r.must(turn(begin(home), nap(1, after(60))))
	alarm := r.wakes(after(60), "nap 1")[0]
	r.must(caused(turn(session, nap(2, after(120))), alarm.Envelope(after(60))))
	r.wakes(after(119))
	r.wakes(after(120), "nap 2")
}

func wakesInOrder(r rig) {
	const many = 60
	for i, seconds := range rand.Perm(many) {
		session := begin(bot.Address(fmt.Sprint("terminal:", i)))
		r.must(turn(session, nap(1, after(seconds))))
	}
	for _, now := range []time.Time{after(-1), after(0), after(7).Add(999 * time.Millisecond), after(59)} {
		alarms, err := r.store.Due(r.Context(), now, 1000)
		if err != nil {
			r.Fatalf("due: %v", err)
		}
		if want := int(now.Sub(morning())/time.Second) + 1; now.After(morning()) && len(alarms) != want {
			r.Errorf("%d due at %s, want %d", len(alarms), now, want)
		}
		r.sorted(alarms, now)
	}
	if few, _ := r.store.Due(r.Context(), after(59), 7); len(few) != 7 || !few[0].Wake.Due.Equal(after(0)) {
		r.Errorf("asked for 7, got %d", len(few))
	}
}

// sorted checks that the wakes are in order, and none is early.
func (r rig) sorted(alarms []bot.Alarm, now time.Time) {
	r.Helper()
	for i, alarm := range alarms {
		if alarm.Wake.Due.After(now) {
			r.Errorf("a wake due at %s was given at %s", alarm.Wake.Due, now)
		}
		if i > 0 && alarm.Wake.Due.Before(alarms[i-1].Wake.Due) {
			r.Errorf("a wake due at %s came after a later one", alarm.Wake.Due)
		}
	}
}

func notByANanosecond(r rig) {
	r.must(turn(begin(home), nap(1, after(60).Add(1)), say("1")))
	r.wakes(after(60))
	r.wakes(after(61), "nap 1")
	r.settle(again(r.only(morning()), after(30).Add(1)))
	r.nothing(after(30))
	r.says(after(31), "1")
}

func wakesApart(r rig) {
	session := r.must(turn(begin(home), nap(1, after(60))))
	r.must(turn(begin("terminal:you"), nap(1, after(30))))
	alarms := r.wakes(after(60), "nap 1", "nap 1")
	r.must(caused(turn(session), alarms[1].Envelope(after(60))))
	if left := r.wakes(after(60), "nap 1"); left[0].Conversation != "terminal:you" {
		r.Errorf("the wake of %s is left", left[0].Conversation)
	}
}
