package flows

import (
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// place is a step of some flow.
type place struct {
	flow  *flow
	index int
}

func (p place) step() *step { return p.flow.steps[p.index] }

// checkCircles reports ways that come back to where they began without anybody being asked: the
// assistant would talk for ever. Every flow must be known to call no flow that calls it.
func (l *loader) checkCircles() {
	w := &walker{loader: l, state: map[place]int{}, through: map[*flow]bool{}}
	for _, f := range l.order {
		if f.src.broken {
			continue
		}
		for i, reached := range f.reached() {
			if reached {
				w.visit(place{f, i})
			}
		}
	}
}

// walker follows the ways on which nobody is asked anything.
type walker struct {
	*loader
	state   map[place]int // unseen, on the way, or done
	way     []place
	through map[*flow]bool // called flows that can end without a question
}

const (
	onTheWay = iota + 1
	done
)

func (w *walker) visit(at place) {
	switch w.state[at] {
	case done:
		return
	case onTheWay:
		w.report(w.way[slices.Index(w.way, at):])
		return
	}
	w.state[at] = onTheWay
	w.way = append(w.way, at)
	for _, next := range w.silently(at) {
		w.visit(next)
	}
	w.way = w.way[:len(w.way)-1]
	w.state[at] = done
}

func (w *walker) report(circle []place) {
	first := circle[0]
	way := worded(append(slices.Clone(circle), first))
	first.flow.src.remark(first.step().at, "%s goes round in a circle in which nobody is asked anything; put a question in it, or lead elsewhere", way)
}

// worded shows a way through steps, with the flows' names when it leaves the first one.
func worded(way []place) string {
	leaves := slices.ContainsFunc(way, func(p place) bool { return p.flow != way[0].flow })
	out := make([]string, len(way))
	for i, p := range way {
		out[i] = string(p.step().ID)
		if leaves {
			out[i] = string(p.flow.ID) + "/" + out[i]
		}
	}
	return `"` + strings.Join(out, `" → "`) + `"`
}

// silently are the places to which a step leads without an answer, or may lead: a wait for what is
// there already asks nobody either.
func (w *walker) silently(at place) []place {
	s := at.step()
	var out []place
	add := func(index int) {
		if index >= 0 {
			out = append(out, place{at.flow, index})
		}
	}
	switch s.Kind {
	case bot.KindSay, bot.KindSet, bot.KindBranch:
		for _, next := range s.onward() {
			add(next)
		}
		return out
	case bot.KindGoto, bot.KindCall:
		if target := w.sound(s.Flow); target != nil {
			out = append(out, place{target, 0})
		}
		if s.Kind == bot.KindCall && w.passes(w.sound(s.Flow)) {
			add(s.Next)
		}
	case bot.KindWait:
		if atOnce(s.For) {
			add(s.Next)
		}
	}
	if s.Tries > 0 {
		add(s.Then)
	}
	return out
}

// atOnce reports whether a wait may be over when it begins.
func atOnce(span bot.Span) bool {
	for _, d := range span.Each {
		if d == 0 {
			return true
		}
	}
	return span.Until == bot.Opens
}

// passes reports whether a called flow can come home without asking anything.
func (w *walker) passes(f *flow) bool {
	if f == nil {
		return false
	}
	if known, ok := w.through[f]; ok {
		return known
	}
	w.through[f] = false
	seen, todo := map[place]bool{}, []place{{f, 0}}
	for len(todo) > 0 && !w.through[f] {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[at] {
			continue
		}
		seen[at] = true
		if at.step().Kind == bot.KindEnd {
			w.through[f] = true
		}
		todo = append(todo, w.returning(at)...)
	}
	return w.through[f]
}

// returning is silently, without the ways into called flows: their ends are not this one's.
func (w *walker) returning(at place) []place {
	next := w.silently(at)
	if at.step().Kind != bot.KindCall {
		return next
	}
	return slices.DeleteFunc(next, func(p place) bool { return p.index == 0 && p.flow == w.sound(at.step().Flow) })
}
