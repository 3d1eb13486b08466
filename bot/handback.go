package bot

import (
	"slices"
	"strings"
)

// letGo ends an agent's ownership, and all that was promised while it lasted.
func (r *run) letGo(state CaseState) {
	r.endWait()
	c := r.s.Case
	if c.Owner != nil {
		c.Last = c.Owner
	}
	c.State, c.Owner, c.Notes, c.Front, c.Later, c.Place = state, nil, false, false, false, Place{}
	r.s.Touched = r.now.UTC()
	r.order(ShowCase{Case: *c})
}

// endWait ends whatever people were waited for with: reminders, an offer, the desk's hours.
func (r *run) endWait() {
	for _, name := range []string{wakeDesk, wakeQueue, wakeAgent, wakeOffer, wakeGone} {
		r.unwake(name)
	}
	if r.s.Asked != nil && r.s.Asked.What == AskWait {
		r.s.Asked = nil
	}
	r.s.Case.Offer, r.s.Case.Stage = nil, 0
}

// released gives the conversation back: the bot says where we were, and asks what comes next in the
// same turn.
func (r *run) released(event AgentReleased) {
	if !r.allows(event.Agent, ActRelease) {
		return
	}
	owner := r.s.owner()
	reached, ok := r.reachable(event)
	switch {
	case owner.ID != event.Agent.ID && event.Reason == "":
		r.refused = RefusedReason
		return
	case !ok:
		r.refused = RefusedPoint
		return
	}
	r.tellOwner(event.Agent, AlertReleased, event.Reason)
	r.letGo(CaseReleased)
	r.say(FromSystem, event.phrase(), with("agent", owner.Name))
	r.welcome()
	switch {
	case event.Menu || event.Flow == r.book.Menu && event.Flow != "":
		r.enterMenu()
	case event.Flow != "":
		r.leadTo(event.Flow)
	case event.After != (Pass{}):
		r.goOnAfter(reached)
	default:
		r.resume()
	}
}

func (e AgentReleased) phrase() Phrase {
	switch {
	case e.Menu || e.Flow != "":
		return PhraseCaseTo
	case e.After != (Pass{}):
		return PhraseCaseAfter
	}
	return PhraseCaseReleased
}

// reachable reports whether the conversation can go on where the agent wants, and how it stands then.
func (r *run) reachable(event AgentReleased) (onward, bool) {
	switch {
	case event.Menu:
		return onward{}, true
	case event.Flow != "":
		flow, ok := r.flows[event.Flow]
		return onward{}, ok && !flow.Aside && event.Flow != r.book.Person
	case event.After == (Pass{}):
		return onward{}, true
	}
	after := event.After
	if after.Flow == "" {
		after.Flow = r.flowOnTop()
	}
	for _, o := range r.ahead(r.s) {
		if o.after == after {
			return o, true
		}
	}
	return onward{}, false
}

// leadTo goes on with another flow in the place of the one on top. It is begun even when it was
// finished before, since somebody who knows has chosen it.
func (r *run) leadTo(id FlowID) {
	r.s.Done = slices.DeleteFunc(slices.Clone(r.s.Done), func(f FlowID) bool { return f == id })
	if len(r.s.Stack) == 0 {
		r.open(r.flows[id], "")
		return
	}
	if !r.leaveFor(id) {
		r.walk()
	}
}

// goOnAfter goes on where the agent came to with the person.
func (r *run) goOnAfter(reached onward) {
	top := r.s.Top()
	r.unwake(waitName(top.Flow))
	*top = reached.frame
	if _, step := r.find(top.Flow, reached.after.Step); step != nil {
		r.path = append(r.path, reached.after)
	}
	r.walk()
}

// tellOwner tells the owner what somebody else did with their case.
func (r *run) tellOwner(by Agent, what AlertKind, why string) {
	if owner := r.s.owner(); owner != nil && owner.ID != by.ID {
		r.alert(Alert{What: what, For: ForAgent, To: owner, By: by.Name, Text: why})
	}
}

// resolved ends the case: what was done is told, and 72 hours are left to write again.
func (r *run) resolved(event AgentResolved) {
	if !r.allows(event.Agent, ActResolve) {
		return
	}
	r.tellOwner(event.Agent, AlertReleased, "")
	r.s.Case.Solver = event.Agent.ID
	r.resolve(event.Result, !event.Unrated)
}

// resolve ends the case with what came of it. Only who was helped is asked whether it helped.
func (r *run) resolve(result Result, rate bool) {
	if result == "" {
		result = ResultSolved
	}
	r.s.Case.Result = result
	r.letGo(CaseResolved)
	summary := with("summary", strings.Join(r.summary(), "\n"))
	r.settled()
	phrase := PhraseCaseResolved
	switch result {
	case ResultSolved:
	case ResultElsewhere:
		phrase, r.outcome = PhraseCaseEnded, SelfService
	case ResultNoAnswer, ResultUnreachable:
		phrase, r.outcome, rate = PhraseCaseNoAnswer, Abandoned, false
	default:
		phrase, r.outcome, rate = PhraseCaseEnded, NotSupported, false
	}
	r.tell(FromSystem, withoutGaps(r.phrase(phrase, summary)), nil)
	r.wake(wakeClose, r.now.Add(reopenWithin))
	if rate {
		r.rate()
	}
}

// withoutGaps takes out the empty lines that an empty summary leaves.
func withoutGaps(words string) string {
	for strings.Contains(words, "\n\n") {
		words = strings.ReplaceAll(words, "\n\n", "\n")
	}
	return strings.TrimSpace(words)
}

// caseOver resolves a case that waits, because the person says that it works now.
func (r *run) caseOver() {
	if !r.s.Mode().waiting() {
		return
	}
	r.s.Case.Result = ResultSolved
	r.letGo(CaseResolved)
	r.wake(wakeClose, r.now.Add(reopenWithin))
}

// closed ends a resolved case for good. The next line of the person begins anew.
func (r *run) closed() {
	if r.s.Case == nil || r.s.Case.State != CaseResolved {
		return
	}
	r.s.Case.State = CaseClosed
	r.order(ShowCase{Case: *r.s.Case})
	if len(r.s.Stack) > 0 || r.s.Asked != nil && r.s.Asked.What != AskFeedback { // the person went on with the assistant meanwhile
		r.s.Case = nil
		return
	}
	r.s.Asked = nil
	r.unwake(wakeSilence)
}

// reopened takes a line that comes after the case was resolved by an agent: it goes back to the
// people who know it. Thanks, and the answer to "did it help?", are no reason.
func (r *run) reopened(event Said) bool {
	if r.s.Case == nil || r.s.Case.State != CaseResolved || r.s.Case.Solver == "" || len(r.s.Stack) > 0 {
		return false
	}
	reading := event.Reading
	if reading.Option != "" && reading.Option != OptUnhelpful || reading.Command != "" || r.isAside(reading) {
		return false
	}
	r.s.Asked = nil
	r.say(FromSystem, PhraseCaseReopened, nil)
	r.openCase(StepRef{})
	r.s.Case.Solver = "" // it is open
	if last := r.s.Case.Last; last != nil {
		r.alert(Alert{What: AlertReopened, For: ForAgent, To: last})
	}
	r.want(event)
	r.relay(event.Text)
	return true
}

func (r *run) isAside(reading Reading) bool {
	if len(reading.Guesses) == 0 {
		return false
	}
	flow, ok := r.flows[reading.Guesses[0].Flow]
	return ok && flow.Aside && reading.Sure
}
