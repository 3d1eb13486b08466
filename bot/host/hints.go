package host

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Hints tell other processes that something is to do. They may be lost: everybody looks by themselves
// from time to time.
type Hints interface {
	// Hint names conversations with the time from which they have something to do; the zero time is now.
	Hint(ctx context.Context, due map[bot.ConversationID]time.Time) error
	// Hints calls heard for every hint until ctx ends.
	Hints(ctx context.Context, heard func(due map[bot.ConversationID]time.Time))
}

// hint tells others of lines that this process does not carry itself.
func (h *Host) hint(id bot.ConversationID) {
	if h.Hints == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	if err := h.Hints.Hint(ctx, map[bot.ConversationID]time.Time{id: {}}); err != nil {
		h.log.WithError(err).Debug("a hint was lost")
	}
}

// hear looks when another process says that there is something to do.
func (h *Host) hear(ctx context.Context) {
	if h.Hints == nil {
		return
	}
	h.Hints.Hints(ctx, func(map[bot.ConversationID]time.Time) {
		h.more.ring()
		h.sooner.ring()
	})
}
