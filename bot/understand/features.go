package understand

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"

	"github.com/helpaide/helpaide/bot"
)

// The lengths of the character n-grams. They are taken within words, whose ends count as letters.
const (
	leastChars = 2
	mostChars  = 5
)

// parts are the hashed features of a word: the word itself first, its stems, its n-grams.
type parts struct {
	words []uint64
	chars []uint64
}

// stemmers are by language. A language without one does without.
var stemmers = map[bot.Lang]func(*snowballstem.Env) bool{"fr": french.Stem, "en": english.Stem}

// partsOf takes a word to pieces. Its digits are all the same, so that no code enters a model.
func partsOf(word string, langs []bot.Lang) parts {
	word = masked(word)
	p := parts{words: []uint64{hashOf(kindWord, word)}, chars: make([]uint64, 0, 4*len(word)+8)}
	for _, lang := range langs {
		if stem, ok := stemOf(word, lang); ok {
			p.words = append(p.words, hashOf(kindStem, string(lang)+" "+stem))
		}
	}
	padded := "^" + word + "$"
	for start := range len(padded) {
		h := kindChars
		for i := start; i < len(padded) && i < start+mostChars; i++ {
			h = mix(h, padded[i])
			if i-start+1 >= leastChars {
				p.chars = append(p.chars, scatter(h))
			}
		}
	}
	return p
}

// isNumber reports whether a word is digits and nothing else.
func isNumber(word string) bool {
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return true
}

// masked writes # for every run of digits.
func masked(word string) string {
	var out []byte
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			if out != nil {
				out = append(out, word[i])
			}
			continue
		}
		if out == nil {
			out = append(make([]byte, 0, len(word)), word[:i]...)
		}
		if len(out) == 0 || out[len(out)-1] != '#' {
			out = append(out, '#')
		}
	}
	if out == nil {
		return word
	}
	return string(out)
}

// stemOf is the word without its endings in the language. Only plain letters are tried: the
// stemmers were made for words, not for whatever people paste.
func stemOf(word string, lang bot.Lang) (string, bool) {
	stem, ok := stemmers[lang]
	if !ok || len(word) < 3 {
		return "", false
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return "", false
		}
	}
	env := snowballstem.NewEnv(word)
	stem(env)
	return env.Current(), true
}
