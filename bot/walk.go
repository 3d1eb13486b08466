package bot

import (
	"strconv"
	"time"
)

// maxWalk bounds the steps of one turn. A checked book has no circle without a question, so only
// a book made by hand can come near it.
const maxWalk = 500

// walk goes on from the step on which the top frame stands until a step waits for an answer, the
// flows are over, or a person is asked for.
func (r *run) walk() {
	for range maxWalk {
		frame, flow, step := r.here()
		if frame == nil || r.s.Asked != nil {
			return
		}
		if step == nil {
			if r.finish(Abandoned) {
				return
			}
			continue
		}
		if r.arrive(frame, flow, step) {
			return
		}
	}
	r.clear()
}

// arrive does a step and reports whether the conversation rests there.
func (r *run) arrive(frame *Frame, flow *compiled, step *Step) bool {
	if step.Tries > 0 && frame.arrivals(step.ID) >= step.Tries {
		r.pass(flow, step, ByThen)
		frame.move(flow, step.Then)
		return false
	}
	switch step.Kind {
	case KindSay:
		r.tell(FromAssistant, r.fill(step.Text.In(r.s.Lang), nil), nil)
		r.pass(flow, step, ByNext)
		frame.move(flow, step.Next)
	case KindSet:
		frame.set(step.Sets)
		r.pass(flow, step, ByNext)
		frame.move(flow, step.Next)
	case KindBranch:
		rule := frame.choose(flow, step.Rules)
		r.pass(flow, step, OptionID(strconv.Itoa(rule+1)))
		frame.branch(flow, step.Rules, rule)
	case KindAsk, KindGuide, KindCheck:
		return r.question(frame, flow, step)
	case KindWait:
		return r.wait(frame, flow, step)
	case KindCall:
		r.call(frame, flow, step)
	case KindGoto:
		r.pass(flow, step, ByGoto)
		return r.leaveFor(step.Flow)
	case KindHandoff:
		return r.handOff(flow, step)
	case KindEnd:
		r.tell(FromAssistant, r.fill(step.Text.In(r.s.Lang), nil), nil)
		r.pass(flow, step, ByEnd)
		return r.finish(step.Outcome)
	}
	return false
}

// move puts the frame on another step. Nowhere has no name, and walk ends the flow there.
func (f *Frame) move(flow *compiled, next int) {
	if next < 0 || next >= len(flow.Steps) {
		f.Step = ""
		return
	}
	f.Step = flow.Steps[next].ID
}

// pass notes that a step was left.
func (r *run) pass(flow *compiled, step *Step, by OptionID) {
	r.path = append(r.path, Pass{flow.ID, step.ID, by})
}

// choose is the index of the rule that a branch takes with the frame's slots, or Nowhere.
func (f *Frame) choose(flow *compiled, rules []Rule) int {
	for i, rule := range rules {
		if f.holds(flow, rule.When) {
			return i
		}
	}
	return Nowhere
}

// branch goes where the rule leads.
func (f *Frame) branch(flow *compiled, rules []Rule, rule int) {
	if rule == Nowhere {
		f.Step = ""
		return
	}
	f.move(flow, rules[rule].Next)
}

func (f *Frame) holds(flow *compiled, when []Guard) bool {
	for _, guard := range when {
		value, ok := f.slot(flow, guard.Slot), false
		for _, v := range guard.Values {
			ok = ok || v == value
		}
		if !ok {
			return false
		}
	}
	return true
}

// question asks, unless the person gave the answer before it was asked for.
func (r *run) question(frame *Frame, flow *compiled, step *Step) bool {
	if r.aided(frame, flow, step) {
		return false
	}
	for _, h := range r.heard {
		if h.Flow != flow.ID || h.Step != step.ID || frame.arrivals(step.ID) > 0 {
			continue
		}
		if option := step.answer(h.Option); option != nil {
			r.leadWithHeard(option.Label.In(r.s.Lang))
			r.pass(flow, step, option.ID)
			frame.answer(flow, step, option)
			return false
		}
	}
	r.rest(flow, step)
	return true
}

// rest stays on a step and asks what it asks.
func (r *run) rest(flow *compiled, step *Step) {
	r.pass(flow, step, "")
	r.prompt()
}

// answer keeps an answer and goes where it leads.
func (f *Frame) answer(flow *compiled, step *Step, option *Option) {
	f.note(Answer{Step: step.ID, Value: option.ID})
	f.set(option.Sets)
	f.move(flow, option.Next)
}

// option is the step's option of that id, or nil.
func (s *Step) option(id OptionID) *Option {
	for i := range s.Options {
		if s.Options[i].ID == id {
			return &s.Options[i]
		}
	}
	return nil
}

// answer is the option, unless it only asks to be shown again.
func (s *Step) answer(id OptionID) *Option {
	if s.Kind == KindGuide && id == ReplyAgain {
		return nil
	}
	return s.option(id)
}

const waitPrefix = "wait:"

func waitName(flow FlowID) string { return waitPrefix + string(flow) }

// wait sets the flow's timer, unless what it waits for is there already.
func (r *run) wait(frame *Frame, flow *compiled, step *Step) bool {
	due := r.waitUntil(frame, flow, step.For)
	if !due.After(r.now) {
		r.fired(frame, flow, step)
		return false
	}
	r.wake(flow.wake, due)
	r.rest(flow, step)
	return true
}

// fired ends a wait.
func (r *run) fired(frame *Frame, flow *compiled, step *Step) {
	r.pass(flow, step, ByNext)
	frame.note(Answer{Step: step.ID, Value: Fired})
	frame.move(flow, step.Next)
}

// waitUntil is when a wait fires; not after now when there is nothing to wait for.
func (r *run) waitUntil(frame *Frame, flow *compiled, span Span) time.Time {
	if span.Calendar != "" {
		hours := r.book.Hours[span.Calendar]
		if hours == nil {
			return r.now
		}
		return r.momentAt(hours, span.Until)
	}
	if span.By != "" {
		return r.now.Add(span.Each[frame.slot(flow, span.By)])
	}
	return r.now.Add(span.For)
}

// call begins a flow that comes home to this one. A flow already under way is not begun twice.
func (r *run) call(frame *Frame, flow *compiled, step *Step) {
	called, ok := r.flows[step.Flow]
	if !ok || r.depth(step.Flow) >= 0 {
		frame.note(Answer{Step: step.ID, Value: Came})
		frame.move(flow, step.Next)
		return
	}
	r.pass(flow, step, ByCall)
	r.keepTried(*frame)
	r.push(Frame{Flow: called.ID, Step: called.first(), Under: Called})
}

func (c *compiled) first() StepID {
	if len(c.Steps) == 0 {
		return ""
	}
	return c.Steps[0].ID
}

// depth is where the flow lies in the stack, or -1.
func (r *run) depth(flow FlowID) int {
	for i := range r.s.Stack {
		if r.s.Stack[i].Flow == flow {
			return i
		}
	}
	return -1
}
