package redact

import "strings"

// afterTies passes over what stands between a label and its value ("pour QuickBooks est", ":", "=>") and
// returns where the value begins. One line's end may stand between when a tie did, or when nothing else follows.
func (v *view) afterTies(label int) (i int, t tie) {
	i = label
	if at := v.boundLater(label); at > 0 {
		i, t = at, bound
	}
	broken := false
	for i < len(v.low) && v.mark[i] == 0 {
		c := v.low[i]
		switch {
		case c == '\n':
			if broken || !v.worth(i) {
				return i, t
			}
			broken = true
			i++
		case isSpace(c), c == ',' && t == loose:
			i++
		case c == ':' || c == '=':
			i, t = i+1, bound
		case (c == '-' || c == '>') && (v.c(i+1) == ' ' || v.c(i+1) == '>' || t == bound):
			i, t = i+1, max(t, tied)
			if c == '>' {
				t = bound
			}
		case isLetter(c) && t != bound:
			end := v.wordEnd(i)
			what := lexicon[string(v.low[i:end])]
			if what&(isBe|isOwn|isLink|isProduct) == 0 || what&isProduct != 0 && isDigit(v.c(end)) || t == tied && what&isBe == 0 {
				return i, t
			}
			if what&isBe != 0 {
				t = tied
			}
			i = end
		case c == '\'' && t != bound && isLetter(v.c(i-1)):
			i++
		default:
			return i, t
		}
	}
	return i, t
}

// worth tells whether the next line could be the value that a label at the end of this one announces: one word.
func (v *view) worth(i int) bool {
	end := v.lineEnd(i + 1)
	from, to := v.trim(i+1, end)
	return from < to && (v.oneWord(from, to) || !v.remark(from, to, 40))
}

// boundLater returns what follows a ":" or "=" within five words of the label ("mot de passe de Marie : …"), or 0.
func (v *view) boundLater(label int) int {
	words := 0
	for x := label; x < min(len(v.low), label+120) && words <= 5; x++ {
		switch c := v.low[x]; {
		case v.mark[x] != 0 || strings.IndexByte(".!?;,\n", c) >= 0 || isDigit(c):
			return 0
		case c == ':' && v.c(x+1) == '/':
			return 0
		case c == ':' || c == '=':
			return x + 1
		case c == ' ':
			words++
		}
	}
	return 0
}

// beforeTies passes back over "is my", "c'est le" and the like and returns where the value before a label would end.
func (v *view) beforeTies(label int) (j int, tied bool) {
	j = label
	for range 6 {
		for j > 0 && (v.low[j-1] == ' ' || v.low[j-1] == '\'') {
			j--
		}
		if j > 0 && strings.IndexByte("=(:,-<", v.low[j-1]) >= 0 {
			tied = tied || v.low[j-1] == '=' || v.low[j-1] == '-'
			j--
			continue
		}
		i := j
		for i > 0 && isLetter(v.low[i-1]) {
			i--
		}
		what := lexicon[string(v.low[i:j])]
		if i == j || what&(isBe|isOwn) == 0 || i > 0 && !isSpace(v.low[i-1]) && strings.IndexByte("'=(:,-<", v.low[i-1]) < 0 {
			return j, tied
		}
		tied = tied || what&isBe != 0 || string(v.low[i:j]) == "comme" || string(v.low[i:j]) == "as"
		j = i
	}
	return j, tied
}

// quoted hides a value in quotes unless it is a remark, and tells whether there were quotes.
func (v *view) quoted(i, line int) bool {
	quote := v.low[i]
	if quote != '"' && quote != '\'' && quote != '`' {
		return false
	}
	for j := i + 2; j < min(line, i+200); j++ {
		if v.low[j] == quote && !isAlnum(v.c(j+1)) {
			if !v.remark(i+1, j, 60) || v.secretLike(i+1, j) {
				v.hide(i+1, j, Password)
			}
			return true
		}
	}
	return false
}
