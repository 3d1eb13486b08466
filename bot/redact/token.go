package redact

import "strings"

// tokenPrefixes begin the keys of known services; the number is the least length of the whole.
var tokenPrefixes = map[string]int{
	"xoxa-": 15, "xoxb-": 15, "xoxc-": 15, "xoxd-": 15, "xoxe-": 15, "xoxo-": 15, "xoxp-": 15, "xoxr-": 15, "xoxs-": 15, "xapp-": 15,
	"ghp_": 20, "gho_": 20, "ghu_": 20, "ghs_": 20, "ghr_": 20, "github_pat_": 30, "glpat-": 20, "npm_": 20, "pypi-": 20, "hf_": 20,
	"sk_live_": 16, "sk_test_": 16, "rk_live_": 16, "rk_test_": 16, "pk_live_": 16, "whsec_": 16, "sk-": 24,
	"AKIA": 20, "ASIA": 20, "AIza": 30, "ya29": 20, "EAAA": 30, "shpat_": 20, "dop_v1_": 20, "SG.": 20,
}

// tokens are keys of known services, JSON web tokens and the like in three parts, private keys, hexadecimal of
// 32 digits and more, and words of 32 letters and digits and more, or of 16 after "token" or "key".
func tokens(v *view, _ Context) {
	v.privateKeys()
	for i := 0; i < len(v.low); {
		if !tokenByte(v.low[i]) {
			i++
			continue
		}
		j := i
		for j < len(v.low) && tokenByte(v.low[j]) {
			j++
		}
		if end := v.tokenEnd(i, j); end > 0 && v.mark[i] == 0 {
			v.hide(i, end, Token)
			j = max(j, end)
		}
		i = j
	}
	for k, a := range v.atoms {
		if a.class&isTokenLabel != 0 && k+1 < len(v.atoms) {
			v.labelledToken(a.j)
		}
	}
}

func tokenByte(c byte) bool { return isAlnum(c) && c != otherLetter || c == '_' || c == '-' }

// tokenEnd returns the end of the token that begins with the run i ≤ x < j, or 0.
func (v *view) tokenEnd(i, j int) int {
	written := v.raw[i:j]
	if j-i < 15 && v.c(j) != '.' || j-i < 3 {
		return 0
	}
	dotted := j
	for tokenByte(v.c(dotted)) || v.c(dotted) == '.' && tokenByte(v.c(dotted+1)) {
		dotted++
	}
	switch {
	case strings.HasPrefix(string(written[:3]), "eyJ") && dotted-i >= 20:
		return dotted
	case v.threeParts(i, dotted), v.prefixed(i, dotted):
		return dotted
	case j-i >= 32 && (isHex(v.low[i:j]) || mixed(written)):
		return j
	}
	return 0
}

func (v *view) prefixed(i, j int) bool {
	for length := 3; length <= 11 && i+length <= j; length++ {
		if least, found := tokenPrefixes[string(v.raw[i:i+length])]; found && j-i >= least {
			return true
		}
	}
	return false
}

// threeParts tells a signed token: 20 characters or more, a short part, then 20 or more, with both cases and digits.
func (v *view) threeParts(i, j int) bool {
	if j-i < 50 || !mixed(v.raw[i:j]) {
		return false
	}
	parts := strings.Split(string(v.low[i:j]), ".")
	return len(parts) == 3 && len(parts[0]) >= 20 && len(parts[1]) >= 5 && len(parts[2]) >= 20
}

func isHex(word []byte) bool {
	for n, c := range word {
		if !isDigit(c) && (c < 'a' || c > 'f') && (n != 1 || c != 'x') {
			return false
		}
	}
	return true
}

// mixed tells whether a word has both cases and two digits or more.
func mixed(word []byte) bool {
	var upper, lower, digits int
	for _, c := range word {
		switch {
		case isDigit(c):
			digits++
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			upper++
		}
	}
	return upper > 0 && lower > 0 && digits > 1
}

// labelledToken hides a long word of letters and digits after a name such as "token", "jeton" or "Bearer".
func (v *view) labelledToken(i int) {
	for n := 0; n < 12 && !v.longWord(i); n++ {
		i++
	}
	j := i
	digits := false
	for ; tokenByte(v.c(j)) || strings.IndexByte("+/=.~", v.c(j)) >= 0; j++ {
		digits = digits || isDigit(v.c(j))
	}
	if j-i >= 16 && digits {
		v.hide(i, j, Token)
	}
}

func (v *view) longWord(i int) bool {
	if tokenByte(v.c(i - 1)) {
		return false
	}
	for n := range 16 {
		if c := v.c(i + n); !tokenByte(c) && strings.IndexByte("+/=.~", c) < 0 {
			return false
		}
	}
	return true
}

func (v *view) privateKeys() {
	for i := 0; i < len(v.low); i++ {
		if v.low[i] != '-' || !v.has(i, "-----begin") {
			continue
		}
		rest := string(v.low[i:])
		end := len(rest)
		if at := strings.Index(rest, "-----end"); at >= 0 {
			end = at + len("-----end")
			if tail := strings.Index(rest[end:], "-----"); tail >= 0 && tail < 60 {
				end += tail + 5
			}
		}
		v.hide(i, i+end, Token)
		i += end
	}
}
