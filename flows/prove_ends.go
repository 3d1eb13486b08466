package flows

import (
	"fmt"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// allEnd reports, flow by flow, the nearest state from which no end is in reach, and the nearest one
// in which people can be kept for ever whatever they choose.
func (p *prover) allEnd() {
	w := p.writtenWays()
	reach, force := w.solve(anyWay), w.solve(p.ownChoice)
	trapped, kept := map[bot.FlowID]bool{}, map[bot.FlowID]bool{}
	for i := range p.states {
		at, step := p.stands(&p.states[i])
		if step == nil || step.Kind == bot.KindHandoff || p.states[i].session.Mode() != bot.Guided || detour(&p.states[i].session) {
			continue
		}
		way := func() []incident { return p.trail(p.states[i].via, nil) }
		switch {
		case !reach[i] && !trapped[at.Flow]:
			trapped[at.Flow], kept[at.Flow] = true, true
			p.fault(at, way(), fmt.Sprintf("from here no outcome and no hand-over can be reached any more: whatever is answered at step %q, the flow goes on for ever", at.Step))
		case reach[i] && !force[i] && !kept[at.Flow]:
			kept[at.Flow] = true
			p.fault(at, way(), fmt.Sprintf("somebody for whom nothing works can be kept in a circle that comes by step %q: give a way out that can simply be chosen, or that is taken after some tries", at.Step))
		}
	}
}

// routes are the author's ways between states, grouped by what happens: where the clock or a caller
// decides, one event has several.
type routes struct {
	groups []group
	of     [][]int // the groups of each state
	into   [][]int // the groups that have a way to each state
}

// group is what can come of one event in one state.
type group struct {
	from  int
	event bot.Event
	ways  int // that do not end at once
	ends  int // that do
}

func (p *prover) writtenWays() *routes {
	w := &routes{of: make([][]int, len(p.states)), into: make([][]int, len(p.states))}
	for i := range p.moves {
		if m := &p.moves[i]; m.from != nobody && p.written(m) {
			w.add(m)
		}
	}
	return w
}

// written reports whether the author wrote the way. An answer to the engine's own question counts
// too, since it leads back to what the author wrote, unless it asks for a person.
func (p *prover) written(m *move) bool {
	chose, pressed := m.what.event.(bot.Chose)
	return m.what.author || pressed && p.states[m.from].session.Asked != nil && chose.Option != bot.CmdHuman && !commands(chose.Option)
}

func commands(id bot.OptionID) bool { return slices.Contains(bot.Commands(), id) }

func (w *routes) add(m *move) {
	g := slices.IndexFunc(w.of[m.from], func(g int) bool { return w.groups[g].event == m.what.event })
	if g < 0 {
		w.groups = append(w.groups, group{from: m.from, event: m.what.event})
		g = len(w.of[m.from])
		w.of[m.from] = append(w.of[m.from], len(w.groups)-1)
	}
	id := w.of[m.from][g]
	if m.ends {
		w.groups[id].ends++
		return
	}
	w.groups[id].ways++
	w.into[m.to] = append(w.into[m.to], id)
}

// rule says when a state is good: given how many of the event's ways are left that are not known to
// be good, and how many events are left that are not.
type rule func(state int) (everyWay, everyEvent bool)

// anyWay is for what can be reached if everything turns out well.
func anyWay(int) (everyWay, everyEvent bool) { return false, false }

// ownChoice is for what people can bring about themselves: they choose at a question and while they
// wait; whether a remedy works, the world chooses.
func (p *prover) ownChoice(state int) (everyWay, everyEvent bool) {
	_, step := p.stands(&p.states[state])
	mine := step == nil || step.Kind == bot.KindAsk || step.Kind == bot.KindWait || p.states[state].session.Asked != nil
	return true, !mine
}

// solve finds the states from which an end is in reach by the rule.
func (w *routes) solve(by rule) []bool {
	good := make([]bool, len(w.of))
	left := make([]int, len(w.groups)) // ways of the event that are not known to be good
	open := make([]int, len(w.of))     // events of the state that are not
	var todo []int
	settle := func(g int) {
		from := w.groups[g].from
		open[from]--
		if _, all := by(from); !good[from] && (!all || open[from] == 0) {
			good[from] = true
			todo = append(todo, from)
		}
	}
	for s := range w.of {
		open[s] = len(w.of[s])
	}
	done := make([]bool, len(w.groups))
	for g := range w.groups {
		left[g] = w.groups[g].ways
		every, _ := by(w.groups[g].from)
		if w.groups[g].ends > 0 && (!every || left[g] == 0) {
			done[g] = true
			settle(g)
		}
	}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, g := range w.into[s] {
			left[g]--
			every, _ := by(w.groups[g].from)
			if !done[g] && (!every || left[g] == 0) {
				done[g] = true
				settle(g)
			}
		}
	}
	return good
}
