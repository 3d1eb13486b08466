package understand

import (
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// phrase is a way to say something, folded.
type phrase struct {
	words []string
	core  []string // without articles and the like in front; what names it within a line
	sieve uint64   // the bits of the core
	lang  bot.Lang // "" for an id
	label bool
	lasts bool // it is a duration, which screens tell too
	names bool // it can name something within a line; yes and no cannot, they belong to polarity
}

// newPhrase folds a text. It reports false when nothing is left.
func newPhrase(text string, lang bot.Lang) (phrase, bool) {
	l := fold(text)
	core := l.trimmedFront(article)
	if len(core.words) == 0 {
		core = l
	}
	p := phrase{words: l.words, core: core.words, lang: lang, lasts: l.lasts()}
	p.names = !core.all(yesWord|noWord|courtesy|article|weak) && !(len(core.words) == 1 && len(core.words[0]) == 1)
	for _, w := range p.core {
		p.sieve |= bit(w)
	}
	return p, len(l.words) > 0
}

// trimmedFront is the line without the words of the kinds at its beginning.
func (l line) trimmedFront(k kind) line {
	start := 0
	for start < len(l.words) && l.is(start, k) {
		start++
	}
	return l.part(start, len(l.words))
}

// phrases makes phrases of folded words, parted by commas.
func phrases(list string) []phrase {
	var all []phrase
	for text := range strings.SplitSeq(list, ",") {
		p := phrase{words: strings.Fields(text)}
		p.core = p.words
		for _, w := range p.words {
			p.sieve |= bit(w)
		}
		all = append(all, p)
	}
	return all
}

// is reports whether the line is the phrase and nothing else.
func (p *phrase) is(l line) bool {
	return len(l.words) == len(p.words) && p.sieve&^l.sieve == 0 && begins(l.words, p.words)
}

// in returns where the core of the phrase stands in the line, at or after from, or -1. It does not
// reach over the end of a sentence.
func (p *phrase) in(l line, from int) int {
	if p.sieve&^l.sieve != 0 || len(p.core) == 0 {
		return -1
	}
	for i := from; i+len(p.core) <= len(l.words); i++ {
		if begins(l.words[i:], p.core) && !l.stops(i+1, i+len(p.core)) {
			return i
		}
	}
	return -1
}

// begins reports whether the words begin with those.
func begins(words, those []string) bool {
	if len(those) > len(words) {
		return false
	}
	for i, w := range those {
		if words[i] != w {
			return false
		}
	}
	return true
}

// stops reports whether a sentence ends between the words from start to end.
func (l line) stops(start, end int) bool {
	for i := start; i < end; i++ {
		if l.breaks[i] == stopped {
			return true
		}
	}
	return false
}

// hasAny reports whether one of the phrases stands in the line.
func (l line) hasAny(list []phrase) bool {
	for i := range list {
		if list[i].in(l, 0) >= 0 {
			return true
		}
	}
	return false
}
