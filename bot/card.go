package bot

import "time"

// Card is what every desk shows first of a case, made from the session and the book alone, in the
// language of whoever reads it. What the person wrote stands in Words and Wants only.
type Card struct {
	Number int64  `json:"number,omitempty"` // the record's, which the host fills in
	Person string `json:"person,omitempty"` // how the platform calls them, which the host fills in

	State   CaseState `json:"state"` // "" while nobody asked for people
	Channel string    `json:"channel"`
	Spoken  Lang      `json:"spoken"` // by the person
	Topic   string    `json:"topic,omitempty"`
	Since   time.Time `json:"since,omitzero"` // when a person was asked for
	Waits   time.Time `json:"waits,omitzero"` // since when the person waits for people; zero while nobody is waited for
	Place   Place     `json:"place,omitzero"`
	Owner   *Agent    `json:"owner,omitempty"`
	Notes   bool      `json:"notes,omitempty"` // the owner types for colleagues
	Last    *Agent    `json:"last,omitempty"`  // who had it before
	Result  Result    `json:"result,omitempty"`

	Words    string     `json:"words,omitempty"`  // the line that said what it is about
	Wants    string     `json:"wants,omitempty"`  // what they wrote last for whoever answers
	Reason   string     `json:"reason,omitempty"` // why the flow asked for people
	Tried    []CardStep `json:"tried,omitempty"`
	Stopped  StepRef    `json:"stopped,omitzero"`
	Question string     `json:"question,omitempty"` // that waits
	Next     string     `json:"next,omitempty"`     // what the flow would say when that does not help
	Warnings []Warning  `json:"warnings,omitempty"`
	Ahead    []Point    `json:"ahead,omitempty"` // where the conversation can go on after a release, while an agent has it
	May      []Allowed  `json:"may,omitempty"`
}

// CardStep is a step that was gone through.
type CardStep struct {
	At     StepRef  `json:"at"`
	Words  string   `json:"words"`
	Answer OptionID `json:"answer,omitempty"`
	Mark   Mark     `json:"mark"`
	Aided  bool     `json:"aided,omitempty"` // with an agent
}

// Mark is what came of a step, as a sign that needs no colour.
type Mark string

// The marks.
const (
	MarkDone    Mark = "✓" // done, answered
	MarkFailed  Mark = "✗" // did not help, or could not be done
	MarkWaiting Mark = "?" // not answered
)

// Point is where the conversation can go on: after a step that was left by an option. An AgentReleased
// names it by its After.
type Point struct {
	After   Pass     `json:"after"`
	Words   string   `json:"words"`             // the step, with its answer
	Through []string `json:"through,omitempty"` // the answers that are taken as given on the way
}

// Warning is something that an agent must know. Its In words it.
type Warning struct {
	What  WarningKind `json:"what"`
	Count int         `json:"count,omitempty"`
	By    string      `json:"by,omitempty"` // the name of the agent whom it is about
}

// WarningKind is a kind of warning.
type WarningKind string

// The warnings.
const (
	WarnFile        WarningKind = "file"        // tried to send files, which nobody opened
	WarnMasked      WarningKind = "masked"      // wrote secrets, which were hidden
	WarnUnreachable WarningKind = "unreachable" // nothing reaches the person
	WarnDeskDown    WarningKind = "desk_down"   // the person was told that no desk can be written to
	WarnOffered     WarningKind = "offered"     // offered to By
	WarnLater       WarningKind = "later"       // does not wait here: write to them
	WarnFront       WarningKind = "front"       // somebody had it already
	WarnReopened    WarningKind = "reopened"    // By had resolved it
)

// Allowed says what a role may do with the case now.
type Allowed struct {
	Role    Role     `json:"role"` // RoleOwner for the agent who has it
	Actions []Action `json:"actions"`
}

// RoleOwner stands, on a card alone, for the agent who has the case.
const RoleOwner Role = "owner"

// Action is something that an agent may do with a case.
type Action string

// The actions. Each is one kind of event, but for the three ways to come by a case.
const (
	ActClaim   Action = "claim"    // AgentClaimed, when the person waits
	ActPull    Action = "pull"     // AgentClaimed with a reason, when nobody asked for people
	ActTake    Action = "take"     // AgentClaimed with a reason, when another has it
	ActSay     Action = "say"      // AgentSaid
	ActNote    Action = "note"     // AgentNoted
	ActOffer   Action = "offer"    // AgentOffered
	ActPutBack Action = "put_back" // AgentPutBack
	ActAssign  Action = "assign"   // AgentAssigned
	ActRelease Action = "release"  // AgentReleased
	ActResolve Action = "resolve"  // AgentResolved
	ActErase   Action = "erase"    // Erased
)
