package flows

import (
	"strings"
	"sync"

	"github.com/helpaide/helpaide/bot"
)

// Proof says what was gone through to prove a pack.
type Proof struct {
	States int // in which a conversation can be, in one language
	Turns  int // that lead from one to another
}

// Prove goes through every state that conversations of the pack can be in, with the engine that will
// hold them, and returns what is wrong, each with the shortest conversation that shows it:
//
//   - a state from which no outcome and no hand-over is reachable on the ways that the author wrote;
//   - an option, a row of a branch or a step that nobody can ever come to;
//   - a circle in which people can be kept whatever they choose, and an answer "it did not work" that
//     leads to what was asked before;
//   - a remedy that comes a second time;
//   - a question at which a person is not one press and one word away, in any language;
//   - a message that is too long for a channel as it is put together.
//
// The engine's book must have its Hours. Read is how a typed line is understood; without it, words
// are not tried.
func (p *Pack) Prove(engine *bot.Engine, read Reader) (Proof, []Problem) {
	var all []*explorer
	var exploring sync.WaitGroup
	for i, lang := range p.Book.Langs {
		if i > 0 && p.surelyFits(lang) {
			continue
		}
		x := newExplorer(p, engine, lang)
		all = append(all, x)
		exploring.Go(x.explore)
	}
	exploring.Wait()
	first := &prover{explorer: all[0], pack: p, read: read, teller: newTeller(p, all[0], read)}
	first.prove()
	for _, x := range all {
		first.fits(x)
	}
	return Proof{len(first.states), len(first.moves)}, first.problems
}

// prover looks for faults among the states of an explorer.
type prover struct {
	*explorer
	pack     *Pack
	read     Reader
	teller   *teller
	problems []Problem
	at       map[bot.StepRef][]int // the plain states that rest on each step
	stances  *stances
}

func (p *prover) prove() {
	p.stances = newStances(p.explorer)
	p.allTaken()
	p.allEnd()
	p.allNew()
	p.personNear()
}

// fault notes a problem of a step with the conversation that shows it.
func (p *prover) fault(at bot.StepRef, way []incident, message string) {
	p.faultIn(p.lang, at, way, message)
}

// faultIn notes a problem that shows in one language.
func (p *prover) faultIn(lang bot.Lang, at bot.StepRef, way []incident, message string) {
	problem, ok := p.pack.places[at]
	if !ok { // a line of the engine's own, above every flow
		problem = Problem{File: "wording.yaml", Line: 1, Column: 1}
	}
	problem.Message = message
	problem.Talk = strings.Join(p.teller.tell(way, lang).lines, "\n")
	p.problems = append(p.problems, problem)
}

// stands is the step on which a state rests; nil when nothing is under way.
func (p *prover) stands(s *state) (bot.StepRef, *bot.Step) {
	top := s.session.Top()
	if top == nil {
		return bot.StepRef{}, nil
	}
	at := bot.StepRef{Flow: top.Flow, Step: top.Step}
	return at, p.steps[at]
}

// plainly reports whether the bot leads, and its step's question is asked for the first time.
func plainly(s *bot.Session) bool {
	return s.Mode() == bot.Guided && s.Asked == nil && !detour(s) && len(s.Stack) > 0
}
