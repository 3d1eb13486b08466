package bot

import "time"

// Effect is something to do in the world. The set is closed; each kind is an order.
type Effect interface{ effect() }

// Speaker is who a message comes from.
type Speaker string

// The speakers. System lines tell of changes: who has joined, what was passed on.
const (
	FromAssistant Speaker = "assistant"
	FromAgent     Speaker = "agent"
	FromSystem    Speaker = "system"
)

type (
	// Say writes a message to the person.
	Say struct {
		To      Address  `json:"to"`
		From    Speaker  `json:"from"`
		Name    string   `json:"name,omitempty"` // of the agent who speaks
		Lang    Lang     `json:"lang"`
		Text    string   `json:"text"`
		Choices []Choice `json:"choices,omitempty"`
		Flow    FlowID   `json:"flow,omitempty"`
		Step    StepID   `json:"step,omitempty"`
		Of      EventID  `json:"of,omitempty"` // of an agent's line: the event that brought it

		NotBefore time.Time `json:"not_before,omitzero"` // until then the line may be taken back unseen
	}
	// ShowCase paints the case on the desks anew: what Engine.Card makes of the session as it is then.
	ShowCase struct {
		Case Case `json:"case"`
	}
	// Relay carries what the person sent to the desks.
	Relay struct {
		Text string    `json:"text"`
		Kind RelayKind `json:"kind,omitempty"`
		Of   EventID   `json:"of,omitempty"` // the event that brought it
	}
	// AtDesk is one of the effects for the desks, for that desk. Each desk has a queue of lines of its own: one
	// that is away holds up neither the person nor the others.
	AtDesk struct {
		Desk Address `json:"desk"`
		Do   Effect  `json:"do"`
	}
	// Note carries an agent's note to the desks that do not have it: where it was written it stands.
	Note struct {
		By   Agent   `json:"by"`
		Text string  `json:"text"`
		Of   EventID `json:"of,omitempty"`
	}
	// Amend changes what became of a line on its other side: the person's copy at To, or the desks' when
	// To is "". A line that was not sent yet is sent as amended, or not at all.
	Amend struct {
		To   Address `json:"to,omitempty"`
		Of   EventID `json:"of"` // the event that brought the line
		Text string  `json:"text,omitempty"`
		Gone bool    `json:"gone,omitempty"` // the line was taken back
	}
	// Alert tells agents of something, apart from the card. Its In words it, in their language.
	Alert struct {
		What AlertKind `json:"what"`
		For  Audience  `json:"for"`
		To   *Agent    `json:"to,omitempty"`   // ForAgent: who
		Team string    `json:"team,omitempty"` // ForTeam: which
		By   string    `json:"by,omitempty"`   // the name of the agent whom it is about
		Text string    `json:"text,omitempty"` // an agent's own words: a note, a reason
		Line string    `json:"line,omitempty"` // AlertUndelivered: the id of the line
	}
	// Unshow takes everything that was written about the conversation off the desks.
	Unshow struct{}
	// Wake sets a wake. A wake of the same name is replaced.
	Wake struct {
		Name       string    `json:"name"`
		Generation uint64    `json:"generation"`
		Due        time.Time `json:"due"`
	}
	// Unwake cancels the wake of that name.
	Unwake struct {
		Name string `json:"name"`
	}
	// Hush cancels the lines of the bot that nobody has begun to write yet. It comes first in its turn.
	Hush struct{}
)

func (Say) effect()      {}
func (ShowCase) effect() {}
func (Relay) effect()    {}
func (AtDesk) effect()   {}
func (Note) effect()     {}
func (Amend) effect()    {}
func (Alert) effect()    {}
func (Unshow) effect()   {}
func (Wake) effect()     {}
func (Unwake) effect()   {}
func (Hush) effect()     {}

// RelayKind is what a relayed line is. "" is the person's words.
type RelayKind string

// The kinds of relayed lines that are no words. Their Text says in brackets what it was.
const (
	RelayFile        RelayKind = "file"        // that nobody opened
	RelayUnsupported RelayKind = "unsupported" // Text is Unsupported.What
	RelayFault       RelayKind = "fault"       // a line that could not be dealt with
)

// Audience is whom an alert is for.
type Audience string

// The audiences.
const (
	ForOwner  Audience = "owner"
	ForAgent  Audience = "agent" // To
	ForTeam   Audience = "team"  // Team
	ForLeads  Audience = "leads"
	ForOnDuty Audience = "on_duty" // all who are on shift
)

// AlertKind is what agents are told.
type AlertKind string

// The alerts.
const (
	AlertWaiting     AlertKind = "waiting"     // nobody has claimed it yet
	AlertLong        AlertKind = "waits_long"  // nobody has claimed it for long
	AlertSilent      AlertKind = "silent"      // the owner has not said a word since the claim
	AlertUnanswered  AlertKind = "unanswered"  // the person's line waits for an answer
	AlertOverdue     AlertKind = "overdue"     // it has waited for long
	AlertTakenBack   AlertKind = "taken_back"  // it went back to the queue, since the owner was silent
	AlertTaken       AlertKind = "taken"       // By took it over
	AlertOffered     AlertKind = "offered"     // By offers it, with a note
	AlertNotTaken    AlertKind = "not_taken"   // the offer was declined, or nobody took it in time
	AlertAssigned    AlertKind = "assigned"    // By gave it to you
	AlertReleased    AlertKind = "released"    // By gave it back to the assistant
	AlertLeft        AlertKind = "left"        // the person went back to the assistant
	AlertReopened    AlertKind = "reopened"    // the person writes again
	AlertUndelivered AlertKind = "undelivered" // a line did not reach the person
	AlertGone        AlertKind = "unreachable" // the person cannot be reached
	AlertFound       AlertKind = "reached"     // the person writes again, who could not be reached
	AlertAfterHours  AlertKind = "after_hours" // the desk has closed, and the case is still under way
	AlertErased      AlertKind = "erased"      // everything about the person is erased
)

// Choice is an option as the person sees it.
type Choice struct {
	ID      OptionID `json:"id"`
	Label   string   `json:"label"`
	Command bool     `json:"command,omitempty"` // the engine's own, offered everywhere: channels may draw it small
}

// Turn is one event applied.
type Turn struct {
	Session Session
	Effects []Effect
	Path    []Pass  // the steps walked, in order
	Outcome Outcome // how a flow ended in this turn, or ""
	Ended   StepRef // where it ended
	Refused Refusal // the event was an agent's and not allowed: the session is as it was
}

// StepRef names a step in the book.
type StepRef struct {
	Flow FlowID `json:"flow"`
	Step StepID `json:"step"`
}

// Pass is a step that a turn walked over, and how it was left: by an option, or by one of the ways
// that no person chooses. A step on which the turn came to rest has no By.
type Pass struct {
	Flow FlowID
	Step StepID
	By   OptionID
}

// The ways to leave a step that are no options. A row of a branch is left by its number, from "1".
const (
	ByNext OptionID = "next" // said, set, waited, come home from a call or from people
	ByThen OptionID = "then" // after the last try
	ByCall OptionID = "call" // into the called flow
	ByGoto OptionID = "goto" // to another flow
	ByEnd  OptionID = "end"  // the flow is over
)

// Refusal is why an agent's event was not accepted, or "". A refused event changes nothing and is not kept.
type Refusal string

// The refusals.
const (
	RefusedHeld    Refusal = "another agent has the case"
	RefusedClosed  Refusal = "the case is closed"
	RefusedUnowned Refusal = "claim the conversation first"
	RefusedNoCase  Refusal = "there is no case"
	RefusedEmpty   Refusal = "there is nothing to say"
	RefusedRole    Refusal = "your role does not allow this"
	RefusedReason  Refusal = "give a reason"
	RefusedNote    Refusal = "give a note for whoever takes it"
	RefusedNobody  Refusal = "say to whom"
	RefusedNotes   Refusal = "the case was taken for notes: send this line on purpose, or switch to talking"
	RefusedAsks    Refusal = "never ask for a code, a password, a card or a document"
	RefusedPoint   Refusal = "the conversation cannot go on there"
	RefusedOffer   Refusal = "nothing was offered to you"
	RefusedSelf    Refusal = "this is your own conversation"
	RefusedWaits   Refusal = "nobody has the case"
)
