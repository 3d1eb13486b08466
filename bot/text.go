package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is one thing to say, in each language of the book. A compiled text has them all.
type Text map[Lang]string

// In returns the wording in the language, or "" when the book lacks it.
func (t Text) In(lang Lang) string { return t[lang] }

// Empty reports whether nothing is said in any language.
func (t Text) Empty() bool {
	for _, words := range t {
		if words != "" {
			return false
		}
	}
	return true
}

// Fill replaces each {name} of the words by what value returns for it. A name that value does not
// know stays as it is written. Values are never filled again. A sentence that ends with a value which
// ends with a full stop has one.
func Fill(words string, value func(name string) (string, bool)) string {
	if !strings.Contains(words, "{") {
		return words
	}
	var out strings.Builder
	out.Grow(len(words) + 64)
	for {
		before, rest, found := strings.Cut(words, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		filled, known := "", false
		if closed {
			filled, known = value(name)
		}
		if !known {
			out.WriteByte('{')
			words = rest
			continue
		}
		out.WriteString(filled)
		if strings.HasSuffix(filled, ".") { // "… at 10:15 a.m." ends its sentence too
			after = strings.TrimPrefix(after, ".")
		}
		words = after
	}
}

// Placeholders returns the names in braces, in the order in which they stand.
func Placeholders(words string) []string {
	var names []string
	Fill(words, func(name string) (string, bool) {
		names = append(names, name)
		return "", true
	})
	return names
}

// capital is the text with a capital letter at its head.
func capital(t Text) Text {
	out := make(Text, len(t))
	for lang, words := range t {
		first, size := utf8.DecodeRuneInString(words)
		out[lang] = string(unicode.ToUpper(first)) + words[size:]
	}
	return out
}
