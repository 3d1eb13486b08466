package flows

import (
	"maps"
	"slices"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// wordingForm is wording.yaml.
var wordingForm = form{
	{"phrases", needed, "The engine's own lines.", ref("phrases")},
	{"commands", needed, "What people can do at any question, by button and by words.", ref("commands")},
	{"replies", needed, "The answers that are built into steps and into the engine's own questions.", ref("replies")},
}

// labelForm is how a command or a reply is said.
var labelForm = form{
	{"label", needed, "What its button says.", ref("label")},
	{"also", optional, "Other ways to say it, per language.", ref("also")},
}

// phrasesForm is the engine's own lines.
func phrasesForm() form {
	var out form
	for _, use := range bot.Phrases() {
		out = append(out, key{string(use.Phrase), needed, use.When, ref(phraseText(use))})
	}
	return out
}

// labelsForm is the words of such options of the engine's.
func labelsForm(ids []bot.OptionID) form {
	var out form
	for _, id := range ids {
		out = append(out, key{string(id), needed, optionHelp[id], ref("words")})
	}
	return out
}

// optionHelp says what each of the engine's options is for.
var optionHelp = map[bot.OptionID]string{
	bot.CmdHuman:     "I want a person.",
	bot.CmdBack:      "Back to the question before.",
	bot.CmdRepeat:    "Say the question again.",
	bot.CmdRestart:   "Start over, at the menu.",
	bot.CmdLanguage:  "The other language; its button is in that language.",
	bot.CmdStop:      "Stop here.",
	bot.CmdSolved:    "It works now.",
	bot.CmdWithdraw:  "Take the request for a person back.",
	bot.CmdAssistant: "From the agent back to the assistant.",
	bot.ReplyDone:    "A guide's answer: it is done.",
	bot.ReplyFailed:  "A guide's answer: it did not work.",
	bot.ReplyCannot:  "A guide's answer: I can't do this.",
	bot.ReplyAgain:   "A guide's answer: show me again.",
	bot.ReplyYes:     "A check's answer: yes.",
	bot.ReplyNo:      "A check's answer: no.",
	bot.OptContinue:  "Go on with the assistant, instead of a person.",
	bot.OptResume:    "Go on with the earlier problem.",
	bot.OptLeave:     "Leave the earlier problem.",
	bot.OptBegin:     "Begin with the problem that was kept for later.",
	bot.OptLater:     "Not now.",
	bot.OptOther:     "None of the flows that were offered.",
	bot.OptHelpful:   "At the end: it was helpful.",
	bot.OptUnhelpful: "At the end: it was not helpful.",
	bot.OptWait:      "In the queue: wait for a person.",
	bot.OptContact:   "In the queue: be written to later.",
}

// readWording reads the engine's own lines, its commands and its replies.
func (l *loader) readWording() {
	s := l.readYAML("wording.yaml")
	l.wording = s
	t := s.table(s.root, s.root, "wording.yaml")
	t.fits(wordingForm)
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
		{bot.OptWait, bot.OptContact, bot.OptContinue},
		bot.Commands(),
	}
}

func (l *loader) readPhrases(t *table) {
	l.book.Wording = map[bot.Phrase]bot.Text{}
	phrases := t.part("phrases")
	phrases.fits(phrasesForm())
	for _, use := range bot.Phrases() {
		name := string(use.Phrase)
		l.book.Wording[use.Phrase] = l.text(t.source, phrases.keyOf(name), phrases.get(name), phraseManner(use))
	}
}

func phraseManner(use bot.PhraseUse) manner {
	m := sentence("phrase \"" + string(use.Phrase) + "\"")
	m.uses, m.filled = use.Uses, !use.Within()
	return m
}

func (l *loader) readLabels(t *table, section string, ids []bot.OptionID) {
	labels := t.part(section)
	labels.fits(labelsForm(ids))
	said := map[bot.OptionID]*yaml.Node{}
	for _, id := range ids {
		node := labels.get(string(id))
		one := t.table(labels.keyOf(string(id)), node, "\""+string(id)+"\"")
		one.fits(labelForm)
		l.book.Labels[id] = bot.Option{
			ID:    id,
			Label: l.text(t.source, one.at, one.get("label"), label("the label of \""+string(id)+"\"")),
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
