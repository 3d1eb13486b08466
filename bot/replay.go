package bot

import "slices"

// replay is the frame as it stands after these answers and no others: it walks from the frame's
// start, reads no clock and says nothing. It rests right after the last answer that it could use;
// answers to steps that are no longer on the way are dropped.
func (e *Engine) replay(f Frame, log []Answer) Frame {
	flow, ok := e.flows[f.Flow]
	if !ok {
		return f
	}
	walker := Frame{Flow: f.Flow, Step: f.From, Under: f.Under, Slots: f.Base, From: f.From, Base: f.Base}
	if walker.Step == "" {
		walker.Step = flow.first()
	}
	rest := walker
	left := slices.Clone(log)
	for range maxWalk {
		_, step := e.find(walker.Flow, walker.Step)
		if step == nil {
			return rest
		}
		moved, answered := walker.retrace(flow, step, &left)
		if !moved {
			return rest
		}
		if answered {
			rest = walker
		}
	}
	return rest
}

// retrace takes one step of a replay. It reports whether it could, and whether an answer was used.
func (f *Frame) retrace(flow *compiled, step *Step, left *[]Answer) (moved, answered bool) {
	if step.Tries > 0 && f.arrivals(step.ID) >= step.Tries {
		f.move(flow, step.Then)
		return true, false
	}
	switch step.Kind {
	case KindSay:
		f.move(flow, step.Next)
		return true, false
	case KindSet:
		f.set(step.Sets)
		f.move(flow, step.Next)
		return true, false
	case KindBranch:
		f.branch(flow, step.Rules, f.choose(flow, step.Rules))
		return true, false
	case KindAsk, KindGuide, KindCheck, KindWait, KindCall, KindHandoff:
		used := f.reuse(flow, step, left)
		return used, used
	}
	return false, false
}

// reuse applies the first answer that is left for the step, if it is still one of its options.
func (f *Frame) reuse(flow *compiled, step *Step, left *[]Answer) bool {
	i := slices.IndexFunc(*left, func(a Answer) bool { return a.Step == step.ID })
	if i < 0 {
		return false
	}
	a := (*left)[i]
	*left = slices.Delete(*left, i, i+1)
	if !a.given() {
		f.note(a)
		f.set(a.Slots)
		f.move(flow, step.Next)
		return true
	}
	option := step.answer(a.Value)
	if option == nil {
		return false
	}
	f.answer(flow, step, option)
	return true
}

// given reports whether a person gave the answer.
func (a Answer) given() bool { return a.Value == "" || a.Value[0] != '*' }

// lastGiven is the index of the last answer that a person gave, or -1.
func (f *Frame) lastGiven() int {
	for i, v := range slices.Backward(f.Log) {
		if v.given() {
			return i
		}
	}
	return -1
}

// back takes the last answer back and asks its question again.
func (r *run) back() {
	if r.s.Asked != nil {
		r.s.Asked = nil
		r.resume()
		return
	}
	frame := r.s.Top()
	if frame == nil {
		r.leadWith(PhraseBackNone, nil)
		r.enterMenu()
		return
	}
	if i := frame.lastGiven(); i >= 0 {
		r.rewind(frame, frame.Log[:i])
		return
	}
	r.backOut(frame)
}

// backOut leaves a flow in which nothing was answered yet.
func (r *run) backOut(frame *Frame) {
	switch {
	case frame.Under == Called:
		r.pop()
		r.back()
	case frame.Under == Digressed:
		r.pop()
		r.resume()
	case frame.Flow == r.book.Menu, frame.From != "": // the log before was cut
		r.leadWith(PhraseBackNone, nil)
		r.resume()
	default:
		r.pop()
		r.enterMenu()
	}
}

// rewind puts a frame where these answers lead, and goes on from there.
func (r *run) rewind(frame *Frame, log []Answer) {
	r.unwake(waitName(frame.Flow))
	aided := frame.Aided
	*frame = r.replay(*frame, log)
	frame.Aided = slices.DeleteFunc(slices.Clone(aided), func(step StepID) bool { return frame.arrivals(step) == 0 })
	r.walk()
}

// correct gives an earlier question of the top flow another answer. Only the questions that
// depended on it are asked again.
func (r *run) correct(step StepID, option *Option) bool {
	frame := r.s.Top()
	if frame == nil || option == nil {
		return false
	}
	for i := len(frame.Log) - 1; i >= 0; i-- {
		if frame.Log[i].Step != step {
			continue
		}
		log := slices.Clone(frame.Log)
		log[i] = Answer{Step: step, Value: option.ID}
		r.s.Asked, r.s.Misses = nil, 0
		r.leadWith(PhraseCorrected, with("option", option.Label.In(r.s.Lang)))
		r.rewind(frame, log)
		return true
	}
	return false
}
