package bot

import "time"

// Retention is for how long a record keeps things.
type Retention struct {
	Talk    time.Duration // turns and lines, and the session once nothing is left to do; what an open case needs stays
	Marks   time.Duration // the ids of events: no platform tells of one again after that
	Letters time.Duration // dead letters
	Audit   time.Duration // what became of cases
}

// UsualRetention is for whoever does not say otherwise.
func UsualRetention() Retention {
	const day = 24 * time.Hour
	return Retention{Talk: 30 * day, Marks: 7 * day, Letters: 14 * day, Audit: 730 * day}
}

// Forgotten is what a record erased of a conversation.
type Forgotten struct {
	Turns   int64 `json:"turns"`
	Lines   int64 `json:"lines"`
	Wakes   int64 `json:"wakes"`
	Letters int64 `json:"dead_letters"`
	Marks   int64 `json:"event_marks"`
	Copies  int64 `json:"desk_copies"` // of lines, which may still be seen on desks
	Session bool  `json:"session"`
}

// ActionErased is the action of the change that an erasure leaves in the audit.
const ActionErased = "erased"

// Change is one step in the life of a case, or the erasure of the conversation: who did what, and what it was
// and became. It has no word that was said.
type Change struct {
	At          time.Time `json:"at"` // by the record's clock
	Seq         uint64    `json:"seq"`
	Agent       string    `json:"agent,omitempty"` // id, or "" when no agent did it
	Action      string    `json:"action"`          // the kind of the event, or ActionErased
	Before      CaseState `json:"before,omitempty"`
	BeforeOwner string    `json:"before_owner,omitempty"` // id, or ""
	After       CaseState `json:"after,omitempty"`
	AfterOwner  string    `json:"after_owner,omitempty"`
}

// Dossier is all that a record keeps of a conversation.
type Dossier struct {
	Session *Session // nil when there is none
	Entries []Entry
	Lines   []Posted
	Alarms  []Alarm
	Letters []DeadLetter
	Audit   []Change
}

// Posted is a line as it stands in the outbox. Its Effect is nil once its words were let go of.
type Posted struct {
	Line

	State   LineState
	Receipt Receipt
	Reason  string
}

// HeldCase is the case as the turn leaves it: the session's or, when it has none any more, as the desks were
// shown it last.
func (t Turn) HeldCase() (held Case, ok bool) {
	if t.Session.Case != nil {
		return *t.Session.Case, true
	}
	for _, effect := range t.Effects {
		if show, is := effect.(ShowCase); is {
			held, ok = show.Case, true
		}
	}
	return held, ok
}

// OwnerID is the id of the agent who has the case, or "".
func (c Case) OwnerID() string {
	if c.Owner == nil {
		return ""
	}
	return c.Owner.ID
}
