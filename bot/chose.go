package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// doublePress is how soon a second press on the same button is the same press.
const doublePress = 10 * time.Second

// chose takes a press on a button.
func (r *run) chose(event Chose) {
	since, last := r.now.Sub(r.s.Touched), r.s.Pressed
	r.heardFrom(event.Lang)
	id := r.optionNamed(event)
	pressed := r.pressed(event, id)
	if r.s.Mode() == WithAgent {
		r.pressedBesideAgent(id)
		return
	}
	r.welcome()
	fresh := event.Step == "" || event.Step == r.stepOnTop() && (event.Flow == "" || event.Flow == r.flowOnTop())
	switch {
	case fresh && r.answerAsked(id), fresh && r.answerStep(event.Flow, event.Step, id):
	case since <= doublePress && event.again(id, last):
		pressed = last
	case r.command(id):
	default:
		r.oldButton(event, id)
	}
	r.s.Pressed = pressed
}

// pressed is what is remembered of a press: where the button was, and which. Nothing is remembered
// of a button that the book does not have.
func (r *run) pressed(event Chose, id OptionID) Pass {
	at := Pass{event.Flow, event.Step, id}
	if at.Flow == "" {
		at.Flow = r.flowOnTop()
	}
	if at.Step == "" {
		at.Step = r.stepOnTop()
	}
	_, step := r.find(at.Flow, at.Step)
	_, engines := r.book.Labels[id]
	if step != nil && (engines || step.option(id) != nil) || engines && event.Step == "" {
		return at
	}
	return Pass{}
}

// again reports whether the press is on the button that was pressed last. Without a step, a command
// given twice is meant twice.
func (c Chose) again(id OptionID, last Pass) bool {
	if id != last.By {
		return false
	}
	if c.Step == "" {
		return !slices.Contains(Commands(), id)
	}
	return c.Step == last.Step && (c.Flow == "" || c.Flow == last.Flow)
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
	if r.waits(event.Option) {
		return event.Option
	}
	all := append(r.Expecting(r.s), r.Earlier(r.s)...)
	byID := func(e Expected) bool { return e.Option.ID == event.Option }
	byLabel := func(e Expected) bool { return e.Option.called(string(event.Option)) }
	if i := slices.IndexFunc(all, byLabel); i >= 0 && !slices.ContainsFunc(all, byID) {
		return all[i].Option.ID
	}
	return event.Option
}

// waits reports whether an option of that id is offered by the step on top, or is a command.
func (r *run) waits(id OptionID) bool {
	if _, _, step := r.here(); step != nil && step.option(id) != nil {
		return true
	}
	return slices.Contains(Commands(), id)
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
// flow that is on top is a correction; all else is explained, and the question that waits is asked again.
func (r *run) oldButton(event Chose, id OptionID) {
	if event.Flow == "" || event.Flow == r.flowOnTop() {
		if step := r.answered(event.Step, id); step != nil && r.correct(step.ID, step.answer(id)) {
			return
		}
	}
	r.leadWith(PhraseOldButton, nil)
	r.resume()
}

// answered is the step of the latest question of the top flow that has the option and was given
// another answer; nil when there is none.
func (r *run) answered(at StepID, id OptionID) *Step {
	frame := r.s.Top()
	if frame == nil {
		return nil
	}
	for i := len(frame.Log) - 1; i >= 0; i-- {
		a := &frame.Log[i]
		if !a.given() || at != "" && a.Step != at {
			continue
		}
		if _, step := r.find(frame.Flow, a.Step); step != nil && step.answer(id) != nil {
			if a.Value == id {
				return nil
			}
			return step
		}
	}
	return nil
}

// fileSent takes a file that somebody tried to send. It is not fetched; where documents go is said.
func (r *run) fileSent(event FileSent) {
	r.heardFrom(event.Lang)
	mode := r.s.Mode()
	r.s.Noticed.Files++
	if mode != Guided {
		what := fmt.Sprintf("[file: %s, %d kB]", fileKind(event.Type), max(event.Size, 0)/1000)
		r.order(Relay{Text: what, Kind: RelayFile, Of: r.cause})
	}
	if mode == WithAgent {
		r.awaitAgent()
	}
	if mode == WithAgent || mode == Queued {
		r.say(FromSystem, PhraseFileRefused, nil)
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
