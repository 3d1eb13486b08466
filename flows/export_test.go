package flows

import (
	"fmt"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Explored is what an explorer found, for tests.
type Explored struct{ x *explorer }

// Explore finds every state of conversations in the language. A thorough explorer takes no short cut.
func (p *Pack) Explore(engine *bot.Engine, lang bot.Lang, thorough bool) Explored {
	x := newExplorer(p, engine, lang)
	x.thorough = thorough
	x.explore()
	return Explored{x}
}

// Asking is how explored conversations begin.
func Asking(flow bot.FlowID) bot.Event { return asking(flow) }

// Detour reports whether the question was asked again.
func Detour(s bot.Session) bool { return detour(&s) }

// Times are when the calendars are open and closed in every way.
func (e Explored) Times() []time.Time { return e.x.times }

// Has says what of the session the explorer never saw; "" when it saw all of it.
func (e Explored) Has(s bot.Session) string {
	var site *callSite
	for i := range max(len(s.Stack)-1, 0) {
		frame := s.Stack[i]
		name := string(frame.Flow) + "/" + string(frame.Step) + ">"
		if site != nil {
			name = site.name + name
		}
		known, ok := e.x.sites[name]
		if !ok {
			return "no call at " + name
		}
		e.x.plainFrame(&frame)
		key := string(appendFrame(nil, &frame))
		if !slices.ContainsFunc(known.callers, func(c bot.Frame) bool { return string(appendFrame(nil, &c)) == key }) {
			return "no caller " + key + " at " + name
		}
		site = known
	}
	e.x.plain(&s)
	key := string(appendKey(nil, &s, site))
	if _, ok := e.x.known[key]; !ok {
		return "no state " + key
	}
	return ""
}

// Plain are the states that are no detours, by their keys, in order.
func (e Explored) Plain() []string {
	var out []string
	for key, i := range e.x.known {
		if !detour(&e.x.states[i].session) {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// Size is how many states and turns there are.
func (e Explored) Size() string {
	return fmt.Sprintf("%d states, %d turns", len(e.x.states), len(e.x.moves))
}

// ProveThoroughly is Prove without short cuts.
func (p *Pack) ProveThoroughly(engine *bot.Engine, read Reader) []Problem {
	var all []*explorer
	for _, lang := range p.Book.Langs {
		all = append(all, p.Explore(engine, lang, true).x)
	}
	first := &prover{explorer: all[0], pack: p, read: read, teller: newTeller(p, all[0], read)}
	first.prove()
	for _, x := range all {
		first.fits(x)
	}
	return first.problems
}

// Astray counts the states and turns to which nobody comes once each caller is kept apart: a called flow
// comes home to every caller, also to one that could not have called it just then. Rare books have
// some. They show no faults, since those are looked for among stances.
func (e Explored) Astray() (states, turns int) {
	at := newStances(e.x)
	return len(e.x.states) - len(at.nearest), len(e.x.moves) - len(at.takers)
}
