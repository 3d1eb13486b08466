package understand

import (
	"reflect"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// sayings are the ways to say an option. Folding them takes longer than reading a line, so those
// of the book are kept.
type sayings struct {
	source  bot.Option // what they were made of
	phrases []phrase   // label and synonyms, language by language, then the id
	keys    []uint64   // of the phrases
	cores   []uint64   // of their cores
	sign    int        // +1 is a kind of yes, -1 a kind of no
}

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
		for _, also := range o.Also[lang] {
			made.add(also, lang, false)
		}
	}
	made.add(strings.ReplaceAll(string(o.ID), "_", " "), "", false)
	return made
}

func (s *sayings) add(text string, lang bot.Lang, label bool) {
	p, ok := newPhrase(text, lang)
	if !ok {
		return
	}
	p.label = label
	if label {
		s.addAnswer(text, lang)
	}
	s.phrases = append(s.phrases, p)
	s.keys = append(s.keys, key(p.words))
	s.cores = append(s.cores, key(p.core))
}

// addAnswer adds what a label says after its yes or no: "je l'ai trouvé" of "Oui, je l'ai trouvé".
func (s *sayings) addAnswer(label string, lang bot.Lang) {
	if l := fold(label); signOf(l) != 0 && len(l.words) > 1 && l.breaks[1] != joined {
		_, rest, _ := strings.Cut(label, ",")
		s.add(rest, lang, false)
	}
}

// in is the sayings of one language, and the id.
func (s *sayings) in(lang bot.Lang) *sayings {
	if s == nil {
		return nil
	}
	only := &sayings{source: s.source, sign: s.sign}
	for i, p := range s.phrases {
		if p.lang == lang || p.lang == "" {
			only.phrases = append(only.phrases, p)
			only.keys = append(only.keys, s.keys[i])
			only.cores = append(only.cores, s.cores[i])
		}
	}
	return only
}

// is reports whether the line, whose key is given, is one of the sayings. With lang, only that
// language's count.
func (s *sayings) is(l line, key uint64, lang bot.Lang) bool {
	for i, k := range s.keys {
		if p := &s.phrases[i]; k == key && (lang == "" || p.lang == lang) && p.is(l) {
			return true
		}
	}
	return false
}

// isCore is as is, in any language, articles in front put aside.
func (s *sayings) isCore(l line, key uint64) bool {
	for i, k := range s.cores {
		if k == key && slices.Equal(l.words, s.phrases[i].core) {
			return true
		}
	}
	return false
}
