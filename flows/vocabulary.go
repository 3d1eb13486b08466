package flows

import (
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// vocabulary is what a schema knows of a pack. What it does not know is open.
type vocabulary struct {
	langs, hosts, links, calendars []string
	flows, facts                   []term
}

// term is a name with what it stands for.
type term struct{ name, means string }

// vocabulary is what could be read of the pack.
func (l *loader) vocabulary() vocabulary {
	v := vocabulary{hosts: l.hosts, links: keys(l.book.Links), calendars: keys(l.calendars)}
	if l.langsKnown {
		v.langs = names(l.book.Langs)
	}
	for _, f := range l.order {
		v.flows = append(v.flows, term{string(f.ID), l.aloud(f.Title)})
	}
	for _, id := range keys(l.facts) {
		v.facts = append(v.facts, term{id, l.aloud(l.facts[id].words)})
	}
	return v
}

// aloud is the text in each language of the pack.
func (l *loader) aloud(text bot.Text) string {
	var out []string
	for _, lang := range l.book.Langs {
		if words := text.In(lang); words != "" {
			out = append(out, words)
		}
	}
	return strings.Join(out, "\n\n")
}

// plain are names that need no explanation.
func plain(names []string) []term {
	out := make([]term, len(names))
	for i, name := range names {
		out[i] = term{name, ""}
	}
	return out
}

// named is one of the terms, or open when there are none.
func named(terms []term, open *schema) *schema {
	if len(terms) == 0 {
		return open
	}
	out := &schema{Type: "string"}
	for _, t := range terms {
		out.OneOf = append(out.OneOf, &schema{Const: t.name, Description: t.means})
	}
	return out
}

// perLang is a mapping with such a value for each language.
func (v vocabulary) perLang(value *schema) *schema {
	if len(v.langs) == 0 {
		return mapOf(ref("language"), value).notEmpty()
	}
	var out form
	for _, lang := range v.langs {
		out = append(out, key{lang, needed, value.Description, value})
	}
	return out.schema()
}
