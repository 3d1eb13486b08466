package bot

import "time"

// What agents do. Whether it is allowed is decided here, by the agent's id and role; what is not gives
// a Turn with a Refusal, and nothing is kept. Line is the id of the event that brought the line.
type (
	// AgentClaimed is an agent taking the conversation. The owner who claims again only changes Notes.
	// Somebody else's case goes to a lead who gives a reason, and to whom it was offered.
	AgentClaimed struct {
		Agent  Agent  `json:"agent"`
		Notes  bool   `json:"notes,omitempty"`  // what they type is for colleagues, unless they send it
		Reason string `json:"reason,omitempty"` // needed when nobody asked for people, and by force
		Self   bool   `json:"self,omitempty"`   // the agent is the person: only a lead may, with a reason
	}
	// AgentSaid is a line for the person, from the agent who has the conversation. While they take notes
	// it goes out only when they chose to send it.
	AgentSaid struct {
		Agent Agent         `json:"agent"`
		Text  string        `json:"text,omitempty"`
		Send  bool          `json:"send,omitempty"`
		Hold  time.Duration `json:"hold,omitempty"` // how long it may be taken back unseen, a minute at most
	}
	// AgentNoted is a line for colleagues. It never reaches the person.
	AgentNoted struct {
		Agent Agent  `json:"agent"`
		Text  string `json:"text,omitempty"`
	}
	// AgentEdited is a line of the agent's own that they changed after it went out.
	AgentEdited struct {
		Agent Agent     `json:"agent"`
		Line  EventID   `json:"line"`
		Text  string    `json:"text,omitempty"`
		Wrote time.Time `json:"wrote,omitzero"` // when the line was said; an old one is followed by a correction
	}
	// AgentDeleted is a line of the agent's own that they took back.
	AgentDeleted struct {
		Agent Agent   `json:"agent"`
		Line  EventID `json:"line"`
	}
	// AgentOffered offers the case to a colleague or a team, with a note. It stays the owner's until it is claimed.
	AgentOffered struct {
		Agent Agent  `json:"agent"`
		To    Agent  `json:"to,omitzero"`    // a colleague
		Team  string `json:"team,omitempty"` // or a team, as the desk calls it: any other agent may take it
		Note  string `json:"note,omitempty"`
	}
	// AgentDeclined is the colleague's "not now" to an offer.
	AgentDeclined struct {
		Agent Agent `json:"agent"`
	}
	// AgentPutBack puts the case back at the front of the queue.
	AgentPutBack struct {
		Agent Agent  `json:"agent"`
		Note  string `json:"note,omitempty"`
	}
	// AgentAssigned is a lead giving the case to an agent, whoever had it.
	AgentAssigned struct {
		Agent  Agent  `json:"agent"`
		To     Agent  `json:"to"`
		Reason string `json:"reason,omitempty"`
	}
	// AgentReleased gives the conversation back to the assistant: where it stopped, after a point that
	// Card.Ahead lists (without its Flow: of the one on top), in another flow, or at the menu.
	AgentReleased struct {
		Agent  Agent  `json:"agent"`
		After  Pass   `json:"after,omitzero"`
		Flow   FlowID `json:"flow,omitempty"`
		Menu   bool   `json:"menu,omitempty"`
		Reason string `json:"reason,omitempty"` // needed when it is another's case
	}
	// AgentResolved ends the case.
	AgentResolved struct {
		Agent   Agent  `json:"agent"`
		Result  Result `json:"result,omitempty"`
		Unrated bool   `json:"unrated,omitempty"` // do not ask whether it helped
	}
)

// What the host tells of the desks, since the engine sees one conversation alone.
type (
	// QueueMoved says where in the queue the case is. The person is told, but not at every move.
	QueueMoved struct {
		Place Place `json:"place"`
	}
	// DeskFailed says that no desk can be written to, or that one can again. The person is told the truth.
	DeskFailed struct {
		Back bool `json:"back,omitempty"`
	}
)

func (AgentClaimed) event()  {}
func (AgentSaid) event()     {}
func (AgentNoted) event()    {}
func (AgentEdited) event()   {}
func (AgentDeleted) event()  {}
func (AgentOffered) event()  {}
func (AgentDeclined) event() {}
func (AgentPutBack) event()  {}
func (AgentAssigned) event() {}
func (AgentReleased) event() {}
func (AgentResolved) event() {}
func (QueueMoved) event()    {}
func (DeskFailed) event()    {}

// Agent is somebody who works at the desk.
type Agent struct {
	ID   string `json:"id"`             // rights come from this, never from the name
	Name string `json:"name,omitempty"` // what the person is shown
	Role Role   `json:"role,omitempty"`
}

// Role is what an agent may do, as the desk's platform knows it at that moment.
type Role string

// The roles. An agent whose role nobody told, as in a script, is an agent.
const (
	RoleAgent   Role = "agent"
	RoleLead    Role = "lead"
	RoleAdmin   Role = "admin"
	RoleViewer  Role = "viewer"
	RoleAuditor Role = "auditor"
)

// Result is how a case was resolved. "" is ResultSolved.
type Result string

// The results.
const (
	ResultSolved      Result = "solved"
	ResultElsewhere   Result = "elsewhere"   // the person knows where to go on: the official form, another help desk
	ResultUnsolved    Result = "unsolved"    // nobody could help
	ResultNoAnswer    Result = "no_answer"   // the person did not answer any more
	ResultUnreachable Result = "unreachable" // nothing reaches the person
)

// Place is where in the queue a case is, and how long it may take. Zero fields are not known.
type Place struct {
	Position int `json:"position,omitempty"` // 1 is next
	Least    int `json:"least,omitempty"`    // minutes, from half of the recent claims …
	Most     int `json:"most,omitempty"`     // … to nine in ten of them
}

// Doer is the agent whose event it is; false when no agent did it.
func Doer(event Event) (Agent, bool) {
	switch e := event.(type) {
	case AgentClaimed:
		return e.Agent, true
	case AgentSaid:
		return e.Agent, true
	case AgentNoted:
		return e.Agent, true
	case AgentEdited:
		return e.Agent, true
	case AgentDeleted:
		return e.Agent, true
	case AgentOffered:
		return e.Agent, true
	case AgentDeclined:
		return e.Agent, true
	case AgentPutBack:
		return e.Agent, true
	case AgentAssigned:
		return e.Agent, true
	case AgentReleased:
		return e.Agent, true
	case AgentResolved:
		return e.Agent, true
	case Erased:
		return e.Agent, e.Agent.ID != ""
	}
	return Agent{}, false
}
