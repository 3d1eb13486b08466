package host

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Limit knows who writes faster than anybody can read.
type Limit interface {
	// Allow counts an event of the person's. What is above the limit is taken all the same, in silence,
	// but for one notice a minute.
	Allow(ctx context.Context, id bot.ConversationID, now time.Time) bot.Quiet
}

// limited says how an event of a person's is to be answered. A platform may give an event late, so
// its own time does not count.
func (h *Host) limited(ctx context.Context, in bot.Envelope) (out bot.Envelope) {
	if h.Limit == nil || !in.FromPerson() {
		return in
	}
	defer func() {
		if recover() != nil { // who cannot count lets everybody in
			h.log.WithField("event", string(in.ID)).Error("the limit panicked")
			out = in
			out.Quiet = bot.Answered
		}
	}()
	in.Quiet = h.Limit.Allow(ctx, bot.ConversationID(in.Where), h.now())
	return in
}
