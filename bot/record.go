package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Commit is a turn on its way into the record.
type Commit struct {
	Cause Envelope
	Was   uint64 // the Seq that the turn was computed from: the fence
	Token string // names this attempt, so that a commit whose answer was lost is known as one's own
	Turn  Turn
	Take  bool      // the committer will send the turn's first line itself, at once
	Desks []Address // where the turn is shown to agents
}

// Lines are what leaves through the outbox, in order. What is for the desks stands once for each; a commit that
// knows none has it as it is.
func (c Commit) Lines() []Line {
	turn := c.Turn
	if len(c.Desks) > 0 {
		turn = turn.AtDesks(c.Desks)
	}
	return turn.Lines(turn.Session.ID)
}

// Check refuses what no record can hold.
func (c Commit) Check() error {
	turn := c.Turn
	switch {
	case turn.Session.ID == "":
		return errors.New("the conversation has no id")
	case c.Cause.ID == "":
		return errors.New("the event has no id")
	case turn.Session.Seq != c.Was+1:
		return fmt.Errorf("turn %d does not follow turn %d", turn.Session.Seq, c.Was)
	}
	return nil
}

// Kept is what became of a commit.
type Kept struct {
	Err  error // nil, ErrStale, ErrSeen, or why the record could not take the turn
	Next *Line // leased to the committer: the turn's first line, when Take was set and none waits before it
}

// Entry is a turn as the journal keeps it.
type Entry struct {
	Seq     uint64
	ID      EventID
	Where   Address
	At      time.Time
	Event   Event
	Path    []Pass
	Outcome Outcome // how a flow ended in this turn, or ""
	Ended   StepRef // where it ended
}

// Line is an effect waiting to be done: a message to the person, or something for the desks.
type Line struct {
	Conversation ConversationID
	Seq          uint64 // of the turn
	Part         int    // its place among the turn's lines, from 0
	Attempt      int    // counts the leases; a settlement with an older one is ignored
	Probes       int    // how often its fate was, or is now to be, looked up since it was sent last
	Effect       Effect
}

// ID is "conversation/seq/part", the same in every attempt.
func (l Line) ID() string {
	return string(l.Conversation) + "/" + strconv.FormatUint(l.Seq, 10) + "/" + strconv.Itoa(l.Part)
}

// Key is what a message carries on its platform, so that it is known again: 24 characters of letters, digits,
// - and _, the same in every attempt and every process with that secret. Nobody without it can make one.
func (l Line) Key(secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(l.ID()))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:18])
}

// To is where the line goes; "" when it is for desks and there are none.
func (l Line) To() Address {
	switch e := l.Effect.(type) {
	case Say:
		return e.To
	case Amend:
		return e.To
	case AtDesk:
		return e.Desk
	}
	return ""
}

// OfCase is what the card of a case is of.
const OfCase EventID = "case"

// Of is the event whose line this is a copy of, on its other side; OfCase for the card; "" for a line of our own.
func (l Line) Of() EventID {
	effect := l.Effect
	if at, ok := effect.(AtDesk); ok {
		effect = at.Do
	}
	switch e := effect.(type) {
	case Say:
		return e.Of
	case Amend: // of a line that was not sent yet, it is the copy
		if e.To != "" && !e.Gone {
			return e.Of
		}
	case Relay:
		return e.Of
	case Note:
		return e.Of
	case ShowCase:
		return OfCase
	}
	return ""
}

// Amends are the events whose lines to the person the turn changes: one that was not sent yet is cancelled,
// since the amendment carries what is left of it.
func (c Commit) Amends() (of []EventID) {
	for _, effect := range c.Turn.Effects {
		if amend, ok := effect.(Amend); ok && amend.To != "" {
			of = append(of, amend.Of)
		}
	}
	return of
}

// Queue is the order in which the line stands: "" for what goes to the person, else the desk that it is for.
// The lines of a conversation go one after the other within a queue.
func (l Line) Queue() string {
	if at, ok := l.Effect.(AtDesk); ok {
		return string(at.Desk)
	}
	return ""
}

// Receipt is what a platform gave for a message that it accepted.
type Receipt struct {
	ID string  // the platform's own; "" when it has none
	At Address // where the message is, for who changes it later; "" when nobody can
}

// Settlement is how a leased line ended.
type Settlement struct {
	Line    Line
	State   LineState
	Gone    bool // LineDead: no line reaches this person any more
	Receipt Receipt
	Reason  string    // why it was not sent; never a person's words
	After   time.Time // LineReady: not sent before this; LineUncertain: not probed before this
	Take    bool      // the settler will send the conversation's next line itself, at once
	Next    *Line     // what the settler has of the line that may come next, so that nobody has to read it
}

// LineState is where a line is in its life.
type LineState string

// The states of a line.
const (
	LineReady     LineState = "ready"
	LineLeased    LineState = "leased"
	LineSent      LineState = "sent"
	LineDead      LineState = "dead"      // refused for good
	LineCancelled LineState = "cancelled" // by a claim, before anybody began to write it
	LineUncertain LineState = "uncertain" // perhaps accepted: to be probed
)

// Pair ties an event to a copy of its line on the other side, or a case to its card.
type Pair struct {
	Conversation ConversationID
	Of           EventID // as Line.Of
	At           Address // as Receipt.At: each place holds one
}

// DeadLetter is an event that could not become a turn.
type DeadLetter struct {
	Conversation ConversationID
	Cause        Envelope // without secrets; its Event is nil when it cannot be written or read
	Reason       string   // never a person's words
}

// Alarm is a wake as the record holds it.
type Alarm struct {
	Conversation ConversationID
	Home         Address
	Wake         Wake
	Reason       string // why a line was refused, when it is that of which the alarm tells
}

// Envelope is the event that the alarm becomes when it is due.
func (a Alarm) Envelope(at time.Time) Envelope {
	if in, ok := a.undelivered(); ok {
		in.At = at
		return in
	}
	id := "timer:" + string(a.Conversation) + ":" + a.Wake.Name + ":" + strconv.FormatUint(a.Wake.Generation, 10)
	return Envelope{
		ID: EventID(id), Where: a.Home, At: at,
		Event: Woke{Name: a.Wake.Name, Generation: a.Wake.Generation},
	}
}

// Recent is a conversation, and when its person was last there.
type Recent struct {
	Conversation ConversationID
	Touched      time.Time
}

// Lines are the turn's effects that leave through the outbox, in order.
func (t Turn) Lines(conversation ConversationID) []Line {
	var lines []Line
	for _, effect := range t.Effects {
		if effectKind(effect) != "" {
			lines = append(lines, Line{Conversation: conversation, Seq: t.Session.Seq, Part: len(lines), Effect: effect})
		}
	}
	return lines
}

// RefusedError says that an agent's event was not accepted, and why. Nothing was changed.
type RefusedError struct {
	Refusal Refusal
	Owner   string // the name of the agent who has the case, if one has
}

// Error is the refusal, with the owner's name when there is one.
func (e *RefusedError) Error() string {
	if e.Refusal == RefusedHeld && e.Owner != "" {
		return e.Owner + " has the case"
	}
	return string(e.Refusal)
}
