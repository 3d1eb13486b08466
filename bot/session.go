package bot

import (
	"errors"
	"time"
)

// Session is a conversation as a value. Its zero fields are left out of its JSON, which is what
// the record keeps and what people read with `helpaide session show`.
type Session struct {
	ID      ConversationID `json:"id"`
	Home    Address        `json:"home"`
	Thread  Address        `json:"thread,omitempty"` // where in Home the person wrote last, when that matters
	Lang    Lang           `json:"lang,omitempty"`   // "" until it is known
	Seq     uint64         `json:"seq"`              // counts the turns
	Book    string         `json:"book,omitempty"`   // the revision that the stack was walked with
	Stack   []Frame        `json:"stack,omitempty"`
	Asked   *Asked         `json:"asked,omitempty"` // a question of the engine's own, above the step's
	Misses  int            `json:"misses,omitempty"`
	Later   []FlowID       `json:"later,omitempty"` // problems mentioned and not yet begun
	Done    []FlowID       `json:"done,omitempty"`  // flows that came to an end
	Tried   []Tried        `json:"tried,omitempty"` // what was tried in flows that are over
	Wakes   []Pending      `json:"wakes,omitempty"`
	Case    *Case          `json:"case,omitempty"`
	Nudged  bool           `json:"nudged,omitempty"` // silence was broken once already
	Rated   bool           `json:"rated,omitempty"`  // "did this help?" was asked
	Warned  bool           `json:"warned,omitempty"` // the person was told not to send secrets, just now
	Moved   bool           `json:"moved,omitempty"`  // a new revision took the person back, and they were not told yet
	Met     bool           `json:"met,omitempty"`    // the welcome was said
	Pressed Pass           `json:"pressed,omitzero"` // the button pressed last, when that was the last thing done
	Noticed Noticed        `json:"noticed,omitzero"`
	Started int64          `json:"started,omitempty"` // when it began, in microseconds: one that was erased and begun anew is another
	Touched time.Time      `json:"touched"`           // when the person last did something, or was asked after a wait
}

// NewSession is a conversation in which nothing has happened.
func NewSession(home Address, at time.Time) Session {
	return Session{ID: ConversationID(home), Home: home, Started: at.UnixMicro(), Touched: at.UTC()}
}

// Frame is a flow under way. The last one of the stack speaks.
type Frame struct {
	Flow  FlowID   `json:"flow"`
	Step  StepID   `json:"step"`
	Under Under    `json:"under,omitempty"` // how it came to lie on the frame below
	Slots []Assign `json:"slots,omitempty"` // those that differ from their first value
	Log   []Answer `json:"log,omitempty"`   // what was answered, in order: replaying it leads to Step
	From  StepID   `json:"from,omitempty"`  // where a replay starts; the flow's first step when ""
	Aided []StepID `json:"aided,omitempty"` // steps that were done with an agent: they are not asked again
	Base  []Assign `json:"base,omitempty"`  // the slots there
}

// Under is how a frame lies on the one below it.
type Under string

// A frame without Under is the first of the stack.
const (
	Called    Under = "call"       // by a step, which takes its outputs
	Digressed Under = "digression" // the person changed the subject; we come back
)

// Answer is an entry of a frame's log: an option chosen, a wake that fired, a flow that came home.
type Answer struct {
	Step  StepID
	Value OptionID
	Slots []Assign // outputs taken home by a call
}

// The values of answers that no person gave.
const (
	Fired      OptionID = "*woke"   // the wait is over
	Came       OptionID = "*came"   // the called flow came home
	HandedBack OptionID = "*handed" // a person was asked for, and the conversation came back
)

// Asked is a question of the engine's own.
type Asked struct {
	What  Question `json:"what"`
	Flows []FlowID `json:"flows,omitempty"` // what it is about
}

// Question is a kind of question that belongs to the engine.
type Question string

// The engine's questions.
const (
	AskPerson   Question = "person"   // shall a person take over?
	AskResume   Question = "resume"   // go on with the earlier topic?
	AskSettled  Question = "settled"  // or is it settled too, since the other one is?
	AskSecond   Question = "second"   // go on with the problem mentioned earlier?
	AskWhich    Question = "which"    // this flow or that one?
	AskFeedback Question = "feedback" // did it help?
	AskWait     Question = "wait"     // wait for a person, be written to later, or go on?
	AskEnter    Question = "enter"    // that flow was finished before: again, or a person?
)

// Tried is a remedy and what came of it.
type Tried struct {
	Flow   FlowID   `json:"f"`
	Step   StepID   `json:"s"`
	Result OptionID `json:"r"`
	Aided  bool     `json:"a,omitempty"` // with an agent
}

// Pending is a wake that is set.
type Pending struct {
	Name       string    `json:"name"`
	Generation uint64    `json:"gen"`
	Due        time.Time `json:"due"`
}

// Case is the conversation as handed to people. Nothing in it but Wants was written by the person.
type Case struct {
	State  CaseState `json:"state"`
	Since  time.Time `json:"since"`           // when a person was asked for
	Reason StepRef   `json:"reason,omitzero"` // the handoff step, when a flow asked
	Owner  *Agent    `json:"owner,omitempty"`
	Scoped bool      `json:"scoped,omitempty"` // the person was told what agents cannot do
	Noted  time.Time `json:"noted,omitzero"`   // when the person was last told that a line is kept
	Solver string    `json:"solver,omitempty"` // id of the agent who resolved it

	Notes  bool      `json:"notes,omitempty"`  // the owner types for colleagues, unless they send a line
	Last   *Agent    `json:"last,omitempty"`   // who had it before
	Offer  *Offer    `json:"offer,omitempty"`  // the owner offers it
	Front  bool      `json:"front,omitempty"`  // it goes before all that wait: somebody had it already
	Result Result    `json:"result,omitempty"` // how it was resolved
	Wants  Words     `json:"wants,omitzero"`   // what the person wrote last for whoever answers
	Place  Place     `json:"place,omitzero"`   // in the queue, as far as the host told
	Told   time.Time `json:"told,omitzero"`    // when the person was last told their place

	Queued     time.Time `json:"queued,omitzero"`     // since when it is in the queue this time
	Claimed    time.Time `json:"claimed,omitzero"`    // when the owner took it
	Spoke      time.Time `json:"spoke,omitzero"`      // when the owner last said something to the person
	Unanswered time.Time `json:"unanswered,omitzero"` // the first line of the person's that the owner has not answered
	Stage      int       `json:"stage,omitempty"`     // how many reminders the wait that runs has had

	Later       bool      `json:"later,omitempty"`      // the person does not wait here: they are written to later
	Unreachable time.Time `json:"unreachable,omitzero"` // since when nothing reaches the person
	DeskDown    bool      `json:"desk_down,omitempty"`  // no desk can be written to
}

// Offer is a case that its owner offers.
type Offer struct {
	To   *Agent    `json:"to,omitempty"` // a colleague
	Team string    `json:"team,omitempty"`
	By   Agent     `json:"by"`
	Due  time.Time `json:"due"` // when it is over
}

// Noticed is what is worth telling an agent of a conversation, beside its steps.
type Noticed struct {
	Words  Words `json:"words,omitzero"`   // the line that said what it is about
	Masked int   `json:"masked,omitempty"` // lines in which a secret was hidden
	Files  int   `json:"files,omitempty"`  // files that were refused
}

// Words are the beginning of a line of the person's, redacted, and the event that brought it.
type Words struct {
	Text string  `json:"text"`
	Of   EventID `json:"of,omitempty"`
}

// CaseState is where a case is in its life. TAKEOVER's states; BOT is having no case, or Released.
type CaseState string

// The states of a case.
const (
	CaseQueued    CaseState = "queued"
	CaseDeferred  CaseState = "deferred"
	CaseHeld      CaseState = "held" // an agent has it
	CaseReleased  CaseState = "released"
	CaseWithdrawn CaseState = "withdrawn"
	CaseResolved  CaseState = "resolved"
	CaseClosed    CaseState = "closed"
)

// Mode says who has the conversation.
func (s *Session) Mode() Mode {
	if s.Case == nil {
		return Guided
	}
	switch s.Case.State {
	case CaseQueued:
		return Queued
	case CaseDeferred:
		return Deferred
	case CaseHeld:
		return WithAgent
	case CaseClosed:
		return Closed
	default:
		return Guided
	}
}

// Top is the frame that speaks, or nil.
func (s *Session) Top() *Frame {
	if len(s.Stack) == 0 {
		return nil
	}
	return &s.Stack[len(s.Stack)-1]
}

// The errors of a record. Stores return them as they are, so that errors.Is tells.
var (
	// ErrNoSession says that the conversation is not in the record.
	ErrNoSession = errors.New("no such conversation")
	// ErrStale says that another turn of the conversation was committed first: look again.
	ErrStale = errors.New("another turn was first")
	// ErrSeen says that this event was applied before.
	ErrSeen = errors.New("event seen before")
)
