package storetest

import (
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

func leases() []promise {
	return []promise{
		{"a lease that was outlived is taken over", takenOver},
		{"the settlement of an older attempt is ignored", oldSettlement},
		{"a line is settled once", settledOnce},
	}
}

func takenOver(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	first := r.only(morning())
	r.nothing(after(14))
	second := r.only(after(16))
	if first.Attempt != 1 || second.Attempt != 2 || first.ID() != second.ID() {
		r.Errorf("leased %s in attempt %d, then %s in attempt %d", first.ID(), first.Attempt, second.ID(), second.Attempt)
	}
	r.nothing(after(30))
	if third := r.only(after(32)); third.Attempt != 3 {
		r.Errorf("the third lease is attempt %d", third.Attempt)
	}
}

func oldSettlement(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	old := r.only(morning())
	latest := r.only(after(16))
	for _, late := range []bot.Settlement{sent(old), ended(old, bot.LineDead), again(old, morning()), ended(old, bot.LineUncertain)} {
		r.settle(late)
		r.nothing(after(17))
	}
	r.settle(sent(latest), sent(old))
	r.says(after(17), "2")
}

func settledOnce(r rig) {
	for i, late := range []func(bot.Line) bot.Settlement{
		func(line bot.Line) bot.Settlement { return again(line, morning()) },
		func(line bot.Line) bot.Settlement { return ended(line, bot.LineUncertain) },
		func(line bot.Line) bot.Settlement { return ended(line, bot.LineDead) },
		sent,
	} {
		r.must(turn(begin(bot.Address(fmt.Sprint("terminal:", i))), say("1"), say("2")))
		line := r.only(morning())
		r.settle(sent(line))
		r.settle(late(line))
		r.says(morning(), "2")
		r.nothing(after(60))
	}
	r.must(turn(begin(home), say("1"), say("2")))
	line := r.only(morning())
	r.settle(again(line, after(10)))
	r.settle(sent(line)) // given back already
	r.says(after(10), "1", "2")
}
