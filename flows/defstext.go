package flows

import (
	"regexp"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// textDefs are the texts, each in every language, and what else people say.
func (v vocabulary) textDefs() map[string]*schema {
	wait := sentence("")
	wait.uses = []string{"time"}
	said := words()
	all := map[string]*schema{
		"message": v.text(sentence("")),
		"waiting": v.text(wait),
		"note":    v.text(note("")),
		"label":   v.text(label("")),
		"also":    v.perLang(listOf(said)),
	}
	for _, use := range bot.Phrases() {
		all[phraseText(use)] = v.text(phraseManner(use))
	}
	return all
}

// phraseText is the name of the texts that may hold the same as the phrase.
func phraseText(use bot.PhraseUse) string {
	if len(use.Uses) == 0 {
		return "message"
	}
	return "message_with_" + strings.Join(use.Uses, "_")
}

// words is some text. YAML takes a text of digits for a number, and Load takes it as it is written.
func words() *schema { return &schema{Type: []string{"string", "number"}, MinLength: 1} }

// text is a text in that manner.
func (v vocabulary) text(m manner) *schema {
	one := words()
	one.MaxLength, one.Pattern, one.Complaint = m.max, v.pattern(m), "This text is shown as it is written: it holds no braces."
	if names := braced(m.fillable()); len(names) > 0 {
		one.Complaint = "Braces hold " + strings.Join(names, ", ") + ", and each is closed."
	}
	return v.perLang(one)
}

// pattern is that of a text whose names in braces will be filled.
func (v vocabulary) pattern(m manner) string {
	var fill []string
	for _, name := range m.fillable() {
		of := v.calendars
		if strings.HasPrefix(name, "link:") {
			of = v.links
		}
		fill = append(fill, strings.Replace(name, "…", anyOf(of), 1))
	}
	if len(fill) == 0 {
		return `^[^{}]*$`
	}
	return `^(?:[^{}]|\{(?:` + strings.Join(fill, "|") + `)\})*$`
}

// inner is the shape as a part of another.
func inner(shape *regexp.Regexp) string { return strings.Trim(shape.String(), "^$") }

// anyOf matches one of the names, or any id when there are none.
func anyOf(names []string) string {
	if len(names) == 0 {
		return inner(idShape)
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = regexp.QuoteMeta(name)
	}
	return "(?:" + strings.Join(quoted, "|") + ")"
}
