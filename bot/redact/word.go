package redact

import "strings"

// longest bounds words and sentences to look at; beyond, they are judged by their pieces. No word longer than
// longestSecret looks like a password, though one that follows "password:" is hidden whole whatever its length.
const longest, longestSecret = 400, 100

// word returns the stretch without spaces around i, cut at what is hidden already.
func (v *view) word(i int) (from, to int) {
	from, to = i, i
	for from > max(0, i-longest) && !isSpace(v.low[from-1]) && v.mark[from-1] == 0 {
		from--
	}
	for to < min(len(v.low), i+longest) && !isSpace(v.low[to]) && v.mark[to] == 0 {
		to++
	}
	return v.trim(from, to)
}

// trim takes off the spaces, quotes, brackets and commas around a word; what may end a password stays.
func (v *view) trim(i, j int) (from, to int) {
	for i < j && (isSpace(v.low[i]) || strings.IndexByte("\"'`([{<,:;*", v.low[i]) >= 0) {
		i++
	}
	for i < j && (isSpace(v.low[j-1]) || strings.IndexByte("\"'`)]}>,.:;", v.low[j-1]) >= 0) {
		j--
	}
	return i, j
}

// signs count as the signs of a password when they stand within a word.
const signs = "@#$%^&*!_+=~|\\?"

// mix is which classes of characters a word is made of.
type mix struct{ lower, upper, digit, sign, inner bool }

func (v *view) mixOf(i, j int) (m mix) {
	for x := i; x < j; x++ {
		switch c := v.raw[x]; {
		case c >= 'A' && c <= 'Z':
			m.upper = true
		case isLetter(v.low[x]):
			m.lower = true
		case isDigit(c):
			m.digit = true
		case strings.IndexByte(signs, c) >= 0:
			m.sign = true
			m.inner = m.inner || strings.IndexByte("_!?", c) < 0 && x > i && x+1 < j && isAlnum(v.c(x+1)) // two_words, oui!merci
		}
	}
	return m
}

func (m mix) letter() bool { return m.lower || m.upper }

func (m mix) classes() (n int) {
	for _, has := range []bool{m.lower, m.upper, m.digit, m.sign} {
		if has {
			n++
		}
	}
	return n
}

// secretLike tells a word that nobody writes in a sentence: letters and digits together, or a sign within.
func (v *view) secretLike(i, j int) bool {
	if j-i < 5 || j-i > longestSecret {
		return false
	}
	m := v.mixOf(i, j)
	return (m.letter() && m.digit || m.letter() && m.inner || m.digit && m.inner) && !v.harmless(i, j)
}

// surelySecret asks for more, since nothing but the word "password" somewhere in the sentence points at it.
func (v *view) surelySecret(i, j int) bool {
	if !v.secretLike(i, j) {
		return false
	}
	m := v.mixOf(i, j)
	return (j-i >= 6 && m.classes() >= 3 || j-i >= 8 && m.letter() && m.digit) && !v.dashed(i, j)
}

// dashed tells references such as PS-038 or INV-2024-001: a dash, and no sign.
func (v *view) dashed(i, j int) bool {
	dash := false
	for x := i; x < j; x++ {
		if strings.IndexByte(signs, v.low[x]) >= 0 {
			return false
		}
		dash = dash || v.low[x] == '-'
	}
	return dash
}

// harmless tells words that mix classes and are no secret: QuickBooks2024, 15min, 10h30, 3e, addresses of pages
// and of people, names of sites.
func (v *view) harmless(i, j int) bool {
	known, words, dot := true, 0, 0
	for x := i; x < j; {
		y := x
		for y < j && isLetter(v.low[y]) {
			y++
		}
		switch {
		case y > x:
			known = known && lexicon[string(v.low[x:y])]&(isProduct|isUnit) != 0
			words++
			x = y
		case v.low[x] == ':' && v.has(x, "://"), v.low[x] == '@' && v.host(x+1) > x+1 && x > i:
			return true
		case strings.IndexByte(signs, v.low[x]) >= 0 && x+1 < j:
			known = false
			x++
		default:
			if v.low[x] == '.' && isLetter(v.c(x+1)) {
				dot++
			}
			x++
		}
	}
	return known && words > 0 || v.has(i, "www.") || j-i == 9 && v.has(i, "1password")
}
