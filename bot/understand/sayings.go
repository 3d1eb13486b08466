package understand

import (
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
	span    span       // the duration that the label tells
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
		if n := len(s.phrases) - 1; n >= 0 && !generic[s.source.ID] {
			s.phrases[n].label = true
		}
	}
}

// in is the sayings of one language, and the id.
func (s *sayings) in(lang bot.Lang) *sayings {
	if s == nil {
		return nil
	}
	only := &sayings{source: s.source, sign: s.sign, span: s.span}
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

// has reports whether the phrase is one of the sayings.
func (s *sayings) has(p *phrase) bool {
	if s == nil {
		return false
	}
	for i := range s.phrases {
		if slices.Equal(s.phrases[i].words, p.words) {
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
