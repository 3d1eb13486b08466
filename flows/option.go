package flows

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// maxOptions is how many buttons a question may have: more is a list that nobody reads.
const maxOptions = 10

// everywhere are the commands that stand beside the options of every question: an option of the same
// name could not be told from them.
func everywhere() []bot.OptionID {
	return []bot.OptionID{bot.CmdHuman, bot.CmdBack, bot.CmdRepeat, bot.CmdRestart, bot.CmdLanguage, bot.CmdStop}
}

// optionForm is an answer of the flow's own.
var optionForm = form{
	{"label", needed, "What the button says.", ref("label")},
	{"also", optional, "Other ways to say it, per language.", ref("also")},
	{"next", needed, "The step that it leads to.", ref("step_name")},
	{"set", optional, "Slots with the values that it gives them.", ref("values")},
}

// answerForm is a built-in answer in its long form.
var answerForm = form{
	{"label", optional, "What the button says here, instead of the words of wording.yaml.", ref("label")},
	{"also", optional, "Other ways to say it here, per language; those of wording.yaml stay.", ref("also")},
	{"next", needed, "The step that it leads to.", ref("step_name")},
	{"set", optional, "Slots with the values that it gives them.", ref("values")},
}

// reserved are the names that an option may not have.
func reserved() []string { return append(names(everywhere()), "next", "then") }

// options reads the answers to a question of the flow's own.
func (r *stepReader) options(node *yaml.Node) {
	t := r.t.table(r.t.keyOf("options"), node, `"options"`)
	for i, key := range t.keys {
		if i == maxOptions {
			r.t.wrong(t.at, "a question has at most %d options, this one has %d; ask twice, the general thing first", maxOptions, len(t.keys))
			break
		}
		id := bot.OptionID(r.t.id(key, "an option"))
		switch {
		case has(everywhere(), id):
			r.t.wrong(key, "%q is one of the assistant's own commands, offered everywhere; give this option another name", id)
		case id == "next" || id == "then":
			r.t.wrong(key, "%q is how a step goes on by itself; give this option another name", id)
		}
		r.option(id, key, t.get(key.Value))
	}
	if len(t.keys) == 0 && !t.void {
		r.t.wrong(t.at, "a question has at least one option")
	}
}

// option reads one answer.
func (r *stepReader) option(id bot.OptionID, key, node *yaml.Node) {
	if node.Kind == yaml.ScalarNode {
		r.t.wrong(node, "an option is written with its label: { label: { … }, next: step }")
		return
	}
	t := r.t.table(key, node, "option \""+key.Value+"\"")
	t.fits(optionForm)
	option := bot.Option{ID: id, Next: bot.Nowhere, Label: r.label(t, t.get("label")), Also: r.also(t)}
	r.add(option, t)
}

func (r *stepReader) label(t *table, node *yaml.Node) bot.Text {
	return r.loader.text(t.source, t.keyOf("label"), node, r.manner(label("the label")))
}

// add keeps an option, and where it leads.
func (r *stepReader) add(option bot.Option, t *table) {
	option.Sets = r.flow.assigns(t.part("set"))
	r.Options = append(r.Options, option)
	k := len(r.Options) - 1
	r.goal(t.get("next"), func(i int) { r.Options[k].Next = i })
}

// reply reads one of the answers that are built into a guide or a check: the step where it leads, or
// that with words of its own.
func (r *stepReader) reply(id bot.OptionID) {
	node := r.t.get(string(id))
	if node == nil {
		return
	}
	option := r.book.Labels[id]
	if node.Kind == yaml.ScalarNode {
		r.Options = append(r.Options, option)
		k := len(r.Options) - 1
		r.goal(node, func(i int) { r.Options[k].Next = i })
		return
	}
	t := r.t.table(r.t.keyOf(string(id)), node, "\""+string(id)+"\"")
	t.fits(answerForm)
	r.add(r.reworded(option, t), t)
}

// reworded is a built-in reply with the step's own words. The general ones go on being understood.
func (r *stepReader) reworded(option bot.Option, t *table) bot.Option {
	also := r.also(t)
	if node := t.get("label"); node != nil {
		general := option
		option.Label = r.label(t, node)
		for _, lang := range r.book.Langs {
			also = with(also, lang, ways(general, lang))
		}
	} else if also != nil {
		for _, lang := range r.book.Langs {
			also = with(also, lang, option.Also[lang])
		}
	} else {
		also = option.Also
	}
	option.Also = also
	return option
}

// with adds ways to say something, each once.
func with(also map[bot.Lang][]string, lang bot.Lang, more []string) map[bot.Lang][]string {
	if also == nil {
		also = map[bot.Lang][]string{}
	}
	for _, words := range more {
		if !slices.Contains(also[lang], words) {
			also[lang] = append(also[lang], words)
		}
	}
	return also
}

// store makes each option set the slot to its own id.
func (r *stepReader) store() {
	node := r.t.get("store")
	if node == nil {
		return
	}
	def, known := r.flow.slotAt(node)
	if !known || len(def.Values) == 0 {
		return
	}
	for i, option := range r.Options {
		r.storeIn(def, &r.Options[i], r.optionKey(option.ID))
	}
}

func (r *stepReader) storeIn(def bot.SlotDef, option *bot.Option, at *yaml.Node) {
	for _, set := range option.Sets {
		if set.Slot == def.ID {
			r.t.wrong(at, "option %q sets slot %q twice, by store and by set", option.ID, def.ID)
			return
		}
	}
	if option.ID != "" && !has(def.Values, string(option.ID)) {
		r.t.wrong(at, "option %q cannot be stored: slot %q has %s", option.ID, def.ID, values(def))
		return
	}
	option.Sets = append([]bot.Assign{{Slot: def.ID, Value: string(option.ID)}}, option.Sets...)
}

// optionKey is where an option's id stands.
func (r *stepReader) optionKey(id bot.OptionID) *yaml.Node {
	if node := r.t.get(string(id)); node != nil {
		return r.t.keyOf(string(id))
	}
	options := r.t.get("options")
	if options == nil || options.Kind != yaml.MappingNode {
		return r.at
	}
	for i := 0; i < len(options.Content); i += 2 {
		if options.Content[i].Value == string(id) {
			return options.Content[i]
		}
	}
	return r.at
}

// alikeOptions reports options of the step that are said with the same words. Built-in replies have
// the words of wording.yaml too; when those are mistaken themselves, that was told once already.
func (r *stepReader) alikeOptions() {
	if !r.Kind.Rests() || len(r.wording.problems) > 0 && (r.Kind == bot.KindGuide || r.Kind == bot.KindCheck) {
		return
	}
	var ids []bot.OptionID
	options, places := map[bot.OptionID]bot.Option{}, map[bot.OptionID]*yaml.Node{}
	for _, option := range r.Options {
		ids = append(ids, option.ID)
		options[option.ID], places[option.ID] = option, r.optionKey(option.ID)
	}
	r.alike(r.t.source, ids, options, places)
}
