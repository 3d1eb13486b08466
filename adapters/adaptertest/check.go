package adaptertest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/helpaide/helpaide/bot"
)

// end checks what holds in every case: what was said is there, in order, once, and nothing else; the record
// has nothing left to send; no log and no error has a secret or a person's words.
func (r *rig) end() {
	r.Helper()
	if r.Failed() {
		return
	}
	r.hurrying("all that was said", r.allThere)
	r.halt()
	r.inOrder()
	r.nothingLeft()
	r.nothingGivenAway()
}

func (r *rig) places() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var places []string
	for place := range r.said {
		places = append(places, place)
	}
	return places
}

func (r *rig) allThere() bool {
	return !slices.ContainsFunc(r.places(), func(place string) bool { return len(r.Messages(place)) < len(r.saidAt(place)) })
}

// inOrder compares what was said with what arrived.
func (r *rig) inOrder() {
	r.Helper()
	for _, place := range r.places() {
		said, there := r.saidAt(place), r.Messages(place)
		if len(said) != len(there) {
			r.Errorf("%s: %d lines were said, %d messages are there; %s", place, len(said), len(there), r.story())
			continue
		}
		for i := range said {
			if !strings.Contains(bare(strings.Join(there[i].Parts, "\n")), bare(said[i].Text)) {
				r.Errorf("%s: message %d is %q, want %q", place, i, there[i].Parts, said[i].Text)
			}
			r.offered(there[i], said[i])
		}
	}
}

// offered checks that what can be answered can be pressed.
func (r *rig) offered(m Message, say bot.Say) {
	r.Helper()
	for _, choice := range say.Choices {
		if !slices.Contains(m.Buttons, choice.Label) {
			r.Errorf("%q cannot be pressed, only %q can", choice.Label, m.Buttons)
		}
	}
}

// bare is a text without spaces and what cannot be seen: where lines break is the platform's affair, and marks
// that turn the direction of writing are not to arrive.
func bare(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.IsControl(c) || unicode.Is(unicode.Cf, c) {
			return -1
		}
		return c
	}, text)
}

// nothingLeft opens the record once more and looks for lines that would still be sent.
func (r *rig) nothingLeft() {
	r.Helper()
	store := r.open()
	defer func() { _ = store.Close() }() // it was only read
	later := r.now().Add(24 * time.Hour)
	ready, err := store.Lease(context.WithoutCancel(r.Context()), later, 100)
	if err != nil {
		r.Fatal(err)
	}
	uncertain, err := store.Uncertain(context.WithoutCancel(r.Context()), later, 100)
	if err != nil {
		r.Fatal(err)
	}
	if len(ready)+len(uncertain) > 0 && !r.leaves {
		r.Errorf("%d lines would be sent, and %d looked for, though all is there: %v %v", len(ready), len(uncertain), ready, uncertain)
	}
}

// nothingGivenAway looks through logs and errors.
func (r *rig) nothingGivenAway() {
	r.Helper()
	told := r.told()
	for _, hidden := range append(r.Secrets(), r.words...) {
		for _, line := range told {
			if len(hidden) > 5 && strings.Contains(line, hidden) {
				r.Errorf("given away in %q", strings.ReplaceAll(line, hidden, "[HERE]"))
			}
		}
	}
}

// told are the lines of the logs, and the errors of the channel.
func (r *rig) told() (told []string) {
	for _, entry := range r.logs.AllEntries() {
		line, err := entry.String()
		if err != nil {
			line = fmt.Sprint(entry.Message, entry.Data)
		}
		told = append(told, line)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(told, r.errs...)
}

// story is what happened, for a failure: the logs, which have no words of people.
func (r *rig) story() string {
	var out strings.Builder
	for place, said := range r.said {
		fmt.Fprintf(&out, "\n%s: %d said, %d there", place, len(said), len(r.Messages(place)))
	}
	for _, entry := range r.logs.AllEntries() {
		if line, err := entry.String(); err == nil {
			out.WriteString("\n\t" + strings.TrimSpace(line))
		}
	}
	return out.String()
}
