package storetest

import (
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

func leases() []promise {
	return []promise{
		{"a lease that was outlived leaves a line of unknown fate", takenOver},
		{"the settlement of an older attempt is ignored", oldSettlement},
		{"a line is settled once", settledOnce},
	}
}

func takenOver(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	first := r.only(morning())
	r.probes(after(14))
	r.nothing(after(3600)) // whoever had it may have sent it: it is not sent again unasked
	second := r.probes(after(16), "1")[0]
	if first.Attempt != 1 || second.Attempt != 2 || first.ID() != second.ID() || second.Probes != 1 {
		r.Errorf("leased %s in attempt %d, to be probed %s in attempt %d, probe %d", first.ID(), first.Attempt, second.ID(), second.Attempt, second.Probes)
	}
	r.probes(after(30))
	if third := r.probes(after(32), "1")[0]; third.Attempt != 3 || third.Probes != 2 {
		r.Errorf("the third time it is attempt %d, probe %d", third.Attempt, third.Probes)
	}
}

func oldSettlement(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	old := r.only(morning())
	latest := r.probes(after(16), "1")[0]
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
