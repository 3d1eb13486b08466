package bot

import "slices"

// Adopt is the session as Step takes it up: moved onto this book when it was walked under another
// revision, and not yet told so. It is what a release does to a conversation before anything
// happens in it. The session given stays as it is; its Seq is that of the result.
func (e *Engine) Adopt(s Session) Session {
	r := e.begin(s, Envelope{})
	r.adopt()
	r.s.Seq, r.s.Book = s.Seq, e.book.Revision
	return r.s
}

// adopt moves a session that was walked under another revision onto this book: each flow goes on
// at the same step when that still exists, else where the step was moved to, else at the flow's
// start. A flow that is gone is left. It also mends a session that somebody tampered with.
func (r *run) adopt() {
	if r.s.Lang != "" && !r.book.speaks(r.s.Lang) {
		r.s.Lang = r.book.defaultLang()
	}
	if r.s.Book == r.book.Revision && r.standing() {
		return
	}
	before := false
	kept := r.s.Stack[:0]
	for _, frame := range r.s.Stack {
		flow, ok := r.flows[frame.Flow]
		if !ok {
			r.unwake(waitName(frame.Flow))
			before = true
			continue
		}
		moved, sure := flow.adopted(frame)
		before = before || !sure
		kept = append(kept, moved)
	}
	r.s.Stack = kept
	if len(kept) > 0 {
		kept[0].Under = ""
	}
	r.s.Later = slices.DeleteFunc(slices.Clone(r.s.Later), r.unknown)
	r.dropAsked()
	r.s.Moved = r.s.Moved || before
}

// standing reports whether every frame stands on a step of the book.
func (r *run) standing() bool {
	top := len(r.s.Stack) - 1
	for i := range top {
		if _, step := r.find(r.s.Stack[i].Flow, r.s.Stack[i].Step); step == nil {
			return false
		}
	}
	if top < 0 {
		return true
	}
	_, _, step := r.here()
	return step != nil
}

// adopted is the frame on this revision of its flow; false when it had to go back to the start.
func (c *compiled) adopted(frame Frame) (Frame, bool) {
	frame.Step, frame.From = c.moved(frame.Step), c.moved(frame.From)
	frame.Log = slices.Clone(frame.Log)
	for i := range frame.Log {
		frame.Log[i].Step = c.moved(frame.Log[i].Step)
	}
	frame.Aided = slices.Clone(frame.Aided)
	for i := range frame.Aided {
		frame.Aided[i] = c.moved(frame.Aided[i])
	}
	if _, ok := c.at[frame.From]; !ok && frame.From != "" {
		frame.From, frame.Base, frame.Log = frame.Step, frame.Slots, nil
	}
	if _, ok := c.at[frame.Step]; ok {
		return frame, true
	}
	return Frame{Flow: frame.Flow, Step: c.first(), Under: frame.Under}, false
}

// moved is where a step is found in this revision.
func (c *compiled) moved(step StepID) StepID {
	if to, ok := c.Moved[step]; ok {
		if _, still := c.at[step]; !still {
			return to
		}
	}
	return step
}

func (r *run) unknown(id FlowID) bool {
	_, ok := r.flows[id]
	return !ok
}

// dropAsked drops a question of the engine's own about a flow that is gone.
func (r *run) dropAsked() {
	if r.s.Asked != nil && slices.ContainsFunc(r.s.Asked.Flows, r.unknown) {
		r.s.Asked = nil
	}
}
