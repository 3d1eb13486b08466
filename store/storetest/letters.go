package storetest

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func letters() []promise {
	return []promise{
		{"a dead letter comes back as it was buried", buried},
		{"an event is a turn or a dead letter, never both", turnOrLetter},
		{"an event that cannot be written is buried without its words", buriedUnwritten},
		{"dead letters are listed the latest first", latestLetters},
		{"what is old is dropped, and no more", pruned},
	}
}

// letter is the dead letter of a turn's event.
func letter(commit bot.Commit) bot.DeadLetter {
	return bot.DeadLetter{Conversation: commit.Turn.Session.ID, Cause: commit.Cause, Reason: "the engine panicked"}
}

func (r rig) bury(letter bot.DeadLetter) {
	r.Helper()
	if err := r.store.Bury(r.Context(), letter); err != nil {
		r.Fatalf("bury: %v", err)
	}
}

func (r rig) buried(n int) []bot.DeadLetter {
	r.Helper()
	letters, err := r.store.Buried(r.Context(), n)
	if err != nil {
		r.Fatalf("buried: %v", err)
	}
	return letters
}

func buried(r rig) {
	want := letter(turn(begin(home)))
	want.Cause.Where = "terminal:desk"
	want.Reason = "<odd> \x00 \xff"
	r.bury(want)
	letters := r.buried(10)
	if len(letters) != 1 {
		r.Fatalf("%d letters, want 1", len(letters))
	}
	got := letters[0]
	if !got.Cause.At.Equal(want.Cause.At) {
		r.Errorf("at %s, want %s", got.Cause.At, want.Cause.At)
	}
	if got.Reason == "" {
		r.Error("the reason is gone")
	}
	got.Cause.At, got.Reason = want.Cause.At, want.Reason
	r.same(got, want)
}

func turnOrLetter(r rig) {
	first := turn(begin(home))
	r.must(first)
	r.bury(letter(first))
	if letters := r.buried(10); len(letters) != 0 {
		r.Errorf("buried %v, which is a turn", letters)
	}
	other := turn(begin("terminal:you"))
	r.bury(letter(other))
	r.bury(letter(other))
	r.answers(bot.ErrSeen, other)
	r.missing("terminal:you")
	if letters := r.buried(10); len(letters) != 1 {
		r.Errorf("%d letters, want 1", len(letters))
	}
}

func buriedUnwritten(r rig) {
	bad := turn(begin(home))
	bad.Cause.Event = bot.Said{Reading: bot.Reading{Guesses: []bot.Guess{{Score: math.Inf(1)}}}}
	r.bury(letter(bad))
	if letters := r.buried(1); len(letters) != 1 || letters[0].Cause.Event != nil || letters[0].Cause.ID != bad.Cause.ID {
		r.Errorf("buried %v", letters)
	}
	bad.Cause.ID = ""
	if err := r.store.Bury(r.Context(), letter(bad)); err == nil {
		r.Error("buried an event without an id")
	}
}

func latestLetters(r rig) {
	for i := range 5 {
		r.bury(letter(turn(begin(bot.Address(fmt.Sprint("terminal:", i))))))
		time.Sleep(time.Millisecond)
	}
	letters := r.buried(2)
	if len(letters) != 2 || letters[0].Conversation != "terminal:4" || letters[1].Conversation != "terminal:3" {
		r.Errorf("the latest two are %v", letters)
	}
}

func pruned(r rig) {
	old := turn(begin(home)) // months ago, and told only now
	r.must(old)
	r.bury(letter(turn(begin("terminal:you"))))
	for _, step := range []struct {
		days int
		want int64
	}{{6, 0}, {8, 2}, {13, 0}, {15, 1}} {
		n, err := r.store.Prune(r.Context(), r.now().AddDate(0, 0, step.days), bot.UsualRetention())
		if err != nil || n != step.want {
			r.Errorf("after %d days: %d dropped, %v; want %d", step.days, n, err, step.want)
		}
		if step.days == 6 {
			r.answers(bot.ErrSeen, signed("another", old))
		}
	}
	if err := r.commit(signed("another", old)); !errors.Is(err, bot.ErrStale) {
		r.Errorf("told again after 15 days: %v, want %v", err, bot.ErrStale)
	}
	if letters := r.buried(10); len(letters) != 0 {
		r.Errorf("%d letters are left", len(letters))
	}
}
