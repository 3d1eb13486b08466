package adaptertest

import (
	"fmt"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

func talks() []promise {
	return []promise{
		{"a person is led from a hello to the end", ledToTheEnd},
		{"everybody is answered in their language", inTheirLanguage},
		{"what is typed does what a button does", typedInstead},
		{"what the platform gives twice is taken once", givenTwice},
		{"what is written at once is answered in order", writtenAtOnce},
		{"many people talk at the same time", manyPeople},
		{"a line is acknowledged only once it is kept", keptFirst},
	}
}

func ledToTheEnd(r *rig) {
	marie := r.Person("marie", "fr")
	m := r.asks(marie, "bonjour")
	m = r.presses(marie, m, "Plus d'Internet")
	m = r.presses(marie, m, "Un seul appareil")
	m = r.presses(marie, m, label(r, m, bot.ReplyDone))
	r.presses(marie, m, label(r, m, bot.ReplyYes))
	if s := r.session(marie); len(s.Stack) != 0 || s.Lang != "fr" {
		r.Errorf("the session is %+v", s)
	}
}

// label is what an answer is called on a message in French.
func label(r *rig, m Message, id bot.OptionID) string {
	r.Helper()
	says := r.Engine.Book().Labels[id].Label.In("fr")
	for _, one := range m.Buttons {
		if strings.EqualFold(one, says) {
			return one
		}
	}
	r.Fatalf("no button %q among %q", says, m.Buttons)
	return ""
}

func inTheirLanguage(r *rig) {
	for lang, greets := range map[bot.Lang]string{"fr": "Qu'est-ce qui ne va pas?", "en": "What is wrong?"} {
		m := r.asks(r.Person("who-"+string(lang), lang), "123")
		if text := strings.Join(m.Parts, "\n"); !strings.Contains(bare(text), bare(greets)) {
			r.Errorf("in %s: %q", lang, text)
		}
	}
}

func typedInstead(r *rig) {
	marie, paul := r.Person("marie", "fr"), r.Person("paul", "fr")
	r.presses(marie, r.asks(marie, "bonjour"), "Plus d'Internet")
	r.asks(paul, "bonjour")
	r.asks(paul, "Plus d'Internet")
	if one, other := r.top(marie), r.top(paul); one == nil || other == nil || one.Step != other.Step {
		r.Errorf("by a button: %+v, typed: %+v", one, other)
	}
}

func givenTwice(r *rig) {
	marie := r.Person("marie", "fr")
	message := r.writes(marie, "bonjour")
	r.answered(marie, 0)
	r.await("the acknowledgement", func() bool { return marie.Taken(message) })
	for range 3 {
		marie.Again(message)
	}
	r.asks(marie, "c'est lent")
	if n := r.taken(marie); n != 2 {
		r.Errorf("%d turns, want 2", n)
	}
}

func writtenAtOnce(r *rig) {
	marie := r.Person("marie", "fr")
	const n = 8
	for i := range n {
		r.writes(marie, fmt.Sprint("une ligne que personne ne comprend, la numéro ", i))
	}
	r.await("all turns", func() bool { return r.taken(marie) == n })
	r.arrived(marie)
	entries, err := r.record.store.Journal(r.Context(), bot.ConversationID(marie.Home()))
	if err != nil {
		r.Fatal(err)
	}
	for i, entry := range entries {
		if !r.Ordered() {
			break
		}
		if line, ok := entry.Event.(bot.Said); !ok || !strings.HasSuffix(line.Text, fmt.Sprint(" ", i)) {
			r.Errorf("turn %d is of %+v", i, entry.Event)
		}
	}
}

func manyPeople(r *rig) {
	const n = 12
	var people []Person
	for i := range n {
		p := r.Person(fmt.Sprint("someone", i), []bot.Lang{"fr", "en"}[i%2])
		people = append(people, p)
		r.writes(p, "allo, my internet is slow")
		r.writes(p, "bonjour, c'est lent")
	}
	for _, p := range people {
		r.answered(p, 1)
	}
}

func keptFirst(r *rig) {
	marie := r.Person("marie", "fr")
	r.record.away.Store(true)
	message := r.writes(marie, "bonjour")
	r.await("the record to be missed", func() bool { return strings.Contains(r.story(), "does not answer") })
	if marie.Taken(message) {
		r.Error("it was acknowledged though nobody kept it")
	}
	r.record.away.Store(false)
	r.await("the acknowledgement", func() bool { return marie.Taken(message) })
	r.answered(marie, 0)
	if n := r.taken(marie); n != 1 {
		r.Errorf("%d turns, want 1", n)
	}
}
