package bot

import "time"

// Book is a compiled, checked pack of one revision. It is made by package flows, never changed
// afterwards, and safe to share between goroutines.
type Book struct {
	Name     string
	Revision string // hash of the logic; wording left out
	Langs    []Lang // the first is spoken until the person's is known
	Menu     FlowID // asks what is wrong: where a new conversation and "start over" begin
	Person   FlowID // the intent "I want a person", entered when nothing else is under way
	Flows    []Flow
	Wording  map[Phrase]Text     // the engine's own lines
	Labels   map[OptionID]Option // commands, built-in replies and the engine's own options
	Links    map[string]Text     // by name; the address for readers of each language
	Hours    map[string]Hours    // the calendars that texts and waits may name
	Team     Text                // how the desk is called
}

// Flow is a troubleshooting path.
type Flow struct {
	ID      FlowID
	Title   Text     // a few words a person would use for the problem, in a sentence after "about:"
	Aside   bool     // answered on the way, without leaving the topic ("thanks")
	Context []string // what people paste here: "code", "password", "document"; redaction listens for it
	Outputs []SlotID // what a call may take home
	Slots   []SlotDef
	Steps   []Step // the first one starts the flow
	Moved   map[StepID]StepID
}

// SlotDef is a remembered answer: finite and typed.
type SlotDef struct {
	ID     SlotID
	Values []string // the first is the value before any answer
}

// Kind is what a step does.
type Kind uint8

// The kinds of steps. Ask, Guide, Check and Wait are where a conversation rests.
const (
	KindSay Kind = iota + 1
	KindAsk
	KindGuide
	KindCheck
	KindWait
	KindBranch
	KindSet
	KindCall
	KindGoto
	KindHandoff
	KindEnd
)

var kindNames = [...]string{"", "say", "ask", "guide", "check", "wait", "branch", "set", "call", "goto", "handoff", "end"}

// String is the kind as flow files write it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "?"
}

// Nowhere is the index of no step.
const Nowhere = -1

// Step is one point of a flow. Which fields count depends on its kind.
type Step struct {
	ID       StepID
	Kind     Kind
	Title    Text     // short, for "what was tried" and the card
	Text     Text     // what is said on arriving
	Again    Text     // said for "show me again"; Text when empty
	Rephrase Text     // said after a first miss, in place of the engine's line
	Facts    []string // ids of the facts that the text rests on
	There    bool     // the text tells of typing a code, or uploading a document, on the official page
	Options  []Option // Ask, Guide, Check, Wait
	Next     int      // index of the step that follows; Nowhere when the kind has none
	Tries    int      // how often the step may be arrived at; 0 is without limit
	Then     int      // where the arrival after the last try leads
	Sets     []Assign
	Rules    []Rule // Branch
	For      Span   // Wait
	Flow     FlowID // Call, Goto
	Takes    []Take // Call
	Reason   Text   // Handoff: for the agent
	Outcome  Outcome
}

// Option is a thing that the person can press or say.
type Option struct {
	ID    OptionID
	Label Text
	Also  map[Lang][]string // other ways to say it
	Next  int
	Sets  []Assign
}

// Assign gives a slot a value.
type Assign struct {
	Slot  SlotID
	Value string
}

// Rule is a row of a branch: taken when every slot named has one of its values. A rule without
// guards is always taken.
type Rule struct {
	When []Guard
	Next int
}

// Guard holds when the slot has one of the values.
type Guard struct {
	Slot   SlotID
	Values []string
}

// Take copies an output of a called flow to a slot of the caller.
type Take struct{ To, From SlotID }

// Span is how long a wait lasts: For, or the entry of By for the value of that slot, or until
// something happens on a calendar.
type Span struct {
	For      time.Duration
	By       SlotID
	Each     map[string]time.Duration
	Calendar string // name in Book.Hours
	Until    Moment
}

// Moment is something that a calendar knows to come.
type Moment string

// The moments that a wait or a text may name.
const (
	Opens Moment = "opens" // the next opening
	Due   Moment = "due"   // "within one business day"
)

// Hours is a calendar of opening hours. Package calendar has one.
type Hours interface {
	Open(at time.Time) bool
	Opens(at time.Time) time.Time                       // at itself when open; the zero time when it never opens again
	Closes(at time.Time) time.Time                      // the end of the span that is open, or of the next one
	Due(at time.Time) time.Time                         // closing of the first business day that opens after at
	Add(at time.Time, business time.Duration) time.Time // when it has been open for that long since at; the zero time when it never is
	Perhaps(from, to time.Time) bool                    // whether an office not ours may be closed on a business day between the two
	Zone() *time.Location
}

// Flow returns the flow of that id.
func (b *Book) Flow(id FlowID) (*Flow, bool) {
	for i := range b.Flows {
		if b.Flows[i].ID == id {
			return &b.Flows[i], true
		}
	}
	return nil, false
}

// Step returns the index of the step of that id, or Nowhere.
func (f *Flow) Step(id StepID) int {
	for i := range f.Steps {
		if f.Steps[i].ID == id {
			return i
		}
	}
	return Nowhere
}

// asks reports whether steps of this kind are a question for the person.
func (k Kind) asks() bool { return k.Rests() && k != KindWait }

// Rests reports whether a conversation can rest on steps of this kind, waiting for an answer.
func (k Kind) Rests() bool { return k >= KindAsk && k <= KindWait }
