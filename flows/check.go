package flows

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// check proves what only shows when every flow is known. A flow whose file is broken is left out:
// what it lacks may be what could not be read.
func (l *loader) check() {
	for _, f := range l.order {
		l.checkTakes(f)
		if f.src.broken {
			continue
		}
		reached := f.reached()
		f.checkReached(reached)
		f.checkEnds(reached)
		f.checkReleased(l.released[f.ID])
		l.checkAside(f)
	}
	l.checkRetired()
	l.checkRoles()
	l.checkTraps()
	if !l.checkCalls() {
		l.checkCircles()
	}
	l.unnamed()
}

// checkRoles looks at the two flows that the pack names.
func (l *loader) checkRoles() {
	if menu := l.sound(l.book.Menu); menu != nil && (menu.Aside || !menu.any(rests)) {
		l.pack.remark(l.menuAt, "the menu asks what is wrong, but flow %q asks nothing, or only answers on the way (aside)", menu.ID)
	}
	person := l.sound(l.book.Person)
	if person != nil && !l.leadsTo(person, handsOver, map[*flow]bool{}) {
		l.pack.remark(l.personAt, "flow %q is for people who want a person, but no step of it is a handoff", person.ID)
	}
}

func rests(s *step) bool     { return s.Kind.Rests() }
func handsOver(s *step) bool { return s.Kind == bot.KindHandoff }

// any reports whether the flow has such a step.
func (f *flow) any(such func(*step) bool) bool {
	return slices.ContainsFunc(f.steps, such)
}

// leadsTo reports whether such a step is in the flow or in one that it calls or goes to. Flows that
// could not be read may have it.
func (l *loader) leadsTo(f *flow, such func(*step) bool, seen map[*flow]bool) bool {
	if f == nil || f.src.broken || f.any(such) {
		return true
	}
	seen[f] = true
	return f.any(func(s *step) bool {
		next := l.flows[s.Flow]
		return s.Flow != "" && !seen[next] && l.leadsTo(next, such, seen)
	})
}

// checkAside keeps flows that are answered on the way from holding a conversation up.
func (l *loader) checkAside(f *flow) {
	if !f.Aside {
		return
	}
	for _, s := range f.steps {
		switch callee := l.sound(s.Flow); {
		case s.Kind.Rests():
			f.src.remark(s.kind, "flow %q is answered on the way (aside), so it may not wait for an answer", f.ID)
		case s.Kind == bot.KindGoto || s.Kind == bot.KindHandoff:
			f.src.remark(s.kind, "flow %q is answered on the way (aside), so it may not lead away", f.ID)
		case s.Kind == bot.KindCall && callee != nil && l.leadsTo(callee, rests, map[*flow]bool{}):
			f.src.remark(s.kind, "flow %q is answered on the way (aside), but %q, which it calls, waits for an answer", f.ID, callee.ID)
		}
	}
}

// checkTakes looks at what calls take home: an output of the called flow, into a slot that can hold it.
func (l *loader) checkTakes(f *flow) {
	for _, s := range f.steps {
		for _, take := range s.takes {
			l.checkTake(f, s, take)
		}
	}
}

func (l *loader) checkTake(f *flow, s *step, take take) {
	callee := l.sound(s.Flow)
	if callee == nil {
		return
	}
	if callee.outs[take.From] == nil {
		f.src.wrong(take.at, "%q is no output of flow %q%s", take.From, callee.ID, orRather(string(take.From), keys(callee.outs)))
		return
	}
	from, _ := callee.slot(take.From)
	to, _ := f.slot(take.To)
	for _, value := range from.Values {
		if len(to.Values) > 0 && !has(to.Values, value) {
			f.src.wrong(take.at, "%q of flow %q may be %s, which slot %q cannot hold", take.From, callee.ID, orEmpty(value), to.ID)
			return
		}
	}
	f.keepTake(s, take.Take)
}

// keepTake puts what was found good into the step and into the flow that is compiled.
func (f *flow) keepTake(s *step, take bot.Take) {
	s.Takes = append(s.Takes, take)
	if i := f.Step(s.ID); i != bot.Nowhere {
		f.Steps[i].Takes = s.Takes
	}
}

// sound is the flow of that id when it could be read whole, or nil.
func (l *loader) sound(id bot.FlowID) *flow {
	if f := l.flows[id]; f != nil && !f.src.broken {
		return f
	}
	return nil
}
