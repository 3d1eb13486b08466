package bot

import "slices"

// maxStack bounds the topics under way. Somebody who changes the subject more often leaves the oldest.
const maxStack = 6

// enter begins a flow that the person asked for, in words or at the menu, or goes back to it when
// it is under way.
func (r *run) enter(id FlowID, lead Phrase) {
	flow, ok := r.flows[id]
	if !ok {
		r.miss()
		return
	}
	depth := r.depth(id)
	if depth >= 0 || id == r.book.Person || id == r.book.Menu || r.finishedBefore(flow) {
		r.rememberAlso()
	}
	switch {
	case id == r.book.Person && len(r.s.Stack) > 0:
		r.wantPerson(StepRef{})
		return
	case id == r.book.Menu && len(r.s.Stack) > 0:
		r.hello()
		return
	case depth >= 0:
		r.returnTo(depth)
		return
	}
	if !flow.Aside {
		r.s.Misses = 0
	}
	r.setAside(flow.Aside)
	if r.flowOnTop() == r.book.Menu && !flow.Aside {
		r.pop()
	}
	if r.finishedBefore(flow) {
		r.ask(AskEnter, id)
		return
	}
	r.open(flow, lead)
}

// hello is a greeting, or a trouble without a name, in the middle of a flow. The question is asked
// again, the first time without a remark: "hello" deserves none.
func (r *run) hello() {
	if r.s.Misses > 0 || r.flowOnTop() == r.book.Menu {
		r.miss()
		return
	}
	r.s.Misses = 1
	r.resume()
}

// open puts a flow on top and walks it.
func (r *run) open(flow *compiled, lead Phrase) {
	frame := Frame{Flow: flow.ID, Step: flow.first()}
	if _, _, below := r.here(); below != nil {
		frame.Under = Digressed
		switch {
		case below.Kind == KindCall: // what it called has led on to this flow, known already
			frame.Under = Called
		case !flow.Aside:
			lead = PhraseDigressed
		}
	}
	if !flow.Aside && flow.ID != r.book.Menu && lead != "" {
		r.leadWith(lead, r.titles(flow))
	}
	if len(r.s.Stack) >= maxStack {
		r.unwake(waitName(r.s.Stack[0].Flow))
		r.s.Stack = slices.Clone(r.s.Stack[1:])
		r.s.Stack[0].Under = ""
	}
	r.push(frame)
	r.notLater(flow.ID)
	r.rememberAlso()
	r.walk()
}

// titles words {flow} as the new topic and {old} as the one under way.
func (r *run) titles(flow *compiled) func(string) (string, bool) {
	return func(name string) (string, bool) {
		switch name {
		case "flow":
			return flow.Title.In(r.s.Lang), true
		case "old":
			if _, old, _ := r.here(); old != nil {
				return old.Title.In(r.s.Lang), true
			}
		}
		return "", false
	}
}

func (r *run) titleOf(id FlowID) func(string) (string, bool) {
	title := ""
	if flow, ok := r.flows[id]; ok {
		title = flow.Title.In(r.s.Lang)
	}
	return with("flow", title)
}

// finishedBefore reports whether a flow that helps came to an end before in this conversation.
func (r *run) finishedBefore(flow *compiled) bool {
	return !flow.Aside && flow.ID != r.book.Menu && flow.ID != r.book.Person && slices.Contains(r.s.Done, flow.ID)
}

// returnTo leaves what lies above a flow that is under way, and goes on with it. When it is on
// top already, what the person said did not answer the question that waits.
func (r *run) returnTo(depth int) {
	top := r.reach(depth)
	resuming := r.s.Asked != nil && (r.s.Asked.What == AskResume || r.s.Asked.What == AskSettled)
	if top == len(r.s.Stack)-1 && !resuming {
		r.miss()
		return
	}
	r.s.Misses, r.s.Asked = 0, nil
	for len(r.s.Stack) > top+1 {
		r.pop()
	}
	r.leadWith(PhraseResumed, r.titleOf(r.s.Stack[depth].Flow))
	r.resume()
}

// reach is the highest frame of the topic at this depth: what a flow has called is still that topic.
func (r *run) reach(depth int) int {
	for depth+1 < len(r.s.Stack) && r.s.Stack[depth+1].Under == Called {
		depth++
	}
	return depth
}

// setAside drops the engine's own question, since another flow is begun; an aside only holds it
// back, but for "did it help?", which "thanks" has answered.
func (r *run) setAside(aside bool) {
	if aside && r.s.Asked != nil && r.s.Asked.What != AskFeedback {
		r.held = r.s.Asked
	}
	r.s.Asked = nil
}

// leaveFor does a goto: the flow takes the place of the one on top, which was gone through if
// something was tried in it. It reports whether the walk is over.
func (r *run) leaveFor(id FlowID) bool {
	flow, ok := r.flows[id]
	if !ok {
		return r.finish(Abandoned)
	}
	left := r.pop()
	r.markDone(left.Flow, left.Flow == r.book.Menu || left.Flow == r.book.Person || len(r.tried(left)) == 0)
	if depth := r.depth(id); depth >= 0 {
		for len(r.s.Stack) > depth+1 {
			r.pop()
		}
		r.resume()
		return true
	}
	if r.finishedBefore(flow) {
		r.ask(AskEnter, id)
		return true
	}
	r.push(Frame{Flow: id, Step: flow.first(), Under: left.Under})
	r.notLater(id)
	return false
}

// enterMenu asks what is wrong.
func (r *run) enterMenu() {
	r.clear()
	flow, ok := r.flows[r.book.Menu]
	if !ok {
		return
	}
	r.push(Frame{Flow: flow.ID, Step: flow.first()})
	r.walk()
}

// finish ends the top flow and decides what comes after: the flow that called it, the topic below,
// or what else the person wanted. It reports whether the walk is over.
func (r *run) finish(outcome Outcome) bool {
	ended := r.pop()
	flow := r.flows[ended.Flow]
	aside := flow != nil && flow.Aside
	if ended.Under == Called && len(r.s.Stack) > 0 {
		r.comeHome(ended, flow)
		return false
	}
	if !aside || len(r.s.Stack) == 0 {
		r.outcome, r.ended = outcome, StepRef{ended.Flow, ended.Step}
	}
	r.markDone(ended.Flow, aside || outcome == Abandoned)
	switch {
	case aside:
		r.backFromAside(outcome)
	case len(r.s.Stack) > 0 && outcome == Resolved:
		r.ask(AskSettled, r.s.Top().Flow)
	case len(r.s.Stack) > 0:
		r.ask(AskResume, r.s.Top().Flow)
	default:
		r.afterwards(outcome)
	}
	return true
}

// backFromAside asks again what was asked. What was out of scope did not answer it either: that
// counts as a miss, and the third offers a person.
func (r *run) backFromAside(outcome Outcome) {
	if outcome == NotSupported {
		r.s.Misses++
	}
	r.s.Asked = r.held
	switch {
	case r.s.Misses > 2 && r.s.Mode() == Guided:
		r.ask(AskPerson)
	case r.held != nil || len(r.s.Stack) > 0:
		r.resume()
	}
}

// markDone remembers that a flow came to an end, but for those that end without having helped.
func (r *run) markDone(id FlowID, passing bool) {
	if !passing && !slices.Contains(r.s.Done, id) {
		r.s.Done = append(slices.Clip(r.s.Done), id)
	}
}

// comeHome gives a caller the outputs of the flow that it called.
func (r *run) comeHome(ended Frame, flow *compiled) {
	caller, home, step := r.here()
	if step == nil || step.Kind != KindCall {
		return
	}
	a := Answer{Step: step.ID, Value: Came}
	for _, take := range step.Takes {
		if flow != nil {
			a.Slots = append(a.Slots, Assign{take.To, ended.slot(flow, take.From)})
		}
	}
	r.pass(home, step, ByNext)
	caller.note(a)
	caller.set(a.Slots)
	caller.move(home, step.Next)
}

// afterwards is what follows when nothing is under way any more.
func (r *run) afterwards(outcome Outcome) {
	switch {
	case len(r.s.Later) > 0:
		r.ask(AskSecond, r.s.Later[0])
	case outcome == Resolved || outcome == SelfService:
		r.rate()
	}
}

// rate asks once whether it helped.
func (r *run) rate() {
	if r.s.Rated {
		return
	}
	r.s.Rated = true
	r.ask(AskFeedback)
}

// rememberAlso keeps the second problem of the line, once.
func (r *run) rememberAlso() {
	r.remember(r.also)
	r.also = ""
}

// notLater takes a flow that begins off the problems kept for later.
func (r *run) notLater(id FlowID) {
	r.s.Later = slices.DeleteFunc(slices.Clone(r.s.Later), func(f FlowID) bool { return f == id })
}

// remember keeps a second problem for later.
func (r *run) remember(id FlowID) {
	flow, ok := r.flows[id]
	if !ok || flow.Aside || id == r.book.Menu || id == r.book.Person || r.depth(id) >= 0 || slices.Contains(r.s.Later, id) {
		return
	}
	r.s.Later = append(slices.Clip(r.s.Later), id)
	r.leadWith(PhraseNoted, with("flow", flow.Title.In(r.s.Lang)))
}
