package host

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Channel carries words to and from people.
//
// A channel whose platform lets a message carry something sends Line.Key along, and knows by it its own message
// when that is echoed, and in Probe. It is made with the secret for that; the host does not know it.
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
	// Commit stores turns in one transaction, at most one for each conversation, and says of each what
	// became of it. A commit that is repeated with its own token is kept, but gives no line to send.
	Commit(ctx context.Context, turns []bot.Commit) []bot.Kept
	// Forget erases all that is known of a conversation but its audit, which says from then on that it was
	// erased. A turn that was computed before is stale.
	Forget(ctx context.Context, id bot.ConversationID) (bot.Forgotten, error)
}

// Outbox hands out what was committed, in order within a conversation, to one worker at a time, until
// it is settled or 15 seconds are over. As now, the zero time stands for the record's own clock.
type Outbox interface {
	// Lease takes the first unsent line of up to n conversations, unless it waits for a time, is leased
	// or is uncertain. A lease that ran out makes its line uncertain: who held it may have sent it.
	Lease(ctx context.Context, now time.Time, n int) ([]bot.Line, error)
	// Settle ends leases. A settlement whose attempt is not the line's latest is ignored. It leases to
	// the caller the next line of each conversation whose settlement has Take and lets one go.
	Settle(ctx context.Context, settled []bot.Settlement) ([]bot.Line, error)
	// Unsent counts the lines of a conversation that are not settled for good.
	Unsent(ctx context.Context, id bot.ConversationID) (int, error)
	// Uncertain leases up to n lines whose fate is to be probed, due at now, each with a raised attempt
	// and one probe more.
	Uncertain(ctx context.Context, now time.Time, n int) ([]bot.Line, error)
}

// Alarms hands out the wakes that are due.
type Alarms interface {
	// Due returns up to n wakes due at now, the earliest first. They stay until a turn takes them. The
	// zero time stands for the record's own clock.
	Due(ctx context.Context, now time.Time, n int) ([]bot.Alarm, error)
	// Next is when the earliest wake is due; false when none is set.
	Next(ctx context.Context) (time.Time, bool, error)
}

// Clock is the record's own, the same for every process that uses it.
type Clock interface {
	Now(ctx context.Context) (time.Time, error)
}

// DeadLetters keeps the events that could not become a turn.
type DeadLetters interface {
	// Bury keeps what is left of an event, which from then on counts as seen. One that became a turn, or
	// was buried before, stays as it is.
	Bury(ctx context.Context, letter bot.DeadLetter) error
	// Buried lists up to n letters, the latest first.
	Buried(ctx context.Context, n int) ([]bot.DeadLetter, error)
}

// Pruner drops what is kept for a time only.
type Pruner interface {
	// Prune drops what is older at now than it is to be kept, some at a time so that nobody waits for it, and
	// tells how many rows. A conversation of which no turn and no line is left, and in which nothing is to
	// happen any more, is as if it had never been.
	Prune(ctx context.Context, now time.Time, keep bot.Retention) (int64, error)
}

// Sessions is where conversations live between turns. What it holds may be old or gone: the record's
// fence decides, and a turn that was stale is made anew from the record.
type Sessions interface {
	// Get returns the sessions that it has.
	Get(ctx context.Context, ids ...bot.ConversationID) (map[bot.ConversationID]bot.Session, error)
	Put(ctx context.Context, sessions ...bot.Session) error
	Drop(ctx context.Context, ids ...bot.ConversationID) error
}

// Understander reads free text.
type Understander interface {
	Understand(ctx context.Context, u bot.Utterance) (bot.Reading, error)
}
