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

// localWay is an author's way that stays in the flow, perhaps through some that it calls.
type localWay struct {
	to   int
	legs []leg // one, and one for each call on the way
}

// leg is a move that leads into the first call, from one to the next, or home from the last.
type leg struct {
	move int
	site *callSite // the call that it comes home from; nil when it comes from none
}

// localWays are the ways from each state that stay in its flow.
func (p *prover) localWays() [][]localWay {
	out := make([][]localWay, len(p.states))
	for i := range p.moves {
		if m := &p.moves[i]; m.what.author && plainly(&p.states[m.to].session) {
			p.legs(i, func(from int, legs []leg) { p.addLocal(out, from, localWay{m.to, legs}) })
		}
	}
	return out
}

// legs finds where ways that end with the move begin: with it, or before the calls that it comes home
// from.
func (p *prover) legs(last int, found func(from int, legs []leg)) {
	seen := map[homecoming]bool{}
	flow := p.states[p.moves[last].to].session.Top().Flow
	todo := [][]leg{{{move: last}}}
	for len(todo) > 0 {
		legs := todo[0]
		todo = todo[1:]
		m := &p.moves[legs[0].move]
		switch {
		case leaves(m, flow):
		case len(m.homes) == 0:
			found(m.from, legs)
		case !seen[m.homes[0]]:
			home := m.homes[0]
			seen[home] = true
			legs[0].site = home.site
			for _, entry := range home.site.entries[home.caller] {
				todo = append(todo, append([]leg{{move: entry}}, legs...))
			}
		}
	}
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

// leaves reports whether the move left the flow for good, perhaps to begin it anew.
func leaves(m *move, flow bot.FlowID) bool {
	return slices.ContainsFunc(m.path, func(pass bot.Pass) bool { return pass.Flow == flow && pass.By == bot.ByGoto })
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
		if way, ok := search.wayTo(p.stances, s); ok {
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
	chose, _ := p.moves[way.legs[0].move].what.event.(bot.Chose)
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
	before, ok := search.wayTo(p.stances, from)
	if !ok {
		return false
	}
	p.fault(here, append(before, p.explorer.along(way)...),
		fmt.Sprintf("\"it did not work\" at step %q leads back to step %q, which was asked before: lead to something new, or to a person", here.Step, next.ID))
	return true
}
