package flows

import (
	"github.com/helpaide/helpaide/bot"
)

// compile makes the pack of what was read. It is called when there is no problem.
func (l *loader) compile() *Pack {
	book := l.book
	for _, flow := range l.order {
		book.Flows = append(book.Flows, flow.Flow)
	}
	book.Revision = revision(&book, keys(l.calendars))
	pack := &Pack{Book: &book, Calendars: l.calendars, Examples: l.examples, Facts: map[string]bot.Text{}, Hosts: l.hosts, Files: l.dir}
	for name, fact := range l.facts {
		pack.Facts[name] = fact.words
	}
	pack.Stats = stats(pack)
	pack.places = l.places()
	return pack
}

// places are where the steps are written.
func (l *loader) places() map[bot.StepRef]Problem {
	out := map[bot.StepRef]Problem{}
	for _, f := range l.order {
		for _, s := range f.steps {
			out[bot.StepRef{Flow: f.ID, Step: s.ID}] = f.src.place(s.at)
		}
	}
	return out
}

func stats(pack *Pack) Stats {
	out := Stats{Flows: len(pack.Book.Flows), Edges: len(Edges(pack.Book)), Facts: len(pack.Facts)}
	for i := range pack.Book.Flows {
		out.Steps += len(pack.Book.Flows[i].Steps)
	}
	for _, flows := range pack.Examples {
		for _, lines := range flows {
			out.Examples += len(lines)
		}
	}
	return out
}
