package flows

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// trait is something that a text must have alike in every language.
type trait struct {
	what string
	of   func(words string) []string
}

// traits are what a translation may not change: first what is filled in, then figures and addresses.
var traits = [...]trait{
	{"names in braces", bot.Placeholders},
	{"numbers", numbers},
	{"addresses", func(words string) []string { return mailShape.FindAllString(words, -1) }},
}

// compare reports where a language says something else than the first one: a sentence that says
// "15 minutes" to one reader says it to all. Names in braces are compared when each of them is right.
func (l *loader) compare(t *table, text bot.Text, braces bool) {
	first := l.book.Langs
	for len(first) > 0 && text[first[0]] == "" {
		first = first[1:]
	}
	for _, lang := range l.book.Langs {
		if text[lang] == "" || lang == first[0] {
			continue
		}
		for i, trait := range traits {
			if i == 0 && !braces {
				continue
			}
			want, got := trait.of(text[first[0]]), trait.of(text[lang])
			if !sameBag(want, got) {
				t.remark(t.get(string(lang)), "the %s differ: %s has %s, %s has %s", trait.what, first[0], orNone(want), lang, orNone(got))
			}
		}
	}
}

var (
	braceShape  = regexp.MustCompile(`\{[^}]*\}`)
	numberShape = regexp.MustCompile(`[0-9]+`)
	mailShape   = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`)
	rawShape    = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|\b([a-z0-9-]+\.)+(com|ca|org|net|io|co|fr|info|gov|dev|app)\b\S*`)
)

// numbers are the groups of digits, so that "9 h 30" and "9:30" say the same.
func numbers(words string) []string {
	return numberShape.FindAllString(braceShape.ReplaceAllString(words, ""), -1)
}

// rawAddress is a web address written out in the text, or "". Email addresses are not.
func rawAddress(words string) string {
	if !dotted(words) {
		return ""
	}
	return strings.TrimRight(rawShape.FindString(mailShape.ReplaceAllString(words, "")), ".,;:!?)»”")
}

// dotted reports whether the text could hold an address at all: most texts have no dot or colon
// inside a word, and need no closer look.
func dotted(words string) bool {
	for i := 1; i < len(words); i++ {
		inside := words[i] > ' ' && words[i] != '"'
		if inside && (words[i-1] == '.' || words[i-1] == ':') {
			return true
		}
	}
	return false
}

func sameBag(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	sort.Strings(a)
	sort.Strings(b)
	return slices.Equal(a, b)
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}
