package storetest

import (
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func takes() []promise {
	return []promise{
		{"a committer takes its turn's first line", take},
		{"a committer takes nothing that another line waits before", takeBehind},
		{"a commit repeated gives no line a second time", takeRepeated},
		{"a line taken in a commit is taken over like any", takeOutlived},
		{"whoever settles a line takes the next one", takeNext},
		{"the next line is the one that the settler has, or another", takeKnown},
		{"no next line comes with one that is not over", takeNotOver},
		{"no next line comes with an old settlement", takeOld},
		{"the zero time is the record's own clock", ownClock},
	}
}

// taken commits a turn whose first line the committer takes.
func (r rig) taken(commit bot.Commit) *bot.Line {
	r.Helper()
	commit.Take = true
	kept := r.kept(commit)[0]
	if kept.Err != nil {
		r.Fatalf("commit turn %d: %v", commit.Turn.Session.Seq, kept.Err)
	}
	return kept.Next
}

func (r rig) now() time.Time {
	r.Helper()
	now, err := r.store.Now(r.Context())
	if err != nil {
		r.Fatalf("now: %v", err)
	}
	return now
}

func take(r rig) {
	line := r.taken(turn(begin(home), bot.Hush{}, nap(1, after(60)), say("1"), say("2")))
	if line == nil || line.ID() != "terminal:me/1/0" || line.Attempt != 1 {
		r.Fatalf("took %+v, want the first line in attempt 1", line)
	}
	r.same(line.Effect, say("1"))
	r.nothing(r.now())
	r.settle(sent(*line))
	r.says(r.now(), "2")
	if line := r.taken(turn(begin("terminal:you"))); line != nil {
		r.Errorf("took %s of a turn without lines", line.ID())
	}
}

func takeBehind(r rig) {
	session := r.must(turn(begin(home), say("1")))
	second := turn(session, say("2"))
	if line := r.taken(second); line != nil {
		r.Fatalf("took %s, which must wait", line.ID())
	}
	r.says(morning(), "1", "2")
	third := turn(second.Turn.Session, say("3"), agents("4"))
	first := r.taken(third)
	hush := turn(third.Turn.Session, bot.Hush{}, joined())
	if line := r.taken(hush); line != nil {
		r.Errorf("took %s, before which two lines wait", line.ID())
	}
	r.settle(sent(*first))
	r.says(r.now(), "4", "joined")
	fifth := turn(hush.Turn.Session, say("5"))
	r.must(fifth)
	if line := r.taken(turn(fifth.Turn.Session, bot.Hush{}, say("6"))); line == nil || line.Seq != 6 {
		r.Errorf("took %+v, want the line before which none waits any more", line)
	}
}

func takeRepeated(r rig) {
	commit := turn(begin(home), say("1"))
	if r.taken(commit) == nil {
		r.Fatal("took nothing")
	}
	if line := r.taken(commit); line != nil {
		r.Errorf("took %s again", line.ID())
	}
	r.nothing(r.now())
}

func takeOutlived(r rig) {
	first := *r.taken(turn(begin(home), say("1")))
	r.nothing(r.now().Add(10 * time.Second))
	second := r.probes(r.now().Add(16*time.Second), "1")[0]
	if second.Attempt != 2 {
		r.Errorf("attempt %d, want 2", second.Attempt)
	}
	if next := r.settleNext(taking(sent(first))); len(next) != 0 {
		r.Errorf("took %v for an old settlement", texts(next))
	}
}

func takeKnown(r rig) {
	first := turn(begin(home), say("1"), say("2"))
	line := r.taken(first)
	second := turn(first.Turn.Session, say("3"))
	r.must(second)
	lines := append(first.Turn.Lines("terminal:me"), second.Turn.Lines("terminal:me")...)
	for i, want := range lines[1:] { // it has what comes next the first time, and is wrong the second
		settlement := taking(sent(*line))
		settlement.Next = &lines[1]
		next := r.settleNext(settlement)
		if len(next) != 1 || next[0].ID() != want.ID() || next[0].Attempt != 1 {
			r.Fatalf("settlement %d took %+v, want %s", i, next, want.ID())
		}
		r.same(next[0].Effect, want.Effect)
		line = &next[0]
	}
}

func takeNext(r rig) {
	session := r.must(turn(begin(home), say("1"), say("2")))
	line := *r.taken(turn(begin("terminal:you"), say("a"), say("b")))
	r.must(turn(session, say("3")))
	mine := r.only(morning())
	next := r.settleNext(taking(sent(mine)), taking(ended(line, bot.LineDead)))
	if said := texts(next); !slices.Equal(said, []string{"2", "b"}) {
		r.Fatalf("took %q", said)
	}
	if next[0].ID() != "terminal:me/1/1" || next[0].Attempt != 1 {
		r.Errorf("took %s in attempt %d", next[0].ID(), next[0].Attempt)
	}
	r.nothing(r.now())
	next = r.settleNext(taking(sent(next[0])), sent(next[1]))
	if said := texts(next); !slices.Equal(said, []string{"3"}) {
		r.Fatalf("took %q", said)
	}
	if last := r.settleNext(taking(sent(next[0]))); len(last) != 0 {
		r.Errorf("took %q after the last", texts(last))
	}
}

func takeNotOver(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	line := r.only(morning())
	if next := r.settleNext(taking(again(line, morning()))); len(next) != 0 {
		r.Errorf("took %q behind a line that is to be tried again", texts(next))
	}
	line = r.only(morning())
	if next := r.settleNext(taking(unknown(line, morning()))); len(next) != 0 {
		r.Errorf("took %q behind a line that is uncertain", texts(next))
	}
}

func takeOld(r rig) {
	r.must(turn(begin(home), say("1"), say("2"), say("3")))
	old := r.only(morning())
	latest := r.probes(after(16), "1")[0]
	if next := r.settleNext(taking(sent(old))); len(next) != 0 {
		r.Errorf("took %q", texts(next))
	}
	next := r.settleNext(sent(latest), taking(sent(old)))
	if len(next) != 0 {
		r.Errorf("took %q", texts(next))
	}
	r.says(after(17), "2", "3")
}

func ownClock(r rig) {
	now := r.now()
	r.must(turn(begin(home), nap(1, now.Add(-time.Minute)), bot.Wake{Name: "later", Due: now.Add(time.Hour)}, say("1"), say("2")))
	r.wakes(time.Time{}, "nap 1")
	r.settle(again(r.only(time.Time{}), now.Add(time.Hour)))
	r.nothing(time.Time{})
	r.settle(unknown(r.only(now.Add(2*time.Hour)), now.Add(-time.Minute)))
	r.probes(time.Time{}, "1")
}
