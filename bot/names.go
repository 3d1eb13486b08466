package bot

import "strings"

// The names of things. They are written in flow files, stored in the record and shown in logs,
// so they are never made from a person's words.
type (
	// ConversationID names one person in one place. It is the home address as text.
	ConversationID string
	// EventID is the platform's own id of an event. The same id is applied once.
	EventID string
	// Lang is a BCP 47 primary tag that the book speaks: "fr", "en".
	Lang string
	// FlowID names a flow of the book; it is also the intent that leads there.
	FlowID string
	// StepID names a step within its flow.
	StepID string
	// OptionID names an option within its step, or a Command.
	OptionID string
	// SlotID names a slot of a flow.
	SlotID string
)

// Address is a place on a channel, "channel:place", such as "terminal:me" or "slack:T1:D1".
type Address string

// Channel is the part before the first colon: the adapter that can reach this place.
func (a Address) Channel() string {
	name, _, _ := strings.Cut(string(a), ":")
	return name
}

// Mode says who has the conversation, in the words of the scriptable face.
type Mode string

// The modes a conversation can be in.
const (
	Guided    Mode = "guided"     // the bot leads
	Queued    Mode = "queued"     // waiting for an agent, desk open
	Deferred  Mode = "deferred"   // waiting for the desk to open; the bot goes on helping
	WithAgent Mode = "with_agent" // an agent has it; the bot is silent
	Closed    Mode = "closed"     // over; a new line starts anew
)

// waiting reports whether the conversation waits for people, the desk open or not.
func (m Mode) waiting() bool { return m == Queued || m == Deferred }

// Outcome is how a flow ended.
type Outcome string

// The outcomes a flow may end with.
const (
	Resolved     Outcome = "resolved"
	HandedOff    Outcome = "handed_off"
	SelfService  Outcome = "self_service"
	NotSupported Outcome = "not_supported"
	Abandoned    Outcome = "abandoned"
)

// Outcomes lists every outcome that a flow file may write.
func Outcomes() []Outcome {
	return []Outcome{Resolved, HandedOff, SelfService, NotSupported, Abandoned}
}

// The commands are reachable at every question, by button and by words. Solved, Withdraw and
// Assistant are understood when they make sense and offered only where they do.
const (
	CmdHuman     OptionID = "human"
	CmdBack      OptionID = "back"
	CmdRestart   OptionID = "restart"
	CmdRepeat    OptionID = "repeat"
	CmdStop      OptionID = "stop"
	CmdLanguage  OptionID = "language"
	CmdSolved    OptionID = "solved"    // "it works now"
	CmdWithdraw  OptionID = "withdraw"  // take back the request for a person
	CmdAssistant OptionID = "assistant" // leave the agent, back to the assistant
)

// Commands lists the commands in the order in which they are offered.
func Commands() []OptionID {
	return []OptionID{CmdHuman, CmdBack, CmdRepeat, CmdRestart, CmdLanguage, CmdStop, CmdSolved, CmdWithdraw, CmdAssistant}
}

// The replies built into every guide and check step.
const (
	ReplyDone   OptionID = "done"
	ReplyFailed OptionID = "failed"
	ReplyCannot OptionID = "cannot"
	ReplyAgain  OptionID = "again"
	ReplyYes    OptionID = "yes"
	ReplyNo     OptionID = "no"
)
