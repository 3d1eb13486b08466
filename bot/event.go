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
	case Said, Chose, FileSent, Unsupported, Edited, Deleted:
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
	// Unsupported is something that the person sent and that is no text and no file: What is "voice",
	// "video", "sticker", "poll", "forward", "embed", "location", "contact", or another word.
	Unsupported struct {
		What string `json:"what,omitempty"`
		Lang Lang   `json:"lang,omitempty"`

		Thread    Address `json:"thread,omitempty"`
		Elsewhere Address `json:"elsewhere,omitempty"`
	}
	// Edited is a line of the person's that they changed, redacted. It answers nothing anew.
	Edited struct {
		Line   EventID  `json:"line"` // of the Said
		Text   string   `json:"text,omitempty"`
		Masked []string `json:"masked,omitempty"`
	}
	// Deleted is a line that the person took back.
	Deleted struct {
		Line EventID `json:"line"`
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
	// Undelivered is a line that the platform refused for good. Gone says that it will take none for this
	// person any more: they are marked unreachable until they write again.
	Undelivered struct {
		Line   string `json:"line,omitempty"`
		Reason string `json:"reason,omitempty"`
		Gone   bool   `json:"gone,omitempty"`
	}
	// Erased is the wish that everything about the person be erased, theirs or an agent's who passed it on.
	// What is left of the conversation is that it was closed.
	Erased struct {
		Agent Agent `json:"agent,omitzero"` // nobody's id: the person asked
	}
)

func (Said) event()        {}
func (Opened) event()      {}
func (Chose) event()       {}
func (FileSent) event()    {}
func (Unsupported) event() {}
func (Edited) event()      {}
func (Deleted) event()     {}
func (Woke) event()        {}
func (Hurried) event()     {}
func (Faulted) event()     {}
func (Undelivered) event() {}
func (Erased) event()      {}

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
