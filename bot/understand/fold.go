package understand

import "strings"

// maxRunes is how much of a line is read. Nobody tells a sign-in problem in more; a pasted log does.
const maxRunes = 2000

// maxWord is how many bytes of a word are kept. Longer words are pasted keys and addresses.
const maxWord = 40

// line is a text folded for reading: words in lower case, without accents or punctuation.
type line struct {
	words   []string
	kinds   []kind // what each word is in the language
	breaks  []mark // what stood before each word
	sieve   uint64 // has the bits of all the words, and perhaps more
	asks    bool   // a question mark stood in it
	foreign []rune // letters outside ASCII, before their accents were taken off
}

// mark is the punctuation before a word.
type mark uint8

const (
	joined  mark = iota // nothing, or a hyphen or an apostrophe
	paused              // a comma or the like: negation does not reach across it
	stopped             // the end of a sentence
)

// fold makes a line of a text. Any bytes will do.
func fold(text string) line {
	f := folder{buf: make([]byte, 0, min(len(text), 4*maxRunes)+8), starts: make([]int, 0, 16), breaks: make([]mark, 0, 16)}
	read := 0
	for _, r := range text {
		if read++; read > maxRunes {
			break
		}
		f.add(r)
	}
	return f.line()
}

// line is what was folded.
func (f *folder) line() line {
	f.endWord()
	text := string(f.buf)
	n := len(f.starts)
	l := line{words: make([]string, n), kinds: make([]kind, n), breaks: f.breaks, asks: f.asks, foreign: f.foreign}
	for i, start := range f.starts {
		end := len(text)
		if i+1 < n {
			end = f.starts[i+1]
		}
		l.put(i, text[start:end])
	}
	l.noMore()
	return l
}

// noMore writes "plus" for the "pu" of Quebec, "j'ai pu mon cell", where it is not the past of pouvoir,
// "j'ai pu entrer".
func (l *line) noMore() {
	for i, w := range l.words {
		switch {
		case w != "pu" || i == 0:
		case i+1 < len(l.words) && l.breaks[i+1] == joined:
			if !infinitive(l.words[i+1]) && !l.is(i-1, negator) {
				l.put(i, "plus")
			}
		case !l.is(i-1, auxiliary|negator) || i > 1 && l.words[i-2] == "en":
			l.put(i, "plus")
		}
	}
}

// infinitive tells the end of a French infinitive, and the little words that may stand before one.
func infinitive(word string) bool {
	switch word {
	case "me", "m", "le", "la", "les", "l", "y", "en", "lui", "se", "s", "rien", "pas":
		return true
	}
	return strings.HasSuffix(word, "er") || strings.HasSuffix(word, "ir") || strings.HasSuffix(word, "re") || strings.HasSuffix(word, "oir")
}

// put sets a word of the line, spelt in full.
func (l *line) put(i int, word string) {
	known := lexicon[word]
	if known.full != "" {
		word, known = known.full, lexicon[known.full]
	}
	l.words[i], l.kinds[i] = word, known.kind
	l.sieve |= bit(word)
}

// key is a number that two lists of words share when they are the same, and hardly ever else.
func key(words []string) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		for i := range len(w) {
			h = mix(h, w[i])
		}
		h = mix(h, ' ')
	}
	return h
}

// bit is the place of a word in a sieve: a cheap way to know that a line does not have a word.
func bit(word string) uint64 {
	h := uint(len(word))*7 + uint(word[0])*31 + uint(word[len(word)-1])*17 + uint(word[len(word)/2])
	return 1 << (h % 64)
}

// part is the words from start to end as a line of their own.
func (l line) part(start, end int) line {
	l.words, l.kinds, l.breaks = l.words[start:end], l.kinds[start:end], l.breaks[start:end]
	return l
}
