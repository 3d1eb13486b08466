package flows

import (
	"fmt"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// allEnd reports, flow by flow, the nearest state from which no end is in reach, and the nearest
// circle in which people can be kept for ever whatever they choose.
func (p *prover) allEnd() {
	at := p.stances
	w := p.writtenWays(at)
	reach, force := w.solve(anyWay), w.solve(p.ownChoice(at))
	trapped, kept := map[bot.FlowID]bool{}, map[bot.FlowID]bool{}
	bad := func(i int, way onward) bool {
		m := &p.moves[way.move]
		return p.written(m) && !m.ends && reach[way.to] && !force[way.to]
	}
	for i, stance := range at.all {
		here, step := p.stands(&p.states[stance.state])
		if step == nil || step.Kind == bot.KindHandoff || !plainly(&p.states[stance.state].session) {
			continue
		}
		switch {
		case !reach[i] && !trapped[here.Flow]:
			trapped[here.Flow] = true
			p.fault(here, at.trail(i), fmt.Sprintf("from here no outcome and no hand-over can be reached any more: whatever is answered at step %q, the flow goes on for ever", here.Step))
		case reach[i] && !force[i] && !kept[here.Flow]:
			p.keeps(at, i, at.round(i, bad), kept)
		}
	}
}

// keeps reports a circle, for each of the flows that it comes by.
func (p *prover) keeps(at *stances, i int, round []onward, kept map[bot.FlowID]bool) {
	if round == nil {
		return
	}
	way := at.trail(i)
	for _, onward := range round {
		way = append(way, p.moves[onward.move].what)
		there, _ := p.stands(&p.states[at.all[onward.to].state])
		kept[there.Flow] = true
	}
	here, _ := p.stands(&p.states[at.all[i].state])
	p.fault(here, way, fmt.Sprintf("somebody for whom nothing works can be kept in a circle that comes by step %q: give a way out that can simply be chosen, or that is taken after some tries", here.Step))
}

// routes are the author's ways between stances, grouped by what happens: where the clock decides, one
// event has several.
type routes struct {
	groups []group
	of     [][]int // the groups of each stance
	into   [][]int // the groups that have a way to each stance
}

// group is what can come of one event at one stance.
type group struct {
	from  int
	event bot.Event
	ways  int // that do not end at once
	ends  int // that do
}

func (p *prover) writtenWays(at *stances) *routes {
	w := &routes{of: make([][]int, len(at.all)), into: make([][]int, len(at.all))}
	for from, ways := range at.ways {
		for _, way := range ways {
			if m := &p.moves[way.move]; p.written(m) {
				w.add(from, way.to, m)
			}
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

func (w *routes) add(from, to int, m *move) {
	g := slices.IndexFunc(w.of[from], func(g int) bool { return w.groups[g].event == m.what.event })
	if g < 0 {
		w.groups = append(w.groups, group{from: from, event: m.what.event})
		g = len(w.of[from])
		w.of[from] = append(w.of[from], len(w.groups)-1)
	}
	id := w.of[from][g]
	if m.ends {
		w.groups[id].ends++
		return
	}
	w.groups[id].ways++
	w.into[to] = append(w.into[to], id)
}

// rule says when a stance is good: whether every way of an event must be good for the event to be, and
// whether every event must be.
type rule func(stance int) (everyWay, everyEvent bool)

// anyWay is for what can be reached if everything turns out well.
func anyWay(int) (everyWay, everyEvent bool) { return false, false }

// ownChoice is for what people can bring about themselves: they choose at a question and while they
// wait; whether a remedy works, the world chooses.
func (p *prover) ownChoice(at *stances) rule {
	return func(i int) (everyWay, everyEvent bool) {
		state := &p.states[at.all[i].state]
		_, step := p.stands(state)
		mine := step == nil || step.Kind == bot.KindAsk || step.Kind == bot.KindWait || state.session.Asked != nil
		return true, !mine
	}
}

// solve finds the stances from which an end is in reach by the rule.
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
