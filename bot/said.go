package bot

import (
	"slices"
	"strings"
)

// said takes a line that the person wrote.
func (r *run) said(event Said) {
	r.heardFrom(event.Lang, event.Reading.Lang)
	r.switchTo(event)
	r.notice(event)
	switch r.s.Mode() {
	case WithAgent:
		r.saidToAgent(event)
		return
	case Queued:
		r.saidInQueue(event)
		return
	case Deferred:
		r.want(event)
		r.relay(event.Text)
	}
	r.welcome()
	if r.reopened(event) {
		return
	}
	r.warn(event.Masked)
	r.read(event)
}

// heardFrom notes that the person is there. The first word of a language is the one that is spoken.
func (r *run) heardFrom(langs ...Lang) {
	r.freshen()
	r.s.Touched, r.s.Nudged, r.s.Pressed = r.now.UTC(), false, Pass{}
	for _, lang := range langs {
		if r.s.Lang == "" && r.book.speaks(lang) {
			r.s.Lang = lang
		}
	}
	r.ensureLang()
	r.backInReach()
}

// freshen forgets, after a day of silence, what was done in the conversation before.
func (r *run) freshen() {
	if r.s.Case != nil && r.s.Case.State == CaseClosed {
		r.s.Case = nil
	}
	if len(r.s.Stack) > 0 || r.s.Mode() != Guided || r.now.Sub(r.s.Touched) < abandonAfter {
		return
	}
	r.s.Done, r.s.Tried, r.s.Later, r.s.Rated, r.s.Noticed = nil, nil, nil, false, Noticed{}
}

func (b *Book) defaultLang() Lang {
	if len(b.Langs) == 0 {
		return ""
	}
	return b.Langs[0]
}

func (b *Book) speaks(lang Lang) bool {
	for _, l := range b.Langs {
		if l == lang && l != "" {
			return true
		}
	}
	return false
}

// switchTo follows a person who writes a sentence in another language. An answer of a word or two
// is no reason: "email" and "ok" are said in both.
func (r *run) switchTo(event Said) {
	read := event.Reading
	if read.Lang == r.s.Lang || !r.book.speaks(read.Lang) || read.Option != "" || read.Command != "" {
		return
	}
	if len(strings.Fields(event.Text)) < 3 {
		return
	}
	r.s.Lang = read.Lang
	if r.s.Met {
		r.leadWith(PhraseSwitched, nil)
	}
}

// warn says that a secret was hidden. The next line is read with suspicion: people who are told
// not to send a password send it again by itself.
func (r *run) warn(masked []string) {
	r.s.Warned = len(masked) > 0
	for _, kind := range []struct {
		kind   string
		phrase Phrase
	}{{"password", PhraseMaskedPassword}, {"code", PhraseMaskedCode}, {"", PhraseMaskedOther}} {
		for _, m := range masked {
			if m == kind.kind || kind.kind == "" && warned(m) {
				r.leadWith(kind.phrase, nil)
				return
			}
		}
	}
}

// warned reports whether a kind of secret deserves a warning. People may well write their own
// email or phone number; it is hidden, and that is all.
func warned(kind string) bool {
	switch kind {
	case "email", "phone", "address":
		return false
	}
	return true
}

// read acts upon what the line was understood to mean.
func (r *run) read(event Said) {
	reading := event.Reading
	r.also = reading.Also
	if reading.Option != "" || reading.Command != "" {
		r.rememberAlso()
	}
	switch {
	case reading.Option != "" && r.takes(reading.Flow, reading.Step, reading.Option):
	case reading.Command != "" && r.command(reading.Command):
	case len(reading.Guesses) > 0 && reading.Sure:
		r.heard = reading.Heard
		r.enter(reading.Guesses[0].Flow, PhraseUnderstood)
	case len(reading.Guesses) > 1:
		r.unsure(reading.Guesses)
	case strings.TrimSpace(event.Text) == "":
		r.leadWith(PhraseMissEmpty, nil)
		r.resume()
	case len(event.Masked) > 0:
		r.resume()
	case len(reading.Guesses) == 1 && len(r.s.Stack) == 0:
		r.unsure(reading.Guesses)
	default:
		r.miss()
	}
}

// takes tries an option on the question that waits, then on an earlier one. It reports whether it fitted.
func (r *run) takes(flow FlowID, step StepID, id OptionID) bool {
	if r.answerAsked(id) {
		return true
	}
	if r.answerStep(flow, step, id) {
		return true
	}
	if step == "" {
		return false
	}
	_, earlier := r.find(flow, step)
	return earlier != nil && r.flowOnTop() == flow && r.correct(step, earlier.answer(id))
}

// answerStep tries an option on the step that waits.
func (r *run) answerStep(flow FlowID, step StepID, id OptionID) bool {
	frame, c, here := r.here()
	if here == nil || !here.Kind.Rests() || step != "" && (step != here.ID || flow != "" && flow != c.ID) {
		return false
	}
	option := here.option(id)
	if option == nil {
		return false
	}
	r.s.Asked, r.s.Misses = nil, 0
	if here.Kind == KindGuide && id == ReplyAgain {
		r.showAgain(c, here)
		return true
	}
	r.unwake(c.wake)
	r.pass(c, here, id)
	frame.answer(c, here, option)
	r.walk()
	return true
}

// showAgain says a guide once more, in the slower wording when there is one.
func (r *run) showAgain(flow *compiled, step *Step) {
	text := step.Again
	if text.Empty() {
		text = step.Text
	}
	r.tell(FromAssistant, r.stepText(flow, step, text), r.offeredBy(step))
}

// unsure asks which of the likely flows it is. In the middle of a flow, one guess is no reason to ask.
func (r *run) unsure(guesses []Guess) {
	const most = 3
	var flows []FlowID
	for _, g := range guesses {
		flow, ok := r.flows[g.Flow]
		if ok && !flow.Aside && g.Flow != r.book.Menu && g.Flow != r.book.Person && len(flows) < most && !slices.Contains(flows, g.Flow) {
			flows = append(flows, g.Flow)
		}
	}
	top := r.flowOnTop()
	if len(flows) == 0 || len(flows) == 1 && top != "" && top != r.book.Menu || r.s.Misses >= 2 {
		r.miss()
		return
	}
	r.s.Misses++
	r.ask(AskWhich, flows...)
}

// miss is a line that could not be used: first the question in other words, then its options, then
// a person is offered.
func (r *run) miss() {
	r.s.Misses++
	if r.s.Asked != nil && r.s.Asked.What == AskFeedback {
		r.s.Asked = nil
	}
	_, flow, step := r.here()
	switch {
	case r.s.Misses > 2 && r.s.Mode() == Guided:
		r.ask(AskPerson)
	case step == nil && r.s.Asked == nil:
		r.leadWith(missLine(r.s.Misses), nil)
		r.enterMenuAfter(r.s.Misses)
	case r.s.Asked != nil:
		r.leadWith(PhraseMissOptions, nil)
		r.prompt()
	case step.Kind == KindWait && r.pending(flow.wake): // one that a release put here is not running yet: resume starts it
		words := r.phrase(PhraseMissWait, with("time", r.waitTime(flow)))
		r.tell(FromAssistant, words, r.offeredBy(step))
	case r.s.Misses == 1 && !step.Rephrase.Empty():
		r.tell(FromAssistant, r.stepText(flow, step, step.Rephrase), r.offeredBy(step))
	default:
		r.leadWith(missLine(r.s.Misses), nil)
		r.resume()
	}
}

// missLine is what is said before the question is asked again.
func missLine(misses int) Phrase {
	if misses == 1 {
		return PhraseMissRephrase
	}
	return PhraseMissOptions
}

// enterMenuAfter shows the menu without forgetting how often we did not understand.
func (r *run) enterMenuAfter(misses int) {
	r.enterMenu()
	r.s.Misses = misses
}
