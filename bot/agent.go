package bot

import "strings"

// claimed gives the conversation to an agent. The bot's lines that nobody has begun to write are
// cancelled: after the line that says who has joined, the bot is silent.
func (r *run) claimed(agent Agent) {
	if r.s.Case != nil && r.s.Case.State == CaseClosed {
		r.refused = RefusedClosed
		return
	}
	if owner := r.owner(); owner != nil {
		if owner.ID != agent.ID {
			r.refused = RefusedHeld
		}
		return
	}
	if r.s.Case == nil {
		r.s.Case = &Case{Since: r.now.UTC()}
	}
	r.ensureLang()
	r.s.Case.State, r.s.Case.Owner, r.s.Case.Solver = CaseHeld, &agent, ""
	r.s.Asked = nil
	r.effects = append([]Effect{Hush{}}, r.effects...)
	for _, name := range []string{wakeSilence, wakeDesk, wakeClose} {
		r.unwake(name)
	}
	r.introduce(agent)
	r.order(ShowCase{Case: *r.s.Case})
}

// introduce says who has joined and, once, what agents cannot do.
func (r *run) introduce(agent Agent) {
	name := with("agent", agent.Name)
	if r.s.Case.Scoped {
		r.system(PhraseCaseClaimed, name)
		return
	}
	r.s.Case.Scoped = true
	r.say(FromSystem, PhraseCaseClaimed, name)
	r.system(PhraseCaseScope, name)
}

// ensureLang settles the language when nothing was said yet.
func (r *run) ensureLang() {
	if r.s.Lang == "" {
		r.s.Lang = r.book.defaultLang()
	}
}

// owner is the agent who has the conversation, or nil.
func (r *run) owner() *Agent {
	if r.s.Mode() != WithAgent {
		return nil
	}
	return r.s.Case.Owner
}

// owned refuses what only the owner may do.
func (r *run) owned(agent Agent) bool {
	switch owner := r.owner(); {
	case r.s.Case != nil && r.s.Case.State == CaseClosed:
		r.refused = RefusedClosed
	case owner == nil:
		r.refused = RefusedUnowned
	case owner.ID != agent.ID:
		r.refused = RefusedHeld
	}
	return r.refused == ""
}

// agentSaid carries the owner's line to the person. Nobody else's ever reaches them.
func (r *run) agentSaid(event AgentSaid) {
	if !r.owned(event.Agent) {
		return
	}
	if strings.TrimSpace(event.Text) == "" {
		r.refused = RefusedEmpty
		return
	}
	r.order(Say{
		To: r.s.writesTo(), From: FromAgent, Name: r.owner().Name, Lang: r.s.Lang, Text: event.Text,
		Flow: r.flowOnTop(), Step: r.stepOnTop(),
	})
}

// released gives the conversation back: the bot says where we were and asks that question again,
// in the same turn.
func (r *run) released(agent Agent) {
	if !r.owned(agent) {
		return
	}
	name := r.owner().Name
	r.letGo(CaseReleased)
	r.say(FromSystem, PhraseCaseReleased, with("agent", name))
	r.welcome()
	r.resume()
}

// letGo ends an agent's ownership.
func (r *run) letGo(state CaseState) {
	r.s.Case.State, r.s.Case.Owner = state, nil
	r.s.Touched = r.now.UTC()
	r.order(ShowCase{Case: *r.s.Case})
}

// resolved ends the case: what was done is told, and 72 hours are left to write again.
func (r *run) resolved(agent Agent) {
	if !r.owned(agent) {
		return
	}
	r.s.Case.Solver = agent.ID
	r.letGo(CaseResolved)
	summary := strings.Join(r.summary(), "\n")
	r.settled()
	r.tell(FromSystem, withoutGaps(r.phrase(PhraseCaseResolved, with("summary", summary))), nil)
	r.wake(wakeClose, r.now.Add(reopenWithin))
	r.rate()
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
	r.unwake(wakeDesk)
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

// saidToAgent carries a line to the agent who has the conversation. The bot says nothing but that
// a secret was hidden.
func (r *run) saidToAgent(event Said) {
	r.warn(event.Masked)
	words := r.lead
	r.lead = ""
	r.tell(FromSystem, words, nil)
	r.relay(event.Text)
}

// pressedBesideAgent takes a press while an agent has the conversation: the language and the way
// back to the assistant work, other commands are answered with who speaks, and old buttons rest.
func (r *run) pressedBesideAgent(id OptionID) {
	switch id {
	case CmdLanguage:
		r.otherLanguage()
	case CmdAssistant:
		r.letGo(CaseReleased)
		r.say(FromSystem, PhraseCaseLeft, nil)
		r.resume()
	case CmdHuman, CmdBack, CmdRestart, CmdRepeat, CmdStop, CmdWithdraw, CmdSolved:
		r.agentAnswers()
	}
}

// agentAnswers says who speaks.
func (r *run) agentAnswers() {
	name := ""
	if owner := r.owner(); owner != nil {
		name = owner.Name
	}
	r.system(PhraseCaseSilent, with("agent", name))
}
