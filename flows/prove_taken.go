package flows

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/helpaide/helpaide/bot"
)

// allTaken reports the author's ways that nobody can take, and the steps that nobody comes to. What
// lies behind such a way is not reported too.
func (p *prover) allTaken() {
	was := NewCoverage(p.book)
	reached := map[bot.StepRef]bool{}
	for i := range p.moves {
		was.add(p.lang, p.moves[i].path)
		for _, pass := range p.moves[i].path {
			reached[bot.StepRef{Flow: pass.Flow, Step: pass.Step}] = true
		}
	}
	for _, s := range p.states {
		at, _ := p.stands(&s)
		reached[at] = true
	}
	for _, edge := range Edges(p.book) {
		at := bot.StepRef{Flow: edge.Flow, Step: edge.From}
		if reached[at] && !was.has(edge, p.lang) {
			p.fault(at, p.wayTo(at), neverTaken(p.steps[at], edge))
		}
	}
}

func neverTaken(step *bot.Step, edge Edge) string {
	if _, err := strconv.Atoi(edge.By); err == nil && step.Kind == bot.KindBranch {
		return fmt.Sprintf("nobody ever comes to step %q in a way that takes row %s of its branch; take the row away, or set its slots before", edge.From, edge.By)
	}
	if edge.By == string(bot.ByThen) {
		return fmt.Sprintf("nobody ever comes to step %q as often as its tries say, so then: %s is never taken", edge.From, edge.To.Step)
	}
	if edge.By == string(bot.ByNext) && step.Kind == bot.KindCall {
		return fmt.Sprintf("flow %q never comes home to step %q, so next: %s is never taken; let it end somewhere, or lead there with goto", step.Flow, edge.From, edge.To.Step)
	}
	return fmt.Sprintf("nobody can ever take %q at step %q, which leads to %q", edge.By, edge.From, edge.To.Step)
}

// wayTo is what happens until somebody comes to the step.
func (p *prover) wayTo(at bot.StepRef) []incident {
	best := nobody
	for i := range p.moves {
		comes := slices.ContainsFunc(p.moves[i].path, func(pass bot.Pass) bool { return pass.Flow == at.Flow && pass.Step == at.Step })
		if comes && (best == nobody || p.stances.takers[i] < p.stances.takers[best]) {
			best = i
		}
	}
	if best == nobody {
		return nil
	}
	return p.stances.by(best)
}
