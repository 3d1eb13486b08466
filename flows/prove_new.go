package flows

import (
	"fmt"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// allNew reports remedies that come a second time, and answers "it did not work" that lead to what
// was asked before, within one way through a flow. Steps with tries say themselves how often they come.
func (p *prover) allNew() {
	local := p.localWays()
	again := map[bot.FlowID]bool{}
	for i := range p.book.Flows {
		flow := &p.book.Flows[i]
		again[flow.ID] = p.remediesOnce(local, flow)
	}
	for i := range p.book.Flows {
		if flow := &p.book.Flows[i]; !again[flow.ID] {
			p.failuresLeadOn(local, flow)
		}
	}
}

// localWay is an author's way that stays in the flow, perhaps through one that it calls.
type localWay struct {
	to    int
	move  int
	entry int // the move that called the flow; nobody without a call
	site  *callSite
}

// localWays are the ways from each state that stay in its flow.
func (p *prover) localWays() [][]localWay {
	out := make([][]localWay, len(p.states))
	for i := range p.moves {
		m := &p.moves[i]
		if !m.what.author || !plainly(&p.states[m.to].session) || leaves(m) {
			continue
		}
		if len(m.homes) == 0 {
			p.addLocal(out, m.from, localWay{m.to, i, nobody, nil})
			continue
		}
		home := m.homes[0]
		for _, entry := range home.site.entries[home.caller] {
			p.addLocal(out, p.moves[entry].from, localWay{m.to, i, entry, home.site})
		}
	}
	return out
}

func (p *prover) addLocal(out [][]localWay, from int, way localWay) {
	if from == nobody || !plainly(&p.states[from].session) {
		return
	}
	a, b := p.states[from].session.Top(), p.states[way.to].session.Top()
	if a.Flow == b.Flow && p.states[from].site == p.states[way.to].site && !triedAgain(b) {
		out[from] = append(out[from], way)
	}
}

// triedAgain reports whether the frame stands on a step that it tries once more.
func triedAgain(f *bot.Frame) bool {
	return slices.ContainsFunc(f.Log, func(a bot.Answer) bool { return a.Step == f.Step })
}

// leaves reports whether the move went to another flow for good, or began one anew.
func leaves(m *move) bool {
	for _, pass := range m.path {
		if pass.By == bot.ByGoto {
			return true
		}
	}
	return false
}

// remediesOnce reports the guides of a flow that come again. It says whether there are any.
func (p *prover) remediesOnce(local [][]localWay, flow *bot.Flow) bool {
	found := false
	for j := range flow.Steps {
		step := &flow.Steps[j]
		if step.Kind != bot.KindGuide || step.Tries > 0 {
			continue
		}
		at := bot.StepRef{Flow: flow.ID, Step: step.ID}
		if way := p.comesBack(local, at); way != nil {
			p.fault(at, way, fmt.Sprintf("the remedy of step %q comes a second time: lead to something new, or give the step tries and then", step.ID))
			found = true
		}
	}
	return found
}

// comesBack is the shortest way that comes to the step twice; nil when there is none.
func (p *prover) comesBack(local [][]localWay, at bot.StepRef) []incident {
	starts := p.statesAt(at)
	search := newSearch(local)
	for _, s := range starts {
		for _, way := range local[s] {
			search.visit(s, way)
		}
	}
	for _, s := range starts {
		if way, ok := search.wayTo(p.explorer, s); ok {
			return way
		}
	}
	return nil
}

// statesAt are the plain states that rest on the step.
func (p *prover) statesAt(at bot.StepRef) []int {
	if p.at == nil {
		p.at = map[bot.StepRef][]int{}
		for i := range p.states {
			if plainly(&p.states[i].session) {
				here, _ := p.stands(&p.states[i])
				p.at[here] = append(p.at[here], i)
			}
		}
	}
	return p.at[at]
}

// failuresLeadOn reports the nearest "it did not work" of a flow that leads to what was asked before.
func (p *prover) failuresLeadOn(local [][]localWay, flow *bot.Flow) {
	after := map[bot.StepID]*search{} // what can come after each step
	for j := range flow.Steps {
		step := &flow.Steps[j]
		for _, from := range p.statesAt(bot.StepRef{Flow: flow.ID, Step: step.ID}) {
			for _, way := range local[from] {
				if p.failing(step, way) && p.asked(local, after, from, way) {
					return
				}
			}
		}
	}
}

// failing reports whether the way is the answer that the step's remedy did not work.
func (p *prover) failing(step *bot.Step, way localWay) bool {
	first := way.move
	if way.entry != nobody {
		first = way.entry
	}
	chose, _ := p.moves[first].what.event.(bot.Chose)
	return step.Kind == bot.KindGuide && (chose.Option == bot.ReplyFailed || chose.Option == bot.ReplyCannot) ||
		step.Kind == bot.KindCheck && chose.Option == bot.ReplyNo
}

// asked reports the way when the step that it leads to may have come before.
func (p *prover) asked(local [][]localWay, after map[bot.StepID]*search, from int, way localWay) bool {
	to, next := p.stands(&p.states[way.to])
	here, _ := p.stands(&p.states[from])
	search, known := after[next.ID]
	if !known {
		search = newSearch(local)
		for _, s := range p.statesAt(to) {
			search.start(s)
		}
		after[next.ID] = search
	}
	before, ok := search.wayTo(p.explorer, from)
	if !ok {
		return false
	}
	p.fault(here, append(before, p.explorer.along(way)...),
		fmt.Sprintf("\"it did not work\" at step %q leads back to step %q, which was asked before: lead to something new, or to a person", here.Step, next.ID))
	return true
}
