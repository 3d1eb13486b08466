package bot

import "strings"

// tell orders a message. The assistant is silent while an agent has the conversation: whoever
// calls need not ask.
func (r *run) tell(from Speaker, words string, choices []Choice) {
	if words == "" || from == FromAssistant && r.s.Mode() == WithAgent {
		return
	}
	r.greet()
	if from == FromAssistant && len(choices) > 0 && r.s.Moved {
		r.s.Moved = false
		r.leadWith(PhraseMoved, nil)
	}
	if from == FromAssistant && r.lead != "" {
		words, r.lead = r.lead+"\n\n"+words, ""
	}
	r.message(from, words, choices)
}

// message orders a message as it stands.
func (r *run) message(from Speaker, words string, choices []Choice) {
	say := Say{To: r.s.writesTo(), From: from, Lang: r.s.Lang, Text: words, Choices: choices}
	if top := r.s.Top(); top != nil {
		say.Flow, say.Step = top.Flow, top.Step
	}
	r.order(say)
}

// say orders a message of the engine's own, without choices.
func (r *run) say(from Speaker, phrase Phrase, value func(string) (string, bool)) {
	r.tell(from, r.phrase(phrase, value), nil)
}

// leadWith puts a line at the head of the assistant's next message, so that a remark and the
// question that it belongs to are one message.
func (r *run) leadWith(phrase Phrase, value func(string) (string, bool)) {
	words := r.phrase(phrase, value)
	if words == "" {
		return
	}
	if r.lead != "" {
		words = r.lead + "\n" + words
	}
	r.lead = words
}

// leadWithHeard says at the head of the next message which answers were kept, all in one line.
func (r *run) leadWithHeard(label string) {
	before := ""
	if len(r.kept) > 0 {
		before = r.phrase(PhraseHeard, with("option", strings.Join(r.kept, ", ")))
	}
	r.kept = append(r.kept, label)
	r.lead = strings.TrimSuffix(strings.TrimSuffix(r.lead, before), "\n")
	r.leadWith(PhraseHeard, with("option", strings.Join(r.kept, ", ")))
}

// flush says a lead that no message followed.
func (r *run) flush() {
	words := r.lead
	r.lead = ""
	r.tell(FromAssistant, words, nil)
	r.greet()
}

// welcome has it said once who speaks, before whatever is said first.
func (r *run) welcome() {
	r.meet = !r.s.Met && r.s.Mode() != WithAgent
}

// greet says the welcome when it is due, in the language that the turn has settled on.
func (r *run) greet() {
	if !r.meet {
		return
	}
	r.meet, r.s.Met = false, true
	if words := r.phrase(PhraseWelcome, nil); words != "" {
		r.message(FromAssistant, words, nil)
	}
}

// wayForward gives the last message commands when no question waits, so that nobody is left
// with nothing to press.
func (r *run) wayForward() {
	if r.s.Mode() != Guided && r.s.Mode() != Deferred || r.s.Asked != nil || len(r.s.Stack) > 0 || len(r.effects) == 0 {
		return
	}
	r.giveWay()
}

// giveWay gives the last message of the turn what can be pressed, when it has nothing.
func (r *run) giveWay() {
	for i := len(r.effects) - 1; i >= 0; i-- {
		if say, ok := r.effects[i].(Say); ok {
			if len(say.Choices) == 0 {
				say.Choices = r.offered(nil)
				r.effects[i] = say
			}
			return
		}
	}
}

// phrase is a line of the engine's own in the person's language.
func (r *run) phrase(phrase Phrase, value func(string) (string, bool)) string {
	return r.fill(r.book.Wording[phrase].In(r.s.Lang), value)
}

// fill replaces what stands in braces: first what value knows, then what every text may name.
func (r *run) fill(words string, value func(string) (string, bool)) string {
	return Fill(words, func(name string) (string, bool) {
		if value != nil {
			if v, ok := value(name); ok {
				return v, true
			}
		}
		return r.common(name)
	})
}

// withTwo is a value function for two names.
func withTwo(name, value, other, otherValue string) func(string) (string, bool) {
	return func(asked string) (string, bool) {
		if asked == other {
			return otherValue, true
		}
		return value, asked == name
	}
}

// with is a value function for a single name.
func with(name, value string) func(string) (string, bool) {
	return func(asked string) (string, bool) { return value, asked == name }
}
