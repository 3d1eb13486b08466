package understand

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

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

// folder holds a line while it is being folded.
type folder struct {
	buf     []byte
	starts  []int
	breaks  []mark
	foreign []rune
	size    int // bytes of the word under way
	inWord  bool
	asks    bool
	pending mark
}

func (f *folder) add(r rune) {
	switch {
	case r < utf8.RuneSelf:
		f.ascii(byte(r))
	case r == utf8.RuneError:
		f.inWord = false
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r):
		// zero-width characters and loose accents are no part of a word, nor do they end it
	default:
		f.beyond(unicode.ToLower(r))
	}
}

func (f *folder) ascii(b byte) {
	switch {
	case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
		f.put(b)
	case 'A' <= b && b <= 'Z':
		f.put(b + 'a' - 'A')
	default:
		f.inWord = false
		f.pause(rune(b))
	}
}

// beyond adds a letter outside ASCII, taken apart.
func (f *folder) beyond(r rune) {
	switch r {
	case 'œ':
		f.put('o')
		f.put('e')
		return
	case 'æ':
		f.put('a')
		f.put('e')
		return
	}
	if isSign(r) { // a thumb is a word of its own
		f.inWord = false
		f.letter(r)
		f.inWord = false
		return
	}
	if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
		f.inWord = false
		f.pause(r)
		return
	}
	f.note(r)
	f.apart(r)
}

// apart writes the letters of r without its accents.
func (f *folder) apart(r rune) {
	var raw [utf8.UTFMax]byte
	n := utf8.EncodeRune(raw[:], r)
	parts := norm.NFKD.Properties(raw[:n]).Decomposition()
	if len(parts) == 0 {
		f.letter(r)
		return
	}
	for len(parts) > 0 {
		part, n := utf8.DecodeRune(parts)
		parts = parts[n:]
		if unicode.IsLetter(part) || unicode.IsNumber(part) {
			f.letter(unicode.ToLower(part))
		}
	}
}

func (f *folder) letter(r rune) {
	if r < utf8.RuneSelf {
		f.put(byte(r))
		return
	}
	var raw [utf8.UTFMax]byte
	n := utf8.EncodeRune(raw[:], r)
	if f.inWord && f.size+n > maxWord {
		return
	}
	for _, b := range raw[:n] {
		f.put(b)
	}
}

// put adds a byte to the word under way, or starts one.
func (f *folder) put(b byte) {
	if !f.inWord {
		f.starts = append(f.starts, len(f.buf))
		f.breaks = append(f.breaks, f.pending)
		f.inWord, f.size, f.pending = true, 0, joined
	}
	if f.size < maxWord {
		f.buf = append(f.buf, b)
		f.size++
	}
}

// pause notes punctuation. The strongest mark between two words counts.
func (f *folder) pause(r rune) {
	switch r {
	case '?', '？', '؟':
		f.asks = true
		f.pending = stopped
	case '.', '!', '\n', '\r', '…', '。', '！':
		f.pending = stopped
	case ',', ';', ':', '(', ')', '–', '—', '،':
		f.pending = max(f.pending, paused)
	}
}

// note remembers a letter that tells of a language.
func (f *folder) note(r rune) {
	if len(f.foreign) < 32 {
		f.foreign = append(f.foreign, r)
	}
}

func (f *folder) line() line {
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
	return l
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
		for i := 0; i < len(w); i++ {
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

// isSign tells the few pictures that people answer with.
func isSign(r rune) bool {
	switch r {
	case '👍', '👌', '✅', '✔', '👎', '❌':
		return true
	}
	return false
}

// part is the words from start to end as a line of their own.
func (l line) part(start, end int) line {
	l.words, l.kinds, l.breaks = l.words[start:end], l.kinds[start:end], l.breaks[start:end]
	return l
}
