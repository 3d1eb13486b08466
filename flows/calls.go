package flows

import "github.com/helpaide/helpaide/bot"

// checkCalls reports flows that call themselves, directly or through others: the way home would grow
// without end. It reports whether there are any.
func (l *loader) checkCalls() bool {
	told := map[bot.FlowID]bool{}
	for _, f := range l.order {
		if f.src.broken {
			continue
		}
		for _, s := range f.steps {
			if s.Kind != bot.KindCall || told[f.ID] && told[s.Flow] {
				continue
			}
			above := l.above(s.Flow)
			if s.Flow == f.ID || above[f.ID] {
				told[f.ID], told[s.Flow] = true, true
				f.src.remark(s.kind, "%s", recursion(f.ID, s.Flow))
			}
		}
	}
	return len(told) > 0
}

func recursion(caller, callee bot.FlowID) string {
	if caller == callee {
		return "flow \"" + string(caller) + "\" calls itself; use goto to begin it anew"
	}
	return "flow \"" + string(caller) + "\" calls \"" + string(callee) + "\", which calls it in its turn; use goto for one of the two"
}

// above are the flows that may be under way while the flow waits for one that it called.
func (l *loader) above(id bot.FlowID) map[bot.FlowID]bool {
	out := map[bot.FlowID]bool{}
	todo := l.targets(id, bot.KindCall)
	for len(todo) > 0 {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if out[next] {
			continue
		}
		out[next] = true
		todo = append(todo, l.targets(next, bot.KindCall)...)
		todo = append(todo, l.targets(next, bot.KindGoto)...)
	}
	return out
}

// targets are the flows that a flow calls, or goes to.
func (l *loader) targets(id bot.FlowID, kind bot.Kind) []bot.FlowID {
	var out []bot.FlowID
	if f := l.sound(id); f != nil {
		for _, s := range f.steps {
			if s.Kind == kind {
				out = append(out, s.Flow)
			}
		}
	}
	return out
}
