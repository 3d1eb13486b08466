package redact

import "strings"

// passwords are what follows the words for a password (mot de passe, mdp, password, pw …), or stands right
// before them ("Soleil2024! c'est mon mot de passe"). After ":" or "=" the whole rest of the sentence is taken,
// unless it reads as a remark ("mot de passe: refusé, que faire?").
func passwords(v *view, _ Context) {
	for i := 0; i < len(v.low); i++ {
		if c := v.low[i]; c != 'm' && c != 'p' || v.mark[i] != 0 || isAlnum(v.c(i-1)) {
			continue
		}
		end := v.passwordLabel(i)
		if end == 0 {
			end = v.passLabel(i)
		}
		if end == 0 || !v.free(i, end) || v.inAddress(i) {
			continue
		}
		if !v.passwordBefore(i) {
			v.surest(v.justBefore(i), i)
			v.passwordAfter(end)
		}
		i = end - 1
	}
}

// inAddress tells whether a label is a piece of a page's address.
func (v *view) inAddress(i int) bool {
	for n := 0; n < longest && !isSpace(v.c(i)); n++ {
		if v.has(i, "://") {
			return true
		}
		i--
	}
	return false
}

// tie is how a label is tied to what follows.
type tie int

const (
	loose tie = iota // nothing between
	tied             // "is", "est"
	bound            // ":" or "="
)

func (v *view) passwordAfter(label int) {
	i, t := v.afterTies(label)
	line := v.lineEnd(i)
	switch {
	case i >= line || v.mark[i] != 0:
		v.surest(i, line)
	case v.quoted(i, line):
	case t == bound:
		v.boundValue(i, line)
	case t == tied:
		v.tiedValue(i, v.clauseEnd(i, min(line, i+longest)), line)
	default:
		v.looseValue(i, line)
	}
}

// boundValue hides the whole rest of the sentence unless it is a remark.
func (v *view) boundValue(i, line int) {
	from, to := v.word(i)
	if end := v.sentenceEnd(i, min(line, i+longest)); !v.valueLike(from, to) && v.remark(i, end, 60) {
		v.surest(i, end)
		return
	}
	v.hide(i, v.sentenceEnd(i, line), Password)
}

// tiedValue hides what "my password is" leads to: a word that looks secret, or words unknown in harmless talk.
func (v *view) tiedValue(i, end, line int) {
	from, to := v.word(i)
	to = v.signed(to)
	first := v.classAt(i)
	switch {
	case from < to && v.valueLike(from, to):
		v.hide(from, to, Password)
	case first&isGrammar != 0 || v.remark(i, end, 60) || first&isCommon != 0 && v.remark(i, end, 40):
		v.surest(i, line)
	default:
		v.hide(i, v.untilGrammar(i, end), Password)
	}
}

// looseValue hides the next word when it looks secret, else any later one that surely is.
func (v *view) looseValue(i, line int) {
	from, to := v.word(i)
	to = v.signed(to)
	if from < to && from-i <= 2 && (v.secretLike(from, to) || v.allDigits(from, to) && to-from >= 6) {
		v.hide(from, to, Password)
		return
	}
	v.surest(i, line)
}

// valueLike is secretLike where a value is sure to stand: digits alone and names of products will do.
func (v *view) valueLike(i, j int) bool {
	if i >= j || j-i > longestSecret {
		return false
	}
	m := v.mixOf(i, j)
	return m.digit && m.letter() && j-i >= 5 && !v.unitWord(i, j) || v.secretLike(i, j) || v.allDigits(i, j) && j-i >= 4 && !v.unitAfter(j)
}

func (v *view) allDigits(i, j int) bool {
	for x := i; x < j; x++ {
		if !isDigit(v.low[x]) {
			return false
		}
	}
	return i < j
}

// unitWord tells 15min and 10h30.
func (v *view) unitWord(i, j int) bool {
	if !isDigit(v.low[i]) {
		return false
	}
	for i < j && isDigit(v.low[i]) {
		i++
	}
	return lexicon[string(v.low[i:v.wordEnd(i)])]&isUnit != 0
}

func (v *view) unitAfter(j int) bool { return v.c(j) == ' ' && v.classAt(j+1)&isUnit != 0 }

// justBefore returns where the stretch of the line before a label begins that is worth a look.
func (v *view) justBefore(label int) int {
	i := label
	for i > max(v.looked, label-nearby) && v.low[i-1] != '\n' && v.mark[i-1] == 0 {
		i--
	}
	return i
}

// nearby is how far from a label a word that surely is secret is taken for what it names, in characters.
const nearby = 120

// surest hides the words that are surely secret nearby, each looked at once however many labels there are.
func (v *view) surest(i, line int) {
	line = min(line, i+nearby)
	for i = max(i, v.looked); i < line; {
		if isSpace(v.low[i]) || v.mark[i] != 0 {
			i++
			continue
		}
		from, to := v.word(i)
		next := max(to, i+1)
		for next < min(len(v.low), i+longest) && !isSpace(v.low[next]) {
			next++
		}
		if to = v.signed(to); from < to && v.surelySecret(from, to) {
			v.hide(from, to, Password)
		}
		i, v.looked = next, next
	}
}

// signed takes the signs that end a password into it: Soleil2024!.
func (v *view) signed(j int) int {
	for strings.IndexByte("!?", v.c(j)) >= 0 {
		j++
	}
	return j
}

// passwordBefore hides the value that "is my password" follows, and tells whether there was one.
func (v *view) passwordBefore(label int) bool {
	j, t := v.beforeTies(label)
	if j == 0 || v.mark[j-1] != 0 {
		return false
	}
	from, _ := v.word(j - 1)
	from, to := v.trim(from, j)
	start := v.sentenceStart(from)
	switch {
	case from >= to:
		return false
	case v.secretLike(from, to) || t && v.valueLike(from, to):
		v.hide(from, v.signed(to), Password)
	case t && to-start <= 60 && v.classAt(start)&isGrammar == 0 && !v.remark(start, to, 1):
		v.hide(start, to, Password)
	default:
		return false
	}
	return true
}
