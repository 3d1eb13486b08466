package redact

// barePasswords are, in a password step, words that mix letters with digits or signs, and a message that is one
// number, unless codes are awaited too: digits alone are a code first. Anywhere, a message that is one word of all four classes is taken for a password pasted too soon.
func barePasswords(v *view, in Context) {
	i, j := v.trim(0, len(v.low))
	j = v.signed(j)
	alone := i < j && j-i <= 64 && v.oneWord(i, j) && v.free(i, j)
	var m mix
	if alone {
		m = v.mixOf(i, j)
	}
	switch {
	case alone && j-i >= 8 && m.classes() == 4 && !v.harmless(i, j):
		v.hide(i, j, Password)
	case !in.Password:
	case alone && (m.digit && m.letter() && j-i >= 5 && !v.unitWord(i, j) || v.allDigits(i, j) && j-i >= 4 && !(in.Code && j-i <= 8)):
		v.hide(i, j, Password)
	default:
		v.barePasswordsIn()
	}
}

// oneWord tells whether no space parts i ≤ x < j.
func (v *view) oneWord(i, j int) bool {
	for ; i < j; i++ {
		if isSpace(v.low[i]) {
			return false
		}
	}
	return true
}

func (v *view) barePasswordsIn() {
	for x := 0; x < len(v.low); x++ {
		if isSpace(v.low[x]) || v.mark[x] != 0 {
			continue
		}
		from, to := v.word(x)
		if from < to && v.free(from, to) && v.secretLike(from, to) && !v.dashed(from, to) {
			v.hide(from, v.signed(to), Password)
		}
		for x = max(x, to); x < len(v.low) && !isSpace(v.low[x]) && v.mark[x] == 0; {
			x++
		}
	}
}
