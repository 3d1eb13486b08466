package bot

// offers puts the case before a colleague or a team. It stays the owner's until somebody takes it.
func (r *run) offers(event AgentOffered) {
	switch {
	case !r.allows(event.Agent, ActOffer):
		return
	case event.Note == "":
		r.refused = RefusedNote
		return
	case event.To.ID == "" && event.Team == "", event.To.ID == r.s.owner().ID:
		r.refused = RefusedNobody
		return
	}
	due := r.now.Add(offerFor).UTC()
	offer, alert := &Offer{Team: event.Team, By: *r.s.owner(), Due: due}, Alert{What: AlertOffered, For: ForTeam, Team: event.Team}
	if event.To.ID != "" {
		to := event.To
		offer.To, offer.Team = &to, ""
		alert = Alert{What: AlertOffered, For: ForAgent, To: &to}
	}
	alert.By, alert.Text = event.Agent.Name, event.Note
	r.s.Case.Offer = offer
	r.wake(wakeOffer, due)
	r.alert(alert)
	r.order(ShowCase{Case: *r.s.Case})
}

// declined is a colleague's "not now". A team has nobody who could speak for it.
func (r *run) declined(agent Agent) {
	c := r.s.Case
	if r.s.owner() == nil || c.Offer == nil || c.Offer.To == nil || c.Offer.To.ID != agent.ID {
		r.refused = RefusedOffer
		return
	}
	r.unwake(wakeOffer)
	r.offerOver(false)
}

// offerOver tells the owner that nobody takes it, and the leads when nobody answered.
func (r *run) offerOver(unanswered bool) {
	if r.s.owner() == nil || r.s.Case.Offer == nil {
		return
	}
	whom := r.s.Case.Offer.Team
	if to := r.s.Case.Offer.To; to != nil {
		whom = to.Name
	}
	r.s.Case.Offer = nil
	r.alert(Alert{What: AlertNotTaken, For: ForOwner, By: whom})
	if unanswered {
		r.alert(Alert{What: AlertNotTaken, For: ForLeads, By: whom})
	}
	r.order(ShowCase{Case: *r.s.Case})
}

// assigned is a lead giving the case to somebody, whoever had it.
func (r *run) assigned(event AgentAssigned) {
	owner := r.s.owner()
	switch {
	case !r.allows(event.Agent, ActAssign):
	case event.Reason == "":
		r.refused = RefusedReason
	case event.To.ID == "" || !permitted(event.To.role(), ActSay):
		r.refused = RefusedNobody
	case owner == nil || owner.ID != event.To.ID:
		to := event.To
		r.own(to, false)
		r.alert(Alert{What: AlertAssigned, For: ForAgent, To: &to, By: event.Agent.Name, Text: event.Reason})
	}
}

// agentPutBack gives the case back to the queue, at its front.
func (r *run) agentPutBack(event AgentPutBack) {
	if !r.allows(event.Agent, ActPutBack) {
		return
	}
	r.tellOwner(event.Agent, AlertTakenBack, event.Note)
	if event.Note != "" {
		r.order(Note{By: event.Agent, Text: event.Note, Of: r.cause})
	}
	r.toFront(PhraseCasePutBack)
}

// toFront puts an owned case at the front of the queue, and says why.
func (r *run) toFront(why Phrase) {
	name := r.s.owner().Name
	r.letGo(CaseQueued)
	r.s.Case.Front = true
	r.say(FromSystem, why, with("agent", name))
	r.alert(Alert{What: AlertTakenBack, For: ForOnDuty, By: name})
	if r.deskOpen() {
		r.enqueue()
		r.giveWay()
	} else {
		r.s.Case.State = CaseDeferred
		r.system(PhraseCaseCloses, r.opening())
		r.resumeUnder()
	}
	r.watchDesk()
	r.order(ShowCase{Case: *r.s.Case})
}
