package storetest

func probes() []promise {
	return []promise{
		{"an uncertain line is probed when it is due", probed},
		{"a probe that was outlived is taken over", probeOutlived},
		{"only the latest probe decides", latestProbe},
		{"what is probed is not sent meanwhile", probedIsNotSent},
	}
}

func probed(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	line := r.only(morning())
	r.settle(unknown(line, after(5)))
	r.probes(after(4))
	probe := r.probes(after(5), "1")[0]
	if probe.ID() != line.ID() || probe.Attempt != 2 {
		r.Errorf("to be probed: %s in attempt %d, want %s in attempt 2", probe.ID(), probe.Attempt, line.ID())
	}
	r.settle(unknown(probe, after(45)))
	r.probes(after(44))
	probe = r.probes(after(45), "1")[0]
	if probe.Probes != 2 {
		r.Errorf("the second look is probe %d", probe.Probes)
	}
	r.settle(again(probe, after(50)))
	r.probes(after(3600))
	line = r.only(after(50))
	if line.Probes != 0 {
		r.Errorf("a line that is sent again was probed %d times", line.Probes)
	}
	r.settle(sent(line))
	r.says(after(50), "2")
}

func probeOutlived(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	r.settle(unknown(r.only(morning()), morning()))
	r.probes(morning(), "1")
	r.probes(after(14))
	r.settle(sent(r.probes(after(16), "1")[0]))
	r.probes(after(3600))
	r.says(after(16), "2")
}

func latestProbe(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	sender := r.only(morning())
	r.settle(unknown(sender, morning()))
	old := r.probes(morning(), "1")[0]
	latest := r.probes(after(16), "1")[0]
	r.settle(again(old, morning()), again(sender, morning()))
	r.nothing(after(20))
	r.settle(sent(latest))
	r.settle(again(old, morning()))
	r.says(after(20), "2")
}

func probedIsNotSent(r rig) {
	session := r.must(turn(begin(home), say("1"), say("2")))
	r.settle(unknown(r.only(morning()), after(5)))
	r.nothing(after(60))
	probe := r.probes(after(60), "1")[0]
	r.nothing(after(3600))
	r.must(turn(session, say("3")))
	r.nothing(after(3600))
	r.settle(sent(probe))
	r.says(after(3600), "2", "3")
}
