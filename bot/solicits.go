package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reach is how many words after the verb the thing asked for is looked for.
const reach = 8

// SolicitsSecret is the secret that the text asks for here, or "". Telling never to send one is not asking.
// It knows French and English, and finds nothing in other languages. Packs that ask are refused by it, and
// so are agents' lines.
func SolicitsSecret(words string, lang Lang) string {
	return soliciting(words, lang, func(*speech, string) bool { return false })
}

// solicitsHere is SolicitsSecret for whoever speaks freely: to say what to type on the official page is to
// help, as long as it is not to be sent here too.
func solicitsHere(words string, lang Lang) string {
	if secret := pointedAt(words, lang); secret != "" {
		return secret
	}
	return soliciting(words, lang, func(talk *speech, clause string) bool {
		return find(clause, talk.elsewhere) != "" && find(clause, talk.here) == ""
	})
}

// pointedAt is the secret that was named and then asked for as "it", here: "Do you have the code? Send it to me."
func pointedAt(words string, lang Lang) (secret string) {
	talk, known := speeches[lang]
	if !known {
		return ""
	}
	named := ""
	for _, clause := range thoughts(words, " ") {
		asked := find(clause, talk.points) != "" && find(clause, talk.refusals) == ""
		if named != "" && asked && (find(clause, talk.elsewhere) == "" || find(clause, talk.here) != "") {
			return named
		}
		if word := find(clause, talk.secrets); word != "" {
			named = word
		}
	}
	return ""
}

// soliciting is the secret that a clause asks for, but for those that are let through.
func soliciting(words string, lang Lang, lets func(*speech, string) bool) string {
	talk, known := speeches[lang]
	if !known {
		return ""
	}
	for _, clause := range talk.clauses(words) {
		if secret := talk.asks(clause); secret != "" && !lets(talk, clause) {
			return secret
		}
	}
	return ""
}

// asks is the secret that the clause asks for, or "".
func (t *speech) asks(clause string) string {
	if find(clause, t.secrets) == "" {
		return ""
	}
	if find(clause, t.questions) != "" {
		return find(clause, t.secrets)
	}
	verbs := t.verbs
	if find(clause, t.requests) != "" {
		verbs = append(slices.Clip(verbs), t.infinitives...)
	}
	for _, verb := range verbs {
		if secret := t.wherever(clause, verb); secret != "" {
			return secret
		}
	}
	short := len(strings.Fields(clause)) <= 8 && find(clause, t.please) != "" && find(clause, t.refusals) == ""
	for _, begins := range slices.Concat(t.yours, t.secrets) {
		if short && strings.HasPrefix(clause, " "+begins+" ") {
			return find(clause, t.secrets)
		}
	}
	return ""
}

// wherever is the secret that the verb is about, in one of the places where it stands, or "".
func (t *speech) wherever(clause, verb string) string {
	for from := 0; ; {
		i := strings.Index(clause[from:], " "+verb+" ")
		if i < 0 {
			return ""
		}
		from += i + len(verb) + 1
		if secret := t.object(clause[:from-len(verb)-1], verb, clause[from+1:]); secret != "" {
			return secret
		}
	}
}

// object is the secret that the verb is about, or "". Somebody else's doing ("we send you a code"),
// what is forbidden ("never send your code") and patience ("give the code a minute") ask for nothing.
func (t *speech) object(before, verb, after string) string {
	if strings.HasPrefix(after, t.you+" ") {
		return ""
	}
	near := " " + before[strings.LastIndex(before, ",")+1:] + " "
	if find(near, t.refusals) != "" || hasSuffix(near, t.others) {
		return ""
	}
	object := t.upToTurn(after)
	if find(object, t.refusals) != "" || slices.Contains(t.gives, verb) && find(object, t.patience) != "" {
		return ""
	}
	return find(object, t.secrets)
}

// upToTurn is the words after a verb that still belong to it.
func (t *speech) upToTurn(after string) string {
	words := strings.Fields(strings.ReplaceAll(after, ",", " "))
	for i, word := range words {
		if i == reach || slices.Contains(t.turns, word) {
			words = words[:i]
			break
		}
	}
	return " " + strings.Join(words, " ") + " "
}

// thoughts cuts the text where a thought ends. Its words stand between single spaces, and a comma as said.
func thoughts(words, comma string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(Folded(words), endsThought) {
		out = append(out, " "+strings.Join(strings.Fields(strings.ReplaceAll(part, ",", comma)), " ")+" ")
	}
	return out
}

// clauses are the text's thoughts without what is harmless.
func (t *speech) clauses(words string) []string {
	var out []string
	for _, clause := range thoughts(words, " , ") {
		for _, harmless := range t.harmless {
			clause = strings.ReplaceAll(clause, " "+harmless+" ", " ")
		}
		out = append(out, clause)
	}
	return out
}

func endsThought(r rune) bool { return strings.ContainsRune(".!?;:()…—\n", r) }

// Folded makes words comparable: lower case, no accents, nothing but letters, digits and pauses.
func Folded(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r), r == ',', endsThought(r):
			return withoutAccent(unicode.ToLower(r))
		}
		return ' '
	}, words)
}

// accented are the letters of Latin alphabets that bear an accent, and plainly what they are without.
const (
	accented = "àáâãäåāçčďèéêëēěìíîïīñňòóôõöōřšťùúûüůūýÿž"
	unmarked = "aaaaaaaccdeeeeeeiiiiinnoooooorstuuuuuuyyz"
)

func withoutAccent(r rune) rune {
	if r < 0x80 {
		return r
	}
	for i, n := 0, 0; i < len(accented); n++ {
		letter, size := utf8.DecodeRuneInString(accented[i:])
		if letter == r {
			return rune(unmarked[n])
		}
		i += size
	}
	return r
}

// find is the first of the words that stands in the clause, or "".
func find(clause string, words []string) string {
	for _, word := range words {
		if strings.Contains(clause, " "+word+" ") {
			return word
		}
	}
	return ""
}

func hasSuffix(clause string, words []string) bool {
	for _, word := range words {
		if strings.HasSuffix(clause, " "+word+" ") {
			return true
		}
	}
	return false
}
