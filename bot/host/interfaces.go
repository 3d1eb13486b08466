package host

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Channel carries words to and from people.
type Channel interface {
	// Carries reports whether the address is reached through this channel.
	Carries(to bot.Address) bool
	// Run hands every event to the sink until ctx ends. It acknowledges to its platform only after
	// the sink returned nil.
	Run(ctx context.Context, sink Sink) error
	// Send writes one line to the person. A nil error means that it was accepted.
	Send(ctx context.Context, line bot.Line) (bot.Receipt, error)
}

// Sink takes an event. It returns nil only once the turn is in the record.
type Sink = func(ctx context.Context, in bot.Envelope) error

// Record keeps every conversation for good.
type Record interface {
	// Load returns the session as of its last turn, or bot.ErrNoSession.
	Load(ctx context.Context, id bot.ConversationID) (bot.Session, error)
	// Commit stores turns in one transaction, at most one for each conversation. Each result is nil,
	// bot.ErrStale, bot.ErrSeen, or why the record could not take it.
	Commit(ctx context.Context, turns []bot.Commit) []error
	// Forget erases all that is known of a conversation but its audit.
	Forget(ctx context.Context, id bot.ConversationID) error
}

// Outbox hands out what was committed, in order within a conversation, to one worker at a time, until it is settled.
type Outbox interface {
	// Lease takes the first unsent line of up to n conversations, for the time given.
	Lease(ctx context.Context, now time.Time, n int) ([]bot.Line, error)
	// Settle ends leases. A settlement whose attempt is not the line's latest is ignored.
	Settle(ctx context.Context, settled []bot.Settlement) error
}

// Alarms hands out the wakes that are due.
type Alarms interface {
	// Due returns up to n wakes due at now, the earliest first. They stay until a turn takes them.
	Due(ctx context.Context, now time.Time, n int) ([]bot.Alarm, error)
	// Next is when the earliest wake is due; false when none is set.
	Next(ctx context.Context) (time.Time, bool, error)
}

// Understander reads free text.
type Understander interface {
	Understand(ctx context.Context, u bot.Utterance) (bot.Reading, error)
}
