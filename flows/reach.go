package flows

import "github.com/helpaide/helpaide/bot"

// onward are the steps of the same flow to which a step leads.
func (s *step) onward() []int {
	var out []int
	add := func(i int) {
		if i >= 0 {
			out = append(out, i)
		}
	}
	for _, option := range s.Options {
		add(option.Next)
	}
	for _, rule := range s.Rules {
		add(rule.Next)
	}
	add(s.Next)
	if s.Tries > 0 {
		add(s.Then)
	}
	return out
}

// reached tells which steps somebody can come to.
func (f *flow) reached() []bool {
	out := make([]bool, len(f.steps))
	todo := []int{0}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !out[i] {
			out[i] = true
			todo = append(todo, f.steps[i].onward()...)
		}
	}
	return out
}

func (f *flow) checkReached(reached []bool) {
	for i, s := range f.steps {
		if !reached[i] {
			f.src.remark(s.at, "nothing leads to step %q; lead there, or take the step away", s.ID)
		}
	}
}

// checkEnds reports the first step from which the flow goes on for ever.
func (f *flow) checkEnds(reached []bool) {
	ends := f.ends()
	if !ends[0] {
		f.src.remark(f.at, "flow %q can never end; lead its steps to an end, a handoff or another flow (goto)", f.ID)
		return
	}
	for i, s := range f.steps {
		if reached[i] && !ends[i] {
			f.src.remark(s.at, "after step %q the flow can no longer end; lead it to an end, a handoff or another flow (goto)", s.ID)
			return
		}
	}
}

// ends tells from which steps the flow can come to an end, going back from where it does.
func (f *flow) ends() []bool {
	out := make([]bool, len(f.steps))
	before := make([][]int, len(f.steps))
	var todo []int
	for i, s := range f.steps {
		for _, next := range s.onward() {
			before[next] = append(before[next], i)
		}
		if s.Kind == bot.KindEnd || s.Kind == bot.KindHandoff || s.Kind == bot.KindGoto {
			todo = append(todo, i)
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !out[i] {
			out[i] = true
			todo = append(todo, before[i]...)
		}
	}
	return out
}

// checkTraps reports flows that only lead each other on, and none comes to an end.
func (l *loader) checkTraps() {
	told := map[*flow]bool{}
	for _, f := range l.order {
		trapped := map[*flow]bool{}
		if told[f] || !f.any(goesOn) || l.comesOut(f, trapped) {
			continue
		}
		delete(trapped, f)
		var others []string
		for _, other := range l.order {
			if told[other] = told[other] || trapped[other]; trapped[other] {
				others = append(others, string(other.ID))
			}
		}
		f.src.remark(f.at, "flow %q can never end: it only goes on to %s, and none of them ends or hands over", f.ID, quoted(orItself(others, f)))
	}
}

func orItself(others []string, f *flow) []string {
	if len(others) == 0 {
		return []string{string(f.ID)}
	}
	return others
}

func goesOn(s *step) bool { return s.Kind == bot.KindGoto }

func comesHome(s *step) bool { return s.Kind == bot.KindEnd || s.Kind == bot.KindHandoff }

// comesOut reports whether the flow, or one that it goes to, ends or hands over. It notes the flows
// that it went through.
func (l *loader) comesOut(f *flow, seen map[*flow]bool) bool {
	if f.src.broken || f.any(comesHome) {
		return true
	}
	seen[f] = true
	return f.any(func(s *step) bool {
		next := l.flows[s.Flow]
		return goesOn(s) && next != nil && !seen[next] && l.comesOut(next, seen)
	})
}
