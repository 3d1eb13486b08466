package understand

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

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
		f.endWord()
		f.starts = append(f.starts, len(f.buf))
		f.breaks = append(f.breaks, f.pending)
		f.inWord, f.size, f.pending = true, 0, joined
	}
	if f.size < maxWord {
		f.buf = append(f.buf, b)
		f.size++
	}
}

// endWord parts what was written together, "im" and "jai", as apostrophes do.
func (f *folder) endWord() {
	if len(f.starts) == 0 {
		return
	}
	if f.joinNot() {
		return
	}
	start := f.starts[len(f.starts)-1]
	at, ok := contracted[string(f.buf[start:])]
	if ok {
		f.starts = append(f.starts, start+at)
		f.breaks = append(f.breaks, joined)
	}
}

// joinNot writes "can't" as people do who are in a hurry, "cant".
func (f *folder) joinNot() bool {
	last := len(f.starts) - 1
	if last == 0 || string(f.buf[f.starts[last]:]) != "t" || !denying[string(f.buf[f.starts[last-1]:f.starts[last]])] {
		return false
	}
	f.starts, f.breaks = f.starts[:last], f.breaks[:last]
	return true
}

// denying are the words that a "n't" may be parted from.
var denying = map[string]bool{
	"can": true, "don": true, "didn": true, "doesn": true, "won": true, "isn": true, "wasn": true, "haven": true, "hasn": true,
	"couldn": true, "wouldn": true, "aren": true, "ain": true,
}

// contracted are words that lost their apostrophe, and where it was.
var contracted = map[string]int{"im": 1, "ive": 1, "jai": 1, "cest": 1, "theres": 5, "wheres": 5, "thats": 4, "whats": 4, "lets": 3}

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

// isSign tells the few pictures that people answer with.
func isSign(r rune) bool {
	switch r {
	case '👍', '👌', '✅', '✔', '👎', '❌':
		return true
	}
	return false
}
