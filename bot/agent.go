package bot

import (
	"strings"
	"time"
)

// claimed gives the conversation to an agent. The bot's lines that nobody has begun to write are
// cancelled: after the line that says who has joined, the bot is silent.
func (r *run) claimed(event AgentClaimed) {
	owner := r.s.owner()
	if r.refused = r.mayCome(event); r.refused != "" {
		return
	}
	if owner == nil || owner.ID != event.Agent.ID {
		r.own(event.Agent, event.Notes)
		return
	}
	if r.s.Case.Notes != event.Notes {
		r.s.Case.Notes = event.Notes
		r.order(ShowCase{Case: *r.s.Case})
	}
}

// mayCome says why the claim is refused, or "". Who comes unasked, or by force, gives a reason; scripts,
// whose agents have no role, come as they like.
func (r *run) mayCome(event AgentClaimed) Refusal {
	agent, owner, waits := event.Agent, r.s.owner(), r.s.Mode().waiting()
	if owner != nil && owner.ID == agent.ID && permitted(agent.role(), ActClaim) {
		return ""
	}
	act := ActClaim
	switch offered := owner != nil && r.s.Case.Offer.isFor(agent); {
	case owner == nil && !waits:
		act = ActPull
	case owner != nil && !offered && event.Reason != "" && agent.role() == RoleLead:
		act = ActTake
	}
	why := r.s.may(agent, act)
	switch {
	case why != "":
		return why
	case event.Self && (agent.role() != RoleLead || event.Reason == ""):
		return RefusedSelf
	case act == ActPull && agent.Role != "" && event.Reason == "" && !r.resolvedCase():
		return RefusedReason
	}
	return ""
}

func (r *run) resolvedCase() bool { return r.s.Case != nil && r.s.Case.State == CaseResolved }

// own makes the agent the owner, whoever was it before.
func (r *run) own(agent Agent, notes bool) {
	old := r.s.owner()
	if r.s.Case == nil {
		r.s.Case = &Case{Since: r.now.UTC()}
	}
	r.ensureLang()
	if old == nil {
		r.effects = append([]Effect{Hush{}}, r.effects...)
	} else {
		r.alert(Alert{What: AlertTaken, For: ForAgent, To: old, By: agent.Name})
		r.s.Case.Last = old
	}
	r.endWait()
	for _, name := range []string{wakeSilence, wakeClose} {
		r.unwake(name)
	}
	c := r.s.Case
	c.State, c.Owner, c.Solver, c.Result, c.Notes = CaseHeld, &agent, "", "", notes
	c.Claimed, c.Spoke, c.Unanswered, c.Front, c.Later, c.Place = r.now.UTC(), time.Time{}, time.Time{}, false, false, Place{}
	r.s.Asked, r.s.Misses, r.s.Nudged = nil, 0, false
	r.introduce(agent, old)
	r.watchHours()
	r.watchAgent()
	r.order(ShowCase{Case: *c})
}

// introduce says who has joined and, once, what agents cannot do.
func (r *run) introduce(agent Agent, old *Agent) {
	name := with("agent", agent.Name)
	phrase := PhraseCaseClaimed
	if old != nil {
		phrase, name = PhraseCasePassed, withTwo("agent", agent.Name, "old", old.Name)
	}
	if r.s.Case.Scoped {
		r.system(phrase, name)
		return
	}
	r.s.Case.Scoped = true
	r.say(FromSystem, phrase, name)
	r.system(PhraseCaseScope, with("agent", agent.Name))
}

// ensureLang settles the language when nothing was said yet.
func (r *run) ensureLang() {
	if r.s.Lang == "" {
		r.s.Lang = r.book.defaultLang()
	}
}

// agentSaid carries the owner's line to the person. Nobody else's ever reaches them, nor what asks for
// a secret.
func (r *run) agentSaid(event AgentSaid) {
	if !r.allows(event.Agent, ActSay) || !r.mayLeave(event.Text) {
		return
	}
	if r.s.Case.Notes && !event.Send {
		r.refused = RefusedNotes
		return
	}
	r.s.Case.Spoke, r.s.Case.Unanswered, r.s.Case.Stage = r.now.UTC(), time.Time{}, 0
	r.inName(event.Text, event.Hold)
	r.watchAgent()
}

// mayLeave refuses a line that says nothing, or asks the person for a secret, in any language.
func (r *run) mayLeave(text string) bool {
	if strings.TrimSpace(text) == "" {
		r.refused = RefusedEmpty
		return false
	}
	for _, lang := range r.book.Langs {
		if solicitsHere(text, lang) != "" {
			r.refused = RefusedAsks
			return false
		}
	}
	return true
}

// longestHold bounds how long a line may be held back: a person waits for it.
const longestHold = time.Minute

// inName says a line in the name of the owner, not before the hold is over.
func (r *run) inName(text string, hold time.Duration) {
	say := Say{
		To: r.s.writesTo(), From: FromAgent, Name: r.s.Case.Owner.Name, Lang: r.s.Lang, Text: text,
		Flow: r.flowOnTop(), Step: r.stepOnTop(), Of: r.cause,
	}
	if hold > 0 {
		say.NotBefore = r.now.Add(min(hold, longestHold)).UTC()
	}
	r.order(say)
}

// agentNoted keeps a line for colleagues.
func (r *run) agentNoted(event AgentNoted) {
	switch {
	case !r.allows(event.Agent, ActNote):
	case strings.TrimSpace(event.Text) == "":
		r.refused = RefusedEmpty
	default:
		r.order(Note{By: event.Agent, Text: event.Text, Of: r.cause})
	}
}

// correctable is how long a line is changed where it stands. Later, somebody may have acted on it.
const correctable = 15 * time.Minute

// agentEdited changes a line of the agent's, or says what it should have said.
func (r *run) agentEdited(event AgentEdited) {
	if !r.mayAmend(event.Agent) || !r.mayLeave(event.Text) {
		return
	}
	fresh := event.Wrote.IsZero() || r.now.Sub(event.Wrote) <= correctable
	switch {
	case fresh:
		r.order(Amend{To: r.s.writesTo(), Of: event.Line, Text: event.Text})
	case r.s.owner() == nil:
		r.refused = RefusedUnowned
	default:
		r.inName(r.phrase(PhraseCaseCorrection, with("text", event.Text)), 0)
	}
}

// agentDeleted takes a line of the agent's back.
func (r *run) agentDeleted(event AgentDeleted) {
	if r.mayAmend(event.Agent) {
		r.order(Amend{To: r.s.writesTo(), Of: event.Line, Gone: true})
	}
}

// mayAmend allows it to the owner and, once they let go, to who had it last.
func (r *run) mayAmend(agent Agent) bool {
	if c := r.s.Case; c != nil && c.Owner == nil && c.Last != nil && c.Last.ID == agent.ID && r.s.Mode() != Closed {
		return permitted(agent.role(), ActSay)
	}
	return r.allows(agent, ActSay)
}

// saidToAgent carries a line to the agent who has the conversation. The bot says nothing but that
// a secret was hidden.
func (r *run) saidToAgent(event Said) {
	r.warn(event.Masked)
	r.sayLead()
	r.relay(event.Text)
	r.awaitAgent()
}

// sayLead says what was to lead a message of the assistant's, as a line of its own.
func (r *run) sayLead() {
	words := r.lead
	r.lead = ""
	r.tell(FromSystem, words, nil)
}

// pressedBesideAgent takes a press while an agent has the conversation: the language and the way
// back to the assistant work, other commands are answered with who speaks, and old buttons rest.
func (r *run) pressedBesideAgent(id OptionID) {
	switch id {
	case CmdLanguage:
		r.otherLanguage()
	case CmdAssistant:
		r.alert(Alert{What: AlertLeft, For: ForAgent, To: r.s.owner()})
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
	if owner := r.s.owner(); owner != nil {
		name = owner.Name
	}
	r.system(PhraseCaseSilent, with("agent", name))
}

func (r *run) alert(alert Alert) { r.order(alert) }
