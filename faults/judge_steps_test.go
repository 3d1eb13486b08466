//go:build integration

package faults

import (
	"regexp"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// judgeSteps: each session that was stored stands on steps that its revision has, and every revision
// knows how to go on with the last one (D14).
func (t *talk) judgeSteps(engines map[string]*bot.Engine) {
	for seq, session := range t.stored {
		engine := engines[session.Book]
		switch {
		case engine == nil:
			t.breaks("D14", seq, "the session is of revision %q, which nobody has", session.Book)
		default:
			t.stands(engine.Book(), session)
		}
	}
	last, there := t.stored[uint64(len(t.stored))]
	for _, engine := range engines {
		if there {
			t.stands(engine.Book(), engine.Adopt(last))
		}
	}
}

// stands wants every frame on a step of the book.
func (t *talk) stands(book *bot.Book, session bot.Session) {
	for _, frame := range session.Stack {
		flow, there := book.Flow(frame.Flow)
		if !there || flow.Step(frame.Step) == bot.Nowhere {
			t.breaks("D14", session.Seq, "the session stands on %s.%s, and revision %q has no such step", frame.Flow, frame.Step, book.Revision)
		}
	}
}

var address = regexp.MustCompile(`(?i)(?:https?://|www\.)[^\s<>"]+`)

// judgeAddresses: a message has no address that the pack does not have (D16).
func (t *talk) judgeAddresses(engines map[string]*bot.Engine, seen *outside) {
	if seen == nil {
		return
	}
	for _, m := range seen.messages {
		for _, found := range address.FindAllString(m.Text, -1) {
			found = strings.TrimRight(found, ".,;:!?)")
			if !allowed(engines, found) {
				t.breaks("D16", placeOf(m.Key).seq, "%s has the address %s, which the pack does not have", m.Key, found)
			}
		}
	}
}

func allowed(engines map[string]*bot.Engine, address string) bool {
	for _, engine := range engines {
		for _, link := range engine.Book().Links {
			if slices.Contains([]string{link.In("fr"), link.In("en")}, address) {
				return true
			}
		}
	}
	return false
}
