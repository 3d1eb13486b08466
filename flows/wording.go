package flows

import (
	"maps"
	"slices"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// readWording reads the engine's own lines, its commands and its replies.
func (l *loader) readWording() {
	s := l.readYAML("wording.yaml")
	l.wording = s
	t := s.table(s.root, s.root, "wording.yaml")
	t.only("phrases", "commands", "replies")
	l.readPhrases(t)
	l.book.Labels = map[bot.OptionID]bot.Option{}
	l.readLabels(t, "commands", bot.Commands())
	l.readLabels(t, "replies", bot.Replies())
}

// companions are the engine's options that people see side by side, so they must not sound alike.
func companions() [][]bot.OptionID {
	return [][]bot.OptionID{
		{bot.ReplyDone, bot.ReplyFailed, bot.ReplyCannot, bot.ReplyAgain},
		{bot.ReplyYes, bot.ReplyNo},
		{bot.OptResume, bot.OptLeave},
		{bot.OptBegin, bot.OptLater},
		{bot.OptHelpful, bot.OptUnhelpful},
		bot.Commands(),
	}
}

func (l *loader) readPhrases(t *table) {
	l.book.Wording = map[bot.Phrase]bot.Text{}
	phrases := t.section("phrases")
	var known []string
	for _, use := range bot.Phrases() {
		known = append(known, string(use.Phrase))
	}
	phrases.only(known...)
	for _, use := range bot.Phrases() {
		m := phraseManner(use)
		l.book.Wording[use.Phrase] = l.text(t.source, phrases.keyOf(string(use.Phrase)), phrases.need(string(use.Phrase)), m)
	}
}

func phraseManner(use bot.PhraseUse) manner {
	m := sentence("phrase \"" + string(use.Phrase) + "\"")
	m.uses, m.filled = use.Uses, !use.Within()
	return m
}

func (l *loader) readLabels(t *table, section string, ids []bot.OptionID) {
	labels := t.section(section)
	labels.only(names(ids)...)
	said := map[bot.OptionID]*yaml.Node{}
	for _, id := range ids {
		node := labels.need(string(id))
		one := t.table(labels.keyOf(string(id)), node, "\""+string(id)+"\"")
		one.only("label", "also")
		l.book.Labels[id] = bot.Option{
			ID:    id,
			Label: l.text(t.source, one.at, one.need("label"), label("the label of \""+string(id)+"\"")),
			Also:  l.also(one),
			Next:  bot.Nowhere,
		}
		said[id] = labels.keyOf(string(id))
	}
	for _, group := range companions() {
		l.alike(t.source, group, l.book.Labels, said)
	}
}

// also reads the other ways to say an option.
func (l *loader) also(t *table) map[bot.Lang][]string {
	node := t.get("also")
	if node == nil {
		return nil
	}
	all := t.table(node, node, `"also"`)
	l.onlyLangs(all)
	out := map[bot.Lang][]string{}
	for _, lang := range l.book.Langs {
		list := all.get(string(lang))
		if list == nil && !all.void && !all.held[string(lang)] {
			t.wrong(t.keyOf("also"), "\"also\" has nothing in %q; when there is no other way to say it, write %s: []", lang, lang)
		}
		for _, item := range t.list(list, `"also"`) {
			out[lang] = append(out[lang], t.word(item, "another way to say it"))
		}
	}
	return out
}

// alike reports options of one question that are said with the same words: a press or a line could
// mean either.
func (l *loader) alike(s *source, ids []bot.OptionID, options map[bot.OptionID]bot.Option, places map[bot.OptionID]*yaml.Node) {
	for _, lang := range l.book.Langs {
		first := map[string]bot.OptionID{}
		for _, id := range ids {
			if places[id] == nil {
				continue
			}
			for _, words := range ways(options[id], lang) {
				other, taken := first[bare(words)]
				if taken && other != id {
					s.remark(places[id], "%q stands for both %q and %q in %q", words, other, id, lang)
					break
				}
				first[bare(words)] = id
			}
		}
	}
}

// ways are the label and what else is said for an option.
func ways(option bot.Option, lang bot.Lang) []string {
	if option.Label[lang] == "" {
		return option.Also[lang]
	}
	return append([]string{option.Label[lang]}, option.Also[lang]...)
}

// keyOf is where a key stands, or the table's place when it is missing.
func (t *table) keyOf(name string) *yaml.Node {
	for _, key := range t.keys {
		if key.Value == name {
			return key
		}
	}
	return t.at
}

// names turns names of any kind into strings.
func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, name := range list {
		out[i] = string(name)
	}
	return out
}

// keys are the keys of a map, in order.
func keys[K ~string, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
