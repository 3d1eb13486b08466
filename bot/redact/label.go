package redact

import "slices"

// passwordLabels name a password, doubled letters written once; a space stands for any separators or none.
var passwordLabels = []string{
	"mot de pase", "mots de pase", "mot d pase", "mot de pas", "mot pase", "mo de pase", "mdpase", "mdp", "mot de pace", "mot 2 pase",
	"mpase", "phrase de pase", "phrase secrete", "pasword", "pas word", "pasphrase", "pas phrase", "pasward", "pasord", "paswrd",
	"paswrod", "paswod", "paswd", "pswd", "pswrd", "psword", "pwd", "pword", "psw", "pw",
}

// labelsBy sorts the labels by first letter.
var labelsBy = func() (by [128][]string) {
	for _, label := range passwordLabels {
		by[label[0]] = append(by[label[0]], label)
	}
	return by
}()

// passwordLabel returns the end of the longest label that begins at i, or 0.
func (v *view) passwordLabel(i int) (end int) {
	switch v.c(i + 1) { // the second letter rules most words out
	case 'o', '0', 'd', ' ', '.', '_', '-', 'p', 'a', '@', '4', 'h', 's', '$', '5', 'w':
	default:
		return 0
	}
	for _, label := range labelsBy[v.low[i]] {
		if j := v.spelled(i, label); j > end {
			end = j
		}
	}
	return end
}

// spelled matches a label letter by letter, digits and signs that look like letters taken for them, repeated
// letters taken once, and returns where it ends, or 0.
func (v *view) spelled(i int, label string) int {
	for n := range len(label) {
		want := label[n]
		if want == ' ' {
			for slices.Contains([]byte(" \t'_-."), v.c(i)) {
				i++
			}
			continue
		}
		if !looks(v.c(i), want) {
			return 0
		}
		for i++; looks(v.c(i), want) && (want == 's' || want == 'e'); {
			i++
		}
	}
	if v.c(i) == 's' {
		i++
	}
	if isAlnum(v.c(i)) {
		return 0
	}
	return i
}

func looks(c, want byte) bool {
	switch want {
	case 'a':
		return c == 'a' || c == '@' || c == '4'
	case 'e':
		return c == 'e' || c == '3'
	case 'o':
		return c == 'o' || c == '0'
	case 's':
		return c == 's' || c == '$' || c == '5'
	}
	return c == want
}

// passLabel returns the end of "pass", "passe" or "passcode" when ":" or "=" follows it, or 0: alone the first
// two are ordinary words. A passcode of digits is left to the codes.
func (v *view) passLabel(i int) int {
	end := v.wordEnd(i)
	word := string(v.low[i:end])
	if word != "pass" && word != "passe" && word != "passcode" {
		return 0
	}
	j := end
	for v.c(j) == ' ' {
		j++
	}
	if v.c(j) != ':' && v.c(j) != '=' {
		return 0
	}
	for j++; v.c(j) == ' '; j++ {
	}
	if from, to := v.word(j); word == "passcode" && v.allDigits(from, to) {
		return 0
	}
	return end
}
