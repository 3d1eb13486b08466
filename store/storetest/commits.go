package storetest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

func commits() []promise {
	return []promise{
		{"a commit repeated with its own token is nil", ownToken},
		{"an event that was seen is told so", seen},
		{"an event is applied once in the whole record", seenElsewhere},
		{"a stale turn leaves nothing", stale},
		{"a turn that skips one is refused", skipped},
		{"a turn in a batch hurts itself only", batch},
		{"one turn in a hundred hurts itself only", hundred},
		{"an event twice in a batch is applied once", twiceInBatch},
		{"no turns, no results", empty},
		{"a call without time does nothing", cancelled},
	}
}

func ownToken(r rig) {
	first := turn(begin(home), say("one"))
	second := turn(r.must(first), say("two"))
	r.answers(nil, first)
	r.must(second)
	r.answers(nil, first)
	r.answers(nil, second)
	if seq := r.load(first.Turn.Session.ID).Seq; seq != 2 {
		r.Errorf("at turn %d, want 2", seq)
	}
	r.says(morning(), "one", "two")
}

func seen(r rig) {
	first := turn(begin(home), say("one"))
	session := r.must(first)
	r.answers(bot.ErrSeen, signed("another", first)) // stale as well: seen is told first
	r.answers(bot.ErrSeen, signed("another", caused(turn(session, say("two")), first.Cause)))
	r.says(morning(), "one")
}

func seenElsewhere(r rig) {
	first := turn(begin(home))
	r.must(first)
	other := turn(begin("terminal:you"))
	r.answers(bot.ErrSeen, signed("another", caused(other, first.Cause)))
	r.missing("terminal:you")
	r.must(other)
}

func stale(r rig) {
	session := r.must(turn(begin(home)))
	late := turn(begin(home), say("late"), bot.Wake{Name: "nap", Generation: 1, Due: morning()})
	late = caused(late, bot.Envelope{ID: "late", Where: home, At: morning(), Event: bot.Said{Text: "salut"}})
	r.answers(bot.ErrStale, late)
	early := turn(bot.Session{ID: "terminal:you", Home: "terminal:you", Seq: 3})
	r.answers(bot.ErrStale, early)
	r.missing("terminal:you")
	r.nothing(morning())
	r.wakes(morning())
	r.must(caused(turn(session, say("on time")), late.Cause))
	r.says(morning(), "on time")
}

func skipped(r rig) {
	skip := turn(begin(home))
	skip.Turn.Session.Seq = 2
	if err := r.commit(skip); err == nil || errors.Is(err, bot.ErrSeen) {
		r.Errorf("committed turn 2 before turn 1: %v", err)
	}
	r.missing("terminal:me")
	r.must(turn(begin(home)))
}

// poison is a turn that no record can write: its score is not a number.
func poison(place bot.Address) bot.Commit {
	commit := turn(begin(place), say("poison"))
	commit.Cause.Event = bot.Said{Text: "mot-de-passe", Reading: bot.Reading{Guesses: []bot.Guess{{Score: math.NaN()}}}}
	return commit
}

func batch(r rig) {
	known := turn(begin("terminal:known"))
	r.must(known)
	results := r.all([]bot.Commit{
		turn(begin("terminal:a"), say("a")), poison("terminal:b"), signed("another", known),
		caused(turn(begin("terminal:known")), bot.Envelope{ID: "new", Event: bot.Said{}}), turn(begin("terminal:c"), say("c")),
	})
	if results[0] != nil || results[4] != nil {
		r.Errorf("good turns: %v, %v", results[0], results[4])
	}
	if results[1] == nil || strings.Contains(results[1].Error(), "mot-de-passe") {
		r.Errorf("poison: %v", results[1])
	}
	if !errors.Is(results[2], bot.ErrSeen) || !errors.Is(results[3], bot.ErrStale) {
		r.Errorf("seen and stale: %v, %v", results[2], results[3])
	}
	r.missing("terminal:b")
	r.says(morning(), "a", "c")
	r.must(turn(begin("terminal:b")))
}

func hundred(r rig) {
	const many, bad = 100, 37
	batch := make([]bot.Commit, many)
	for i := range batch {
		batch[i] = turn(begin(bot.Address(fmt.Sprint("terminal:", i))), say("x"))
	}
	batch[bad] = poison(batch[bad].Turn.Session.Home)
	for i, err := range r.all(batch) {
		if (err != nil) != (i == bad) {
			r.Errorf("turn %d: %v", i, err)
		}
	}
	if said := r.drain(morning()); len(said) != many-1 {
		r.Errorf("%d lines, want %d", len(said), many-1)
	}
}

func twiceInBatch(r rig) {
	one, two := turn(begin(home)), turn(begin("terminal:you"))
	two.Cause = one.Cause
	results := r.all([]bot.Commit{one, two})
	if results[0] != nil || !errors.Is(results[1], bot.ErrSeen) {
		r.Errorf("results %v, want nil and %v", results, bot.ErrSeen)
	}
	r.missing("terminal:you")
}

func empty(r rig) {
	r.all(nil)
	r.settle()
}

func cancelled(r rig) {
	ctx, cancel := context.WithCancel(r.Context())
	cancel()
	for _, kept := range r.store.Commit(ctx, []bot.Commit{turn(begin(home)), turn(begin("terminal:you"))}) {
		if !errors.Is(kept.Err, context.Canceled) {
			r.Errorf("commit: %v, want %v", kept.Err, context.Canceled)
		}
	}
	if _, err := r.store.Load(ctx, "terminal:me"); !errors.Is(err, context.Canceled) {
		r.Errorf("load: %v, want %v", err, context.Canceled)
	}
	if _, err := r.store.Lease(ctx, morning(), 1); !errors.Is(err, context.Canceled) {
		r.Errorf("lease: %v, want %v", err, context.Canceled)
	}
	r.missing("terminal:me")
}
