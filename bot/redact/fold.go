package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold writes text in plain ASCII: accents off, wide and mathematical letters and digits narrow, letters of
// other scripts that look Latin made Latin, invisible characters and bytes that are not UTF-8 left out.
func fold(text string) *view {
	v := &view{src: text, low: make([]byte, 0, len(text)), raw: make([]byte, 0, len(text)), at: make([]int32, 0, len(text)+1)}
	for i := 0; i < len(text); {
		if c := text[i]; c >= ' ' && c < 0x7f && c != '[' {
			v.put(c, i)
			i++
			continue
		} else if c < utf8.RuneSelf {
			i += v.ascii(i)
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != utf8.RuneError {
			v.rune(r, text[i:i+size], i)
		}
		i += size
	}
	v.at = append(v.at, int32(len(text)))
	return v
}

func (v *view) put(c byte, i int) {
	v.low = append(v.low, lower[c])
	v.raw = append(v.raw, c)
	v.at = append(v.at, int32(i))
}

var lower = func() (table [256]byte) {
	for c := range table {
		table[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			table[c] += 'a' - 'A'
		}
	}
	return table
}()

// ascii puts the character at i and says how many bytes it took: a placeholder is one character.
func (v *view) ascii(i int) int {
	switch c := v.src[i]; {
	case c == '[':
		if size := placeholderAt(v.src[i:]); size > 0 {
			v.put(opaque, i)
			return size
		}
		v.put(c, i)
	case c == '\r':
		v.put('\n', i)
	case c >= ' ' && c < 0x7f, c == '\n', c == '\t':
		v.put(c, i)
	}
	return 1
}

func placeholderAt(text string) int {
	for _, k := range kinds {
		if p := k.placeholder(); strings.HasPrefix(text, p) {
			return len(p)
		}
	}
	return 0
}

func (v *view) rune(r rune, written string, i int) {
	if v.known(r, i) {
		return
	}
	parts := norm.NFKD.PropertiesString(written).Decomposition()
	if parts == nil {
		v.other(r, i)
		return
	}
	for len(parts) > 0 {
		part, size := utf8.DecodeRune(parts)
		if part < utf8.RuneSelf {
			v.put(byte(part), i)
		} else if !v.known(part, i) {
			v.other(part, i)
		}
		parts = parts[size:]
	}
}

// known puts what stands in the table of look-alikes, and leaves out what cannot be seen.
func (v *view) known(r rune, i int) bool {
	if alike, found := lookalikes[r]; found {
		for k := range len(alike) {
			v.put(alike[k], i)
		}
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc)
}

func (v *view) other(r rune, i int) {
	switch {
	case unicode.IsSpace(r):
		v.put(' ', i)
	case unicode.IsDigit(r):
		v.put('0'+digit(r), i)
	case unicode.IsLetter(r):
		v.put(otherLetter, i)
	default:
		v.put(otherSign, i)
	}
}

// digit is the value of a decimal digit of any script: each script has its ten in a row.
func digit(r rune) byte {
	value := byte(0)
	for value < 9 && unicode.IsDigit(r-1) {
		r, value = r-1, value+1
	}
	return value
}

// lookalikes are letters that pass for Latin ones, letters that no table takes apart, and typographers' signs.
var lookalikes = func() map[rune]string {
	table := map[rune]string{'œ': "oe", 'Œ': "OE", 'æ': "ae", 'Æ': "AE", 'ß': "ss", '\u0085': "\n", '\u2028': "\n", '\u2029': "\n", '→': "->", '⇒': "=>", '…': "..."}
	pair := func(strange, plain string) {
		latin := []rune(plain)
		for i, r := range []rune(strange) {
			table[r] = string(latin[i])
		}
	}
	pair("аеорсухіјѕԁһӏқвмнткпгзбч", "aeopcyxijsdhlkbmhtknr364") // Cyrillic
	pair("АЕОРСУХІЈЅВМНТКӀ", "AEOPCYXIJSBMHTKl")
	pair("αοερνικτυωχ", "aoepviktuwx") // Greek
	pair("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
	pair("øØłŁđĐıħƒɑɡɩʀ", "oOlLdDihfagir")
	pair("‐‑‒–—―−﹘﹣", "---------")
	pair("‘’‚‛′´“”„‟″«»‹›", `''''''"""""""""`)
	return table
}()
