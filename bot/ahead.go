package bot

import (
	"slices"
	"strings"
)

// onward is a way that a flow can go on: how its frame stands after the step was left, and which
// questions are taken as answered on the way there.
type onward struct {
	after   Pass
	frame   Frame
	through []Pass
}

// The bounds of a look ahead. A select of Slack's shows a hundred.
const (
	mostAhead  = 60
	mostLooked = 400
)

// ahead lists where the flow on top can go on: after each step that lies before it, the nearest first.
// It follows the author's own ways, as a replay does, and looks into no other flow.
func (e *Engine) ahead(s Session) []onward {
	top := s.Top()
	if top == nil {
		return nil
	}
	flow, ok := e.flows[top.Flow]
	if !ok {
		return nil
	}
	todo := []onward{{frame: *top}}
	if _, step := e.find(top.Flow, top.Step); step != nil && step.Kind == KindHandoff {
		todo[0].frame.note(Answer{Step: step.ID, Value: HandedBack})
		todo[0].frame.move(flow, step.Next)
	}
	var out []onward
	looked, taken := map[string]bool{}, map[Pass]bool{}
	for i := 0; i < len(todo) && i < mostLooked && len(out) < mostAhead; i++ {
		at := todo[i]
		step := e.slide(&at.frame)
		if step == nil || looked[standing(&at.frame)] {
			continue
		}
		looked[standing(&at.frame)] = true
		for _, next := range at.leave(flow, step) {
			todo = append(todo, next)
			if rest := next.frame; !taken[next.after] && e.goesOn(&rest) {
				taken[next.after] = true
				out = append(out, next)
			}
		}
	}
	return out
}

// slide moves a frame over what says nothing and asks nothing, and returns the step on which it rests;
// nil when it leaves the flow, or people are asked for.
func (e *Engine) slide(f *Frame) *Step {
	for range maxWalk {
		flow, step := e.find(f.Flow, f.Step)
		if step == nil {
			return nil
		}
		if step.Kind.Rests() && (step.Tries == 0 || f.arrivals(step.ID) < step.Tries) {
			return step
		}
		var none []Answer
		if moved, _ := f.retrace(flow, step, &none); !moved {
			return nil
		}
	}
	return nil
}

// goesOn reports whether a frame comes to something that is said or done, and not at once to people.
func (e *Engine) goesOn(f *Frame) bool {
	if e.slide(f) != nil {
		return true
	}
	_, step := e.find(f.Flow, f.Step)
	return step != nil && step.Kind != KindHandoff
}

// leave is each way on from the step.
func (o onward) leave(flow *compiled, step *Step) []onward {
	var out []onward
	add := func(by OptionID, frame Frame) {
		frame.Aided = append(append([]StepID{}, frame.Aided...), step.ID)
		through := o.through
		if o.after != (Pass{}) {
			through = append(append([]Pass{}, o.through...), o.after)
		}
		out = append(out, onward{Pass{flow.ID, step.ID, by}, frame, through})
	}
	for i := range step.Options {
		if option := step.answer(step.Options[i].ID); option != nil {
			frame := o.frame
			frame.answer(flow, step, option)
			add(option.ID, frame)
		}
	}
	if step.Kind == KindWait {
		frame := o.frame
		frame.note(Answer{Step: step.ID, Value: Fired})
		frame.move(flow, step.Next)
		add(ByNext, frame)
	}
	return out
}

// standing tells frames apart by where they stand and what they remember.
func standing(f *Frame) string {
	var out strings.Builder
	out.WriteString(string(f.Step))
	for _, set := range f.Slots {
		out.WriteString(";" + string(set.Slot) + "=" + set.Value)
	}
	return out.String()
}

// aided leaves a remedy that was done with an agent as one that did not help: the flow goes on to
// something new. It reports whether it did. A flow that knows nothing new and comes by again in the same
// turn asks.
func (r *run) aided(frame *Frame, flow *compiled, step *Step) bool {
	at := StepRef{flow.ID, step.ID}
	if step.Kind != KindGuide || !frame.wasAided(step.ID) || slices.Contains(r.skipped, at) {
		return false
	}
	r.skipped = append(r.skipped, at)
	failed := step.option(ReplyFailed)
	if failed == nil {
		return false
	}
	r.pass(flow, step, failed.ID)
	frame.answer(flow, step, failed)
	return true
}

func (f *Frame) wasAided(step StepID) bool {
	return slices.Contains(f.Aided, step)
}
