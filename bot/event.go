package bot

import "time"

// Envelope is an event with its id, its place and its time.
type Envelope struct {
	ID    EventID   // the platform's own id: the same event twice is applied once
	Where Address   // home of the person, or the desk thread
	At    time.Time // the only clock that the engine sees; its zone is the person's
	Event Event
}

// FromPerson reports whether the person did it, not an agent, a timer or the platform.
func (e Envelope) FromPerson() bool {
	switch e.Event.(type) {
	case Said, Chose, FileSent:
		return true
	}
	return false
}

// Event is something that happened. The set is closed; each kind is in the past tense.
type Event interface{ event() }

type (
	// Said is a line that the person wrote, redacted before anybody reads it. Thread is where in their home
	// they wrote it, when the platform has threads there; Elsewhere is another place than their home, which
	// others may see. So in the kinds below.
	Said struct {
		Text    string   `json:"text,omitempty"`
		Masked  []string `json:"masked,omitempty"` // kinds of secrets that were replaced
		Lang    Lang     `json:"lang,omitempty"`   // what the platform says of the person's language
		Reading Reading  `json:"reading,omitzero"` // what the text was understood to mean

		Thread    Address `json:"thread,omitempty"`
		Elsewhere Address `json:"elsewhere,omitempty"`
	}
	// Opened is the person opening the conversation without a word. They are greeted once.
	Opened struct {
		Lang   Lang    `json:"lang,omitempty"`
		Thread Address `json:"thread,omitempty"`
	}
	// Chose is a press on a button. Option may be an id or a label; Step is "" when the channel
	// cannot tell which message the button was on.
	Chose struct {
		Option OptionID `json:"option,omitempty"`
		Flow   FlowID   `json:"flow,omitempty"`
		Step   StepID   `json:"step,omitempty"`
		Lang   Lang     `json:"lang,omitempty"`
		Thread Address  `json:"thread,omitempty"`
	}
	// FileSent is a file that somebody tried to send. It is never fetched.
	FileSent struct {
		Name string `json:"name,omitempty"`
		Type string `json:"type,omitempty"`
		Size int64  `json:"size,omitempty"`
		Lang Lang   `json:"lang,omitempty"`

		Thread    Address `json:"thread,omitempty"`
		Elsewhere Address `json:"elsewhere,omitempty"`
	}
	// Woke is a wake that came due.
	Woke struct {
		Name       string `json:"name,omitempty"`
		Generation uint64 `json:"generation,omitempty"`
	}
	// AgentClaimed is an agent taking the conversation.
	AgentClaimed struct {
		Agent Agent `json:"agent"`
	}
	// AgentSaid is a line for the person, from the agent who has the conversation.
	AgentSaid struct {
		Agent Agent  `json:"agent"`
		Text  string `json:"text,omitempty"`
	}
	// AgentReleased gives the conversation back to the bot.
	AgentReleased struct {
		Agent Agent `json:"agent"`
	}
	// AgentResolved ends the case.
	AgentResolved struct {
		Agent Agent `json:"agent"`
	}
	// Hurried is what a person sends faster than anybody can read: kept, carried to the people who have
	// the conversation, and not answered.
	Hurried struct {
		Text   string `json:"text,omitempty"` // what was written, redacted
		Lang   Lang   `json:"lang,omitempty"`
		Notice bool   `json:"notice,omitempty"` // say once why there is no answer

		Thread    Address `json:"thread,omitempty"`
		Elsewhere Address `json:"elsewhere,omitempty"`
	}
	// Faulted stands for an event that could not become a turn: the person is told, and offered a person.
	Faulted struct {
		Woke Woke `json:"woke,omitzero"` // the wake that it was, which does not come again
	}
	// Undelivered is a line that the platform refused for good.
	Undelivered struct {
		Line   string `json:"line,omitempty"`
		Reason string `json:"reason,omitempty"`
	}
)

func (Said) event()          {}
func (Opened) event()        {}
func (Chose) event()         {}
func (FileSent) event()      {}
func (Woke) event()          {}
func (AgentClaimed) event()  {}
func (AgentSaid) event()     {}
func (AgentReleased) event() {}
func (AgentResolved) event() {}
func (Hurried) event()       {}
func (Faulted) event()       {}
func (Undelivered) event()   {}

// Agent is somebody who works at the desk.
type Agent struct {
	ID   string `json:"id"`             // rights come from this, never from the name
	Name string `json:"name,omitempty"` // what the person is shown
}

// Reading is what free text was understood to mean. Scores are probabilities from 0 to 1.
type Reading struct {
	Command OptionID `json:"command,omitempty"` // a command was meant
	Option  OptionID `json:"option,omitempty"`  // an answer that is expected now, or an earlier one
	Flow    FlowID   `json:"flow,omitempty"`    // where the option stands when it is an earlier one
	Step    StepID   `json:"step,omitempty"`
	Guesses []Guess  `json:"guesses,omitempty"` // flows, the likeliest first
	Sure    bool     `json:"sure,omitempty"`    // the first guess is good enough to act upon
	Also    FlowID   `json:"also,omitempty"`    // a second problem in the same message
	Heard   []Heard  `json:"heard,omitempty"`   // answers that the message gave before they were asked for
	Lang    Lang     `json:"lang,omitempty"`    // "" when it cannot be told
}

// Guess is a flow that the text may be about.
type Guess struct {
	Flow  FlowID  `json:"flow"`
	Score float64 `json:"score"`
}

// Heard is an option of a flow that the text mentions.
type Heard struct {
	Flow   FlowID   `json:"flow"`
	Step   StepID   `json:"step"`
	Option OptionID `json:"option"`
}
