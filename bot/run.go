package bot

import (
	"slices"
	"time"
)

// run is one Step under way: the session as it becomes, and what was ordered so far.
// Slices of the session given are never written to: they are copied before they grow or change.
type run struct {
	*Engine
	now     time.Time
	started int64 // whatever becomes of the session, it is the same conversation
	cause   EventID
	s       Session
	effects []Effect
	path    []Pass
	lead    string   // said at the head of the next message
	resumes int      // how often a flow was gone on with
	meet    bool     // the welcome is due
	under   bool     // the bot went on helping under a case that waits
	heard   []Heard  // answers that the line gave before they were asked for
	kept    []string // the labels of those that were used
	also    FlowID   // the second problem of the line
	held    *Asked   // the engine's own question, while an aside is answered
	outcome Outcome
	ended   StepRef
	refused Refusal
	aside   Address   // where others may see it, and the person is told that it goes on at home
	skipped []StepRef // remedies that were done with an agent, and were left in this turn
	found   place     // the step that was looked up last
}

// place is a step of the book with its flow.
type place struct {
	at   StepRef
	flow *compiled
	step *Step
}

func (e *Engine) begin(s Session, in Envelope) *run {
	r := &run{Engine: e, started: s.Started, now: in.At, cause: in.ID, s: s, effects: make([]Effect, 0, 2), path: make([]Pass, 0, 2)}
	r.s.Seq++
	r.s.Stack = slices.Clone(s.Stack)
	if s.Case != nil {
		held := *s.Case
		r.s.Case = &held
	}
	return r
}

func (r *run) end() Turn {
	r.flush()
	r.wayForward()
	r.tellAside()
	r.watchSilence()
	r.s.Book, r.s.Started = r.book.Revision, r.started
	return Turn{Session: r.s, Effects: r.effects, Path: r.path, Outcome: r.outcome, Ended: r.ended}
}

func (r *run) order(effect Effect) { r.effects = append(r.effects, effect) }

// here is the step on which the top frame stands; nil when nothing is under way.
func (r *run) here() (*Frame, *compiled, *Step) {
	frame := r.s.Top()
	if frame == nil {
		return nil, nil, nil
	}
	if at := (StepRef{frame.Flow, frame.Step}); r.found.step == nil || r.found.at != at {
		flow, step := r.find(frame.Flow, frame.Step)
		r.found = place{at, flow, step}
	}
	return frame, r.found.flow, r.found.step
}

// find looks a step up. An adopted session names only flows and steps of the book.
func (e *Engine) find(flow FlowID, step StepID) (*compiled, *Step) {
	f, ok := e.flows[flow]
	if !ok {
		return nil, nil
	}
	i, ok := f.at[step]
	if !ok {
		return f, nil
	}
	return f, &f.Steps[i]
}

func (r *run) push(frame Frame) {
	r.s.Stack = append(r.s.Stack, frame)
}

// pop takes the top frame off, with its timer, and keeps what was tried in it.
func (r *run) pop() Frame {
	frame := *r.s.Top()
	r.s.Stack = r.s.Stack[:len(r.s.Stack)-1]
	r.unwake(waitName(frame.Flow))
	r.keepTried(frame)
	return frame
}

// clear takes every frame off.
func (r *run) clear() {
	for len(r.s.Stack) > 0 {
		r.pop()
	}
	r.s.Asked, r.s.Misses = nil, 0
}

// over takes every frame off because the person is done with them.
func (r *run) over() {
	r.clear()
	r.s.Moved = false
}

// slot is the value of a frame's slot.
func (f *Frame) slot(flow *compiled, id SlotID) string {
	for _, s := range f.Slots {
		if s.Slot == id {
			return s.Value
		}
	}
	for i := range flow.Slots {
		if flow.Slots[i].ID == id && len(flow.Slots[i].Values) > 0 {
			return flow.Slots[i].Values[0]
		}
	}
	return ""
}

// set gives slots their values, on a copy.
func (f *Frame) set(sets []Assign) {
	if len(sets) == 0 {
		return
	}
	slots := slices.Clone(f.Slots)
	for _, a := range sets {
		i := slices.IndexFunc(slots, func(s Assign) bool { return s.Slot == a.Slot })
		if i < 0 {
			slots = append(slots, a)
			continue
		}
		slots[i] = a
	}
	f.Slots = slots
}

// maxLog bounds a frame's log. A longer one is cut: what stands so far becomes the new start.
const maxLog = 60

// note appends an answer to the log, on a copy.
func (f *Frame) note(a Answer) {
	if len(f.Log) >= maxLog {
		f.From, f.Base, f.Log = f.Step, f.Slots, nil
	}
	log := make([]Answer, len(f.Log)+1) // of the very length: a session holds no room for what may come
	copy(log, f.Log)
	log[len(f.Log)] = a
	f.Log = log
}

// arrivals counts how often the step was answered.
func (f *Frame) arrivals(step StepID) int {
	n := 0
	for _, a := range f.Log {
		if a.Step == step {
			n++
		}
	}
	return n
}
