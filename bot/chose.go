package bot

import (
	"strings"
	"time"
)

// doublePress is how soon a second press on the same button is the same press.
const doublePress = 10 * time.Second

// chose takes a press on a button.
func (r *run) chose(event Chose) {
	since := r.now.Sub(r.s.Touched)
	r.heardFrom(event.Lang)
	id := r.optionNamed(event)
	if r.s.Mode() == WithAgent {
		r.pressedBesideAgent(id)
		return
	}
	r.welcome()
	fresh := event.Step == "" || event.Step == r.stepOnTop() && (event.Flow == "" || event.Flow == r.flowOnTop())
	switch {
	case fresh && r.answerAsked(id):
	case fresh && r.answerStep(event.Flow, event.Step, id):
	case r.command(id):
	default:
		r.oldButton(event.Step, id, since)
	}
}

func (r *run) stepOnTop() StepID {
	if top := r.s.Top(); top != nil {
		return top.Step
	}
	return ""
}

// optionNamed finds the option by its id or, for channels and scripts that only know what the
// person saw, by its label in any language.
func (r *run) optionNamed(event Chose) OptionID {
	var labelled OptionID
	for _, expected := range append(r.Expecting(r.s), r.Earlier(r.s)...) {
		if expected.Option.ID == event.Option {
			return event.Option
		}
		if labelled == "" && expected.Option.called(string(event.Option)) {
			labelled = expected.Option.ID
		}
	}
	if labelled != "" {
		return labelled
	}
	return event.Option
}

// called reports whether the option is shown under that label.
func (o *Option) called(label string) bool {
	for _, words := range o.Label {
		if words != "" && strings.EqualFold(strings.TrimSpace(label), words) {
			return true
		}
	}
	return false
}

// oldButton takes a press on a button whose question is over. Another answer to a question of the
// flow that is on top is a correction; the same answer within a few seconds is the same press; all
// else is explained, and the question that waits is asked again.
func (r *run) oldButton(at StepID, id OptionID, since time.Duration) {
	frame, answered := r.lastAnswer(at, id)
	switch {
	case answered == nil:
	case answered.Value == id && since <= doublePress:
		return
	case answered.Value != id:
		_, step := r.find(frame.Flow, answered.Step)
		if r.correct(answered.Step, step.option(id)) {
			return
		}
	}
	r.leadWith(PhraseOldButton, nil)
	r.resume()
}

// lastAnswer is the latest answer of the top flow to a question that has the option.
func (r *run) lastAnswer(at StepID, id OptionID) (*Frame, *Answer) {
	frame := r.s.Top()
	if frame == nil {
		return nil, nil
	}
	for i := len(frame.Log) - 1; i >= 0; i-- {
		a := &frame.Log[i]
		if !a.given() || at != "" && a.Step != at {
			continue
		}
		if _, step := r.find(frame.Flow, a.Step); step != nil && step.option(id) != nil {
			return frame, a
		}
	}
	return nil, nil
}

// fileSent takes a file that somebody tried to send. It is not fetched; where documents go is said.
func (r *run) fileSent(event FileSent) {
	r.heardFrom(event.Lang)
	if r.s.Mode() == WithAgent || r.s.Mode() == Queued {
		r.say(FromSystem, PhraseFileRefused, nil)
		r.relay("[file: " + fileKind(event.Type) + "]")
		return
	}
	r.welcome()
	r.leadWith(PhraseFileRefused, nil)
	r.resume()
}

// fileKind is a media type as a note may show it: what a sender claims is not trusted to be short or plain.
func fileKind(media string) string {
	const most = 40
	kind := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("/+-.", c) {
			return c
		}
		return -1
	}, media)
	if kind == "" {
		return "?"
	}
	return kind[:min(len(kind), most)]
}
