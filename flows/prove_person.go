package flows

import (
	"fmt"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// personNear reports questions at which a person is not one press and one word away.
func (p *prover) personNear() {
	p.pressed()
	tried := map[string]bool{}
	for i := range p.states {
		s := &p.states[i].session
		at, step := p.stands(&p.states[i])
		if s.Mode() == bot.WithAgent || s.Asked == nil && (step == nil || !step.Kind.Rests()) {
			continue
		}
		name := fmt.Sprint(at, s.Mode())
		if s.Asked != nil {
			name += string(s.Asked.What)
		}
		if !tried[name] {
			tried[name] = true
			p.offered(i, at)
		}
	}
}

// pressed looks where the button for a person leads, from every state. Only the flow that is made for
// it can keep somebody from people.
func (p *prover) pressed() {
	for i := range p.moves {
		m := &p.moves[i]
		chose, _ := m.what.event.(bot.Chose)
		if chose.Option == bot.CmdHuman && !waits(&p.states[m.to].session) {
			flow, _ := p.book.Flow(p.book.Person)
			p.fault(bot.StepRef{Flow: flow.ID, Step: flow.Steps[0].ID}, p.stances.by(i),
				fmt.Sprintf("whoever presses the button for a person is not passed on at once: begin flow %q with its handoff", flow.ID))
			return
		}
	}
}

func waits(s *bot.Session) bool { return s.Mode() == bot.Queued || s.Mode() == bot.Deferred }

// offered looks at the question of a state, in each language.
func (p *prover) offered(i int, at bot.StepRef) {
	for _, lang := range p.book.Langs {
		s := p.states[i].session
		s.Lang = lang
		turn := p.step(s, incident{event: press(&s, bot.CmdRepeat)})
		if !slices.ContainsFunc(turn.Effects, offersPerson) {
			p.faultIn(lang, at, p.stances.to(i), fmt.Sprintf("at this question, in %q, no button offers a person", lang))
		}
		if taken, ok := p.word(s); !ok {
			words := p.book.Labels[bot.CmdHuman].Label.In(lang)
			way := append(p.stances.to(i), engines(bot.Said{Text: words}))
			p.faultIn(lang, at, way, fmt.Sprintf("at this question %q does not ask for a person: it is taken for %q; take those words from the option", words, taken))
		}
	}
}

func offersPerson(effect bot.Effect) bool {
	say, ok := effect.(bot.Say)
	return ok && slices.ContainsFunc(say.Choices, func(c bot.Choice) bool { return c.ID == bot.CmdHuman && c.Label != "" })
}

// word has somebody type what the button for a person says. It tells what was understood instead;
// whoever is understood gets what the button gives.
func (p *prover) word(s bot.Session) (taken bot.OptionID, ok bool) {
	if p.read == nil {
		return "", true
	}
	said := p.read(s, bot.Said{Text: p.book.Labels[bot.CmdHuman].Label.In(s.Lang)})
	turn := p.step(s, incident{event: said})
	return said.Reading.Option, said.Reading.Command == bot.CmdHuman || waits(&turn.Session)
}
