package understand

import (
	"reflect"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// place names an option of the book.
type place struct {
	flow   bot.FlowID
	step   bot.StepID
	option bot.OptionID
}

// shelf has the sayings of every option of a book.
type shelf struct {
	langs []bot.Lang
	known map[place]*sayings
	names map[bot.Lang]*sayings // of the command that changes the language, as said in each
}

func newShelf(book *bot.Book) *shelf {
	s := &shelf{langs: book.Langs, known: make(map[place]*sayings), names: make(map[bot.Lang]*sayings)}
	for id, o := range book.Labels {
		o.ID = id
		s.keep("", "", o)
	}
	for i := range book.Flows {
		flow := &book.Flows[i]
		for j := range flow.Steps {
			for _, o := range flow.Steps[j].Options {
				s.keep(flow.ID, flow.Steps[j].ID, o)
			}
		}
	}
	for _, lang := range s.langs {
		s.names[lang] = s.known[place{option: bot.CmdLanguage}].in(lang)
	}
	return s
}

func (s *shelf) keep(flow bot.FlowID, step bot.StepID, o bot.Option) {
	s.known[place{flow, step, o.ID}] = s.make(o)
}

// of returns the sayings of an option: the book's, unless the option is worded otherwise.
func (s *shelf) of(e *bot.Expected) *sayings {
	kept := s.known[place{e.Flow, e.Step, e.Option.ID}]
	if kept != nil && s.same(&kept.source, &e.Option) {
		return kept
	}
	return s.make(e.Option)
}

// same compares the wording of two options. Nearly always they are the book's own, and share their maps.
func (s *shelf) same(a, b *bot.Option) bool {
	if sameMap(a.Label, b.Label) && sameMap(a.Also, b.Also) {
		return true
	}
	for _, lang := range s.langs {
		if a.Label[lang] != b.Label[lang] || !slices.Equal(a.Also[lang], b.Also[lang]) {
			return false
		}
	}
	return true
}

func sameMap(a, b any) bool {
	return reflect.ValueOf(a).UnsafePointer() == reflect.ValueOf(b).UnsafePointer()
}

func (s *shelf) make(o bot.Option) *sayings {
	made := &sayings{source: o, sign: signs[o.ID]}
	for _, lang := range s.langs {
		made.add(o.Label[lang], lang, true)
		if made.sign == 0 {
			made.sign = signOf(fold(o.Label[lang]))
		}
		if made.span.side == 0 && !isCommand[o.ID] {
			made.span = spanIn(fold(o.Label[lang]))
		}
		for _, also := range o.Also[lang] {
			made.add(also, lang, false)
		}
	}
	made.add(strings.ReplaceAll(string(o.ID), "_", " "), "", false)
	return made
}
