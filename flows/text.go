package flows

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// The longest texts that every channel shows whole.
const (
	maxMessage = 1900
	maxLabel   = 75
)

// manner is what a text may hold.
type manner struct {
	what   string   // how messages call it
	max    int      // characters, once the braces are filled
	filled bool     // {team}, {link:…}, {opens:…} and {due:…} are filled
	uses   []string // further names in braces
	step   bool     // a step says it
	there  bool     // and tells of typing a code, on a page that is not here
}

func sentence(what string) manner { return manner{what: what, max: maxMessage, filled: true} }

// label is a text that is shown as it is written: on a button, or inside another sentence.
func label(what string) manner { return manner{what: what, max: maxLabel} }

// note is a text of any length that is shown as it is written.
func note(what string) manner { return manner{what: what, max: maxMessage} }

// text reads a text in every language of the pack, and checks each on its own and all together.
func (l *loader) text(s *source, at, node *yaml.Node, m manner) bot.Text {
	if node != nil && node.Kind == yaml.ScalarNode {
		s.wrong(node, "%s is written once for each language: { %s: … }", m.what, strings.Join(names(l.book.Langs), ": …, "))
		return nil
	}
	t := s.table(at, node, m.what)
	l.onlyLangs(t)
	out, before := bot.Text{}, t.braces
	for _, lang := range l.book.Langs {
		if words := l.words(t, lang, m); words != "" {
			out[lang] = words
		}
	}
	l.compare(t, out, t.braces == before)
	return out
}

// onlyLangs reports keys that are no language of the pack, once it is known which there are.
func (l *loader) onlyLangs(t *table) {
	if l.langsKnown {
		t.only(names(l.book.Langs)...)
	}
}

// words reads the text in one language.
func (l *loader) words(t *table, lang bot.Lang, m manner) string {
	node := t.get(string(lang))
	if node == nil {
		if !t.void && !t.held[string(lang)] {
			t.remark(t.keyOr(t.at), "%s says nothing in %q; add %s: …", m.what, lang, lang)
		}
		return ""
	}
	words := ""
	if node.Kind == yaml.ScalarNode && node.Tag != "!!null" {
		words = strings.TrimSpace(node.Value)
	}
	if words == "" && node.Kind != yaml.AliasNode {
		t.remark(node, "%s says nothing in %q; write the text, or take it out in every language", m.what, lang)
		return ""
	}
	l.proofread(t.source, node, words, lang, m)
	return words
}

// keyOr is the first key of the table: where a reader looks for a language that is missing.
func (t *table) keyOr(at *yaml.Node) *yaml.Node {
	if len(t.keys) > 0 {
		return t.keys[0]
	}
	return at
}

// proofread checks the text of one language.
func (l *loader) proofread(s *source, node *yaml.Node, words string, lang bot.Lang, m manner) {
	l.checkBraces(s, node, words, m)
	if address := rawAddress(words); address != "" {
		s.remark(node, "%q is an address; give it a name under links: in pack.yaml and write {link:name}", address)
	}
	if secret := bot.SolicitsSecret(words, lang); secret != "" && !m.there {
		s.remark(node, "this asks for %q here; nobody may send that in the chat%s", secret, m.hint())
	}
	if n := utf8.RuneCountInString(l.fill(words, lang)); n > m.max {
		s.remark(node, "%s has %d characters; every channel shows %d whole", m.what, n, m.max)
	}
}

// hint says how a step may tell of typing a secret all the same.
func (m manner) hint() string {
	if !m.step {
		return ""
	}
	return ". If the step tells of a page that is not here, mark it there: true"
}

// checkBraces reports names in braces that nobody will fill.
func (l *loader) checkBraces(s *source, node *yaml.Node, words string, m manner) {
	if strings.Count(words, "{") != strings.Count(words, "}") {
		s.braces++
		s.remark(node, "a brace is opened and not closed, or the other way round: names go like {team}")
		return
	}
	for _, name := range bot.Placeholders(words) {
		if why := l.unfillable(name, m); why != "" {
			s.braces++
			s.remark(node, "{%s} cannot be filled here: %s", name, why)
		}
	}
}

// unfillable says why a name in braces will not be filled, or "".
func (l *loader) unfillable(name string, m manner) string {
	kind, arg, qualified := strings.Cut(name, ":")
	switch {
	case has(m.uses, name):
		return ""
	case !m.filled && len(m.uses) > 0:
		return "this stands inside other texts, and has only " + strings.Join(braced(m.uses), ", ")
	case !m.filled:
		return "this text is shown as it is written"
	case name == "team":
		return ""
	case kind == "link" && qualified:
		return unknown(arg, l.book.Links, l.pack, "no link in pack.yaml")
	case (kind == "opens" || kind == "due") && qualified:
		return unknown(arg, l.calendars, l.pack, "no calendar in pack.yaml")
	case name == "time":
		return "only a wait knows its time"
	}
	return "there is " + strings.Join(braced(m.fillable()), ", ")
}

// fillable are the names that the text may have in braces; "…" stands for a name of pack.yaml.
func (m manner) fillable() []string {
	if !m.filled {
		return m.uses
	}
	return append(slices.Clone(m.uses), "team", "link:…", "opens:…", "due:…")
}

func braced(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, "{"+name+"}")
	}
	return out
}

// unknown says that a name is none of the table's, unless the pack is broken and might hold it.
func unknown[V any](name string, known map[string]V, pack *source, what string) string {
	if _, ok := known[name]; ok || pack.broken {
		return ""
	}
	return fmt.Sprintf("%q is %s%s", name, what, orRather(name, keys(known)))
}

// about is as long as a date, a title, a name.
var about = strings.Repeat("x", 40)

// fill is the text at about its longest, as the engine would fill it.
func (l *loader) fill(words string, lang bot.Lang) string {
	return bot.Fill(words, func(name string) (string, bool) {
		switch kind, arg, _ := strings.Cut(name, ":"); kind {
		case "team":
			return l.book.Team.In(lang), true
		case "link":
			return l.book.Links[arg].In(lang), true
		case "due":
			return l.book.Wording[bot.PhraseUnlessHoliday].In(lang) + about, true
		}
		return about, true
	})
}
