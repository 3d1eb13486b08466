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
	}
	// ShowCase paints the case on the desks anew.
	ShowCase struct {
		Case Case `json:"case"`
	}
	// Relay carries a line of the person to the desks.
	Relay struct {
		Text string `json:"text"`
	}
	// AtDesk is one of the effects for the desks, for that desk. Each desk has a queue of lines of its own: one
	// that is away holds up neither the person nor the others.
	AtDesk struct {
		Desk Address `json:"desk"`
		Do   Effect  `json:"do"`
	}
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
func (Wake) effect()     {}
func (Unwake) effect()   {}
func (Hush) effect()     {}

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
)
