package bot

import (
	"slices"
	"strings"
)

// want remembers what the person wrote for whoever answers.
func (r *run) want(event Said) {
	if r.mayKeep(event) {
		r.s.Case.Wants = Words{cut(event.Text, mostWords), r.cause}
	}
}

// mayKeep reports whether the line may be remembered for a card: it says something, hid nothing, and
// does not follow one that did.
func (r *run) mayKeep(event Said) bool {
	return event.Text != "" && !r.s.Warned && !slices.ContainsFunc(event.Masked, warned)
}

// mostWords bounds what a card shows of a person's line, in characters.
const mostWords = 200

// cut shortens words to that many characters, on one line.
func cut(words string, most int) string {
	words = strings.Join(strings.Fields(strings.ToValidUTF8(words, "\uFFFD")), " ")
	n := 0
	for i := range words {
		if n++; n > most {
			return words[:i] + "…"
		}
	}
	return words
}

// notice remembers of a line what an agent should know: what it was about, and that a secret was hidden.
func (r *run) notice(event Said) {
	if slices.ContainsFunc(event.Masked, warned) {
		r.s.Noticed.Masked++
	}
	reading := event.Reading
	if !r.mayKeep(event) || reading.Option != "" || reading.Command != "" || r.isAside(reading) {
		return
	}
	if named := reading.Sure && len(reading.Guesses) > 0; named || r.s.Noticed.Words.Text == "" {
		r.s.Noticed.Words = Words{cut(event.Text, mostWords), r.cause}
	}
}

// edited carries a change of the person's line to the desks. It answers nothing anew; what it hides is told.
func (r *run) edited(event Edited) {
	r.ensureLang()
	words := cut(event.Text, mostWords)
	if slices.ContainsFunc(event.Masked, warned) {
		words = ""
	}
	r.reword(event.Line, words)
	r.amend(Amend{Of: event.Line, Text: event.Text})
	r.warn(event.Masked)
	switch {
	case r.lead == "":
	case r.s.Mode() == WithAgent, r.s.Mode() == Queued:
		r.sayLead()
	default:
		r.prompt()
	}
}

// deleted takes the person's line off the desks.
func (r *run) deleted(event Deleted) {
	r.reword(event.Line, "")
	r.amend(Amend{Of: event.Line, Gone: true})
}

func (r *run) amend(amend Amend) {
	if c := r.s.Case; c != nil && c.State != CaseClosed {
		r.order(amend)
	}
}

// reword changes what was remembered of the line.
func (r *run) reword(line EventID, text string) {
	change := func(words *Words) {
		if words.Of == line && line != "" {
			words.Text = text
		}
	}
	change(&r.s.Noticed.Words)
	if r.s.Case != nil {
		change(&r.s.Case.Wants)
	}
}

// unsupported takes what is no text and no file: the desk is told its kind, the person to use words.
func (r *run) unsupported(event Unsupported) {
	r.heardFrom(event.Lang)
	mode := r.s.Mode()
	if mode != Guided {
		r.order(Relay{Text: fileKind(event.What), Kind: RelayUnsupported, Of: r.cause})
	}
	if mode == WithAgent {
		r.awaitAgent()
	}
	if mode == WithAgent || mode == Queued {
		r.say(FromSystem, PhraseUnsupported, nil)
		return
	}
	r.welcome()
	r.leadWith(PhraseUnsupported, nil)
	r.resume()
}

// erased forgets the conversation. What remains is that it was there and is closed.
func (r *run) erased(agent Agent) {
	if agent.ID != "" && !r.allows(agent, ActErase) {
		return
	}
	r.ensureLang()
	was := r.s
	for _, p := range was.Wakes {
		r.unwake(p.Name)
	}
	r.s = NewSession(was.Home, r.now)
	r.s.ID, r.s.Thread, r.s.Lang, r.s.Seq, r.s.Met = was.ID, was.Thread, was.Lang, was.Seq, was.Met
	r.effects = append([]Effect{Hush{}}, r.effects...)
	if was.Case != nil {
		if owner := was.owner(); owner != nil {
			r.alert(Alert{What: AlertErased, For: ForAgent, To: owner})
		}
		r.s.Case = &Case{State: CaseClosed, Since: was.Case.Since}
		r.order(Unshow{})
	}
	r.say(FromSystem, PhraseErased, nil)
}
