package flows

import "github.com/helpaide/helpaide/bot"

// The help of keys that several kinds of steps have.
const (
	nextHelp     = "The step that follows."
	rephraseHelp = "The question in other words, for whoever did not understand it. A text per language."
)

// commonForm is what a step of any kind may have.
var commonForm = form{
	{"facts", optional, "The facts of facts.yaml that its text rests on.", listOf(ref("fact_name"))},
	{"there", optional, "It tells of typing a code or uploading a document on the official page.", yesOrNo()},
	{"title", optional, titleHelp, ref("label")},
	{"tries", optional, "How often people may come here; then says where the next arrival goes.", number(1, maxTries, 2)},
	{"then", optional, "The step for those who have come here too often.", ref("step_name")},
}

const titleHelp = "What an agent will read later: a few words for what was tried."

// kindForms are the keys of each kind of step beside the common ones. The first is the kind itself.
var kindForms = map[bot.Kind]form{
	bot.KindSay: {
		{"say", needed, "A message, no waiting. A text per language.", ref("message")},
		{"next", needed, nextHelp, ref("step_name")},
	},
	bot.KindAsk: {
		{"ask", needed, "A closed question. A text per language.", ref("message")},
		{"options", needed, "Its answers, by id.", ref("options")},
		{"store", optional, "The slot that remembers the chosen option's id.", ref("id")},
		{"rephrase", optional, rephraseHelp, ref("message")},
	},
	bot.KindGuide: {
		{"guide", needed, "One thing to do, with done, did not work, can't, show me again. A text per language.", ref("message")},
		{"title", needed, titleHelp, ref("label")},
		{"again", optional, "The same in more detail, for show me again. A text per language.", ref("message")},
		{"rephrase", optional, rephraseHelp, ref("message")},
		{"done", needed, "Where done leads: ask whether it helped.", ref("answer")},
		{"failed", needed, "Where did not work leads: the next remedy, never the same again.", ref("answer")},
		{"cannot", needed, "Where I can't do this leads.", ref("answer")},
	},
	bot.KindCheck: {
		{"check", needed, "Yes or no. A text per language.", ref("message")},
		{"yes", needed, "Where yes leads.", ref("answer")},
		{"no", needed, "Where no leads: to what was not tried yet, or to a person.", ref("answer")},
		{"rephrase", optional, rephraseHelp, ref("message")},
	},
	bot.KindWait: {
		{"wait", needed, "A timer that survives everything; the bot writes first. A text per language, with {time}.", ref("waiting")},
		{"for", optional, "How long: 15m, or { by: slot, value: 15m, … }.", ref("span")},
		{"until", optional, "A moment instead: { calendar: desk, moment: opens }, or due.", ref("until")},
		{"next", needed, nextHelp, ref("step_name")},
		{"options", optional, "Answers for those who write first, by id.", ref("options")},
	},
	bot.KindBranch: {
		{"branch", needed, "By slots, every case covered once: rows of { when: { slot: value }, next: step }, last { else: step }.", ref("rows")},
	},
	bot.KindSet: {
		{"set", needed, "Gives slots values: { slot: value }.", ref("values")},
		{"next", needed, nextHelp, ref("step_name")},
	},
	bot.KindCall: {
		{"call", needed, "Another flow, then back here.", ref("flow_name")},
		{"take", optional, "Outputs of that flow to bring home: { mine: its }.", mapOf(ref("id"), ref("id"))},
		{"next", needed, nextHelp, ref("step_name")},
	},
	bot.KindGoto: {
		{"goto", needed, "Another flow, for good.", ref("flow_name")},
	},
	bot.KindHandoff: {
		{"handoff", needed, "To a person. A text per language.", ref("message")},
		{"reason", needed, "Why, for the agent. A text per language.", ref("note")},
		{"next", needed, "The step that follows when the conversation comes back.", ref("step_name")},
	},
	bot.KindEnd: {
		{"end", needed, "The flow is over, with this outcome.", oneOf(names(bot.Outcomes())...)},
		{"say", optional, "Last words. A text per language.", ref("message")},
	},
}

// stepForm is what a step of the kind may have.
func stepForm(kind bot.Kind) form {
	own := kindForms[kind]
	out := form{own[0]}
	for _, k := range commonForm {
		if !own.has(k.name) {
			out = append(out, k)
		}
	}
	return append(out, own[1:]...)
}
