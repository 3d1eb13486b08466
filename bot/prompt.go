package bot

import (
	"slices"
	"time"
)

// prompt asks the question that waits: the engine's own, or the step's.
func (r *run) prompt() {
	if r.s.Asked != nil {
		r.promptAsked()
		return
	}
	_, flow, step := r.here()
	if step == nil || !step.Kind.Rests() {
		return
	}
	r.tell(FromAssistant, r.stepText(flow, step, step.Text), r.offeredBy(step))
}

// stepText is a text of a step in the person's language.
func (r *run) stepText(flow *compiled, step *Step, text Text) string {
	words := text.In(r.s.Lang)
	if step.Kind != KindWait {
		return r.fill(words, nil)
	}
	return r.fill(words, with("time", r.waitTime(flow)))
}

// waitTime words the time at which the flow's wait fires.
func (r *run) waitTime(flow *compiled) string {
	for _, p := range r.s.Wakes {
		if p.Name == flow.wake {
			return clock(p.Due.Round(time.Second), r.now, r.s.Lang)
		}
	}
	return clock(r.now, r.now, r.s.Lang)
}

// offered is what a question offers: its options, then the commands that make sense now.
func (r *run) offered(options []Option) []Choice {
	return r.offer(r.s.Lang, options, r.s.Mode(), len(r.s.Stack) > 0 || r.s.Asked != nil)
}

// offeredBy is what a step of the flow under way offers.
func (r *run) offeredBy(step *Step) []Choice {
	made, ok := r.choices[r.s.Lang][step]
	switch mode := r.s.Mode(); {
	case !ok || mode == WithAgent:
		return r.offered(step.Options)
	case mode.waiting():
		return made[1]
	default:
		return made[0]
	}
}

// offer words options and the commands beside them. Under way is whether there is anything to go
// back to, repeat or stop.
func (e *Engine) offer(lang Lang, options []Option, mode Mode, underWay bool) []Choice {
	choices := make([]Choice, 0, len(options)+7)
	for i := range options {
		choices = append(choices, Choice{ID: options[i].ID, Label: options[i].Label.In(lang)})
	}
	for _, command := range e.commands[lang] {
		if offers(command.ID, mode, underWay) && !among(command.ID, options) {
			choices = append(choices, command)
		}
	}
	return choices
}

func among(id OptionID, options []Option) bool {
	return slices.ContainsFunc(options, func(o Option) bool { return o.ID == id })
}

// offers reports whether a command belongs to a question asked in this mode.
func offers(id OptionID, mode Mode, underWay bool) bool {
	if mode == WithAgent { // the rest is the assistant's, and it is silent
		return id == CmdLanguage || id == CmdAssistant
	}
	switch id {
	case CmdSolved, CmdAssistant:
		return false
	case CmdWithdraw:
		return mode.waiting()
	case CmdBack, CmdRepeat, CmdStop:
		return underWay
	default:
		return true
	}
}

// maxResumes bounds how often one turn comes back to a flow. Only a book made by hand, with flows
// that lead into each other without a question, can come near it.
const maxResumes = 20

// resume goes on with the top flow: it asks the question that waits there, or walks on to one.
func (r *run) resume() {
	if r.resumes++; r.resumes > maxResumes {
		r.clear()
		return
	}
	frame, flow, step := r.here()
	switch {
	case r.s.Asked != nil:
		r.prompt()
	case frame == nil:
		r.enterMenu()
	case step == nil:
		r.walk()
	case step.Kind == KindHandoff && r.s.Mode() == Queued:
		r.system(PhraseCaseAgain, nil)
	case step.Kind == KindHandoff:
		r.pass(flow, step, ByNext)
		frame.note(Answer{Step: step.ID, Value: HandedBack})
		frame.move(flow, step.Next)
		r.walk()
	case step.Kind == KindWait && !r.pending(flow.wake), !step.Kind.Rests():
		r.walk()
	default:
		r.prompt()
	}
}
