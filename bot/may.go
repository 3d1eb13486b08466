package bot

import "slices"

// role is what the agent may do. One whose role nobody told is an agent.
func (a Agent) role() Role {
	if a.Role == "" {
		return RoleAgent
	}
	return a.Role
}

// owner is the agent who has the conversation, or nil.
func (s *Session) owner() *Agent {
	if s.Mode() != WithAgent {
		return nil
	}
	return s.Case.Owner
}

// may says why the agent may not do it now, or "". It is the one place that knows who may do what.
func (s *Session) may(agent Agent, act Action) Refusal {
	if !permitted(agent.role(), act) {
		return RefusedRole
	}
	owner, lead := s.owner(), agent.role() == RoleLead
	switch {
	case act == ActErase:
		return ""
	case s.Mode() == Closed:
		return RefusedClosed
	case act == ActNote && s.Case == nil:
		return RefusedNoCase
	case act == ActAssign || act == ActNote:
		return ""
	case act == ActClaim || act == ActPull || act == ActTake:
		return s.mayClaim(agent, act)
	case owner == nil && lead && act == ActResolve && s.Mode().waiting():
		return ""
	case owner == nil:
		return RefusedUnowned
	case owner.ID != agent.ID && (!lead || act == ActSay):
		return RefusedHeld
	}
	return ""
}

// mayClaim tells the three ways to come by a case apart: from the queue, from the assistant, from its owner.
func (s *Session) mayClaim(agent Agent, act Action) Refusal {
	owner := s.owner()
	switch {
	case owner == nil && (act == ActPull) == s.Mode().waiting(), owner == nil && act == ActTake:
		return RefusedWaits
	case owner == nil:
		return ""
	case act == ActClaim && s.Case.Offer.isFor(agent), act == ActTake && owner.ID != agent.ID && agent.role() == RoleLead:
		return ""
	}
	return RefusedHeld
}

// isFor reports whether the agent may take what is offered. Who is of a team is the desk's to know.
func (o *Offer) isFor(agent Agent) bool {
	if o == nil || o.By.ID == agent.ID {
		return false
	}
	return o.To == nil || o.To.ID == agent.ID
}

// permitted reports whether the role may ever do it.
func permitted(role Role, act Action) bool {
	switch role {
	case RoleAgent:
		return !slices.Contains([]Action{ActTake, ActAssign, ActErase}, act)
	case RoleLead:
		return true
	case RoleAdmin:
		return act == ActNote || act == ActErase
	}
	return false
}

// allows refuses what the agent may not do. It reports whether they may.
func (r *run) allows(agent Agent, act Action) bool {
	r.refused = r.s.may(agent, act)
	return r.refused == ""
}

// MayDo lists what the agent may do now. Some of it needs a reason or a note.
func (s *Session) MayDo(agent Agent) []Action {
	var out []Action
	for _, act := range []Action{
		ActClaim, ActPull, ActTake, ActSay, ActNote, ActOffer, ActPutBack, ActRelease, ActResolve, ActAssign, ActErase,
	} {
		if s.may(agent, act) == "" {
			out = append(out, act)
		}
	}
	return out
}
