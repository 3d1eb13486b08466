package host

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The wake by which an erasure comes, some time after it was asked for, so that the last words and what goes from
// the desks are on their way first; and how long those are waited for.
const (
	eraseWake   = "erase"
	eraseAfter  = time.Second
	eraseWithin = 30 * time.Minute
)

// Forget erases a conversation at once, from the record, but for its audit, and from where it lives; live may be
// nil. What somebody has computed before is stale then. When it fails, some of it may be left: it is to be called
// again. What stands on desks stays there: see Host.Erase.
func Forget(ctx context.Context, record Record, live Sessions, id bot.ConversationID) (bot.Forgotten, error) {
	drop := func() error {
		if live == nil {
			return nil
		}
		return live.Drop(ctx, id)
	}
	if err := drop(); err != nil { // first, so that nothing is left there by who dies in between
		return bot.Forgotten{}, fmt.Errorf("forget %s where it lives: %w", id, err)
	}
	forgotten, err := record.Forget(ctx, id)
	if err != nil {
		return forgotten, err
	}
	if err := drop(); err != nil {
		return forgotten, fmt.Errorf("forget %s where it lives: %w", id, err)
	}
	return forgotten, nil
}

// Erase is the person's wish that all about them be erased. When it returns nil, that will happen whatever becomes
// of this process: they and the desks are told, what stands on desks is taken off, and then the conversation is
// forgotten, mostly within seconds, and within half an hour though a platform is away. Nothing is said to them
// afterwards.
func (h *Host) Erase(ctx context.Context, id bot.ConversationID) error {
	_, err := h.Record.Load(ctx, id)
	if errors.Is(err, bot.ErrNoSession) { // nobody is to be told, but dead letters may be there
		_, err := Forget(ctx, h.Record, h.Sessions, id)
		return err
	}
	if err != nil {
		return h.recordGone(ctx, fmt.Errorf("erase %s: %w", id, err))
	}
	return h.Receive(ctx, bot.Envelope{ID: bot.EventID("erase:" + rand.Text()), Where: bot.Address(id), At: h.now(), Event: bot.Erased{}})
}

// erasing is the turn with the wake that erases, when it is one that asks for that.
func (h *Host) erasing(c bot.Commit) bot.Turn {
	if _, ok := c.Cause.Event.(bot.Erased); !ok {
		return c.Turn
	}
	wake := bot.Wake{Name: eraseWake, Generation: c.Turn.Session.Seq, Due: h.now().Add(eraseAfter)}
	c.Turn.Effects = append(append([]bot.Effect(nil), c.Turn.Effects...), wake)
	return c.Turn
}

// erase forgets the conversation once nothing is left to send in it, or it has waited for that long enough. Until
// then its wake stays, and is tried again.
func (h *Host) erase(ctx context.Context, alarm bot.Alarm) error {
	unsent, err := h.Outbox.Unsent(ctx, alarm.Conversation)
	if err != nil {
		return fmt.Errorf("erase %s: %w", alarm.Conversation, err)
	}
	if unsent > 0 && h.now().Sub(alarm.Wake.Due) < eraseWithin {
		return nil
	}
	forgotten, err := Forget(ctx, h.Record, h.Sessions, alarm.Conversation)
	if err != nil {
		return err
	}
	h.log.WithField("conversation", string(alarm.Conversation)).WithField("turns", forgotten.Turns).Info("a conversation was erased")
	return nil
}
