package host

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

// The bounds of one event: how often it is stepped again because another process was first (each time
// somebody else's turn went in, so only a conversation with that many turns at once can reach it), how
// often a fault is tried again, and how many events may be under way.
const (
	maxStale     = 500
	mostFaults   = 3
	mostReceived = 2048
)

// ErrOverloaded says that too many events are under way. The platform is to give it again.
var ErrOverloaded = errors.New("too many events are under way")

// Receive applies one event to its conversation. It returns nil only once the turn is in the
// record, or was before, so an adapter may acknowledge to its platform as soon as Receive returns.
// An agent's event that is not allowed gives a *bot.RefusedError and changes nothing. An event on
// which the engine fails again and again is kept as a dead letter, and the person is told.
func (h *Host) Receive(ctx context.Context, in bot.Envelope) error {
	if _, timer := in.Event.(bot.Woke); !timer && h.under.Add(1) > mostReceived {
		h.under.Add(-1)
		return fmt.Errorf("receive %s: %w", in.ID, ErrOverloaded)
	} else if !timer {
		defer h.under.Add(-1)
	}
	id := bot.ConversationID(in.Where)
	leave, err := h.lanes.enter(ctx, id)
	if err != nil {
		return fmt.Errorf("receive %s: %w", in.ID, err)
	}
	defer leave()
	err = h.apply(ctx, in)
	h.metrics.received(err)
	return err
}

// apply steps and commits until the turn is in.
func (h *Host) apply(ctx context.Context, in bot.Envelope) error {
	token := rand.Text()
	tooMany, notice := h.hurried(ctx, in)
	stale, faults := 0, 0
	for sure := false; ; sure = true {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("receive %s: %w", in.ID, err)
		}
		err := h.turn(ctx, attempt{in, token, sure, tooMany, notice})
		switch fault := (*faultError)(nil); {
		case errors.Is(err, bot.ErrSeen): // the platform told us twice
			return nil
		case errors.As(err, &fault):
			if faults++; faults == mostFaults {
				return h.bury(ctx, in, fault.reason)
			}
		case errors.Is(err, bot.ErrStale): // another process was first: look again
			h.metrics.stale()
			if stale++; stale == maxStale {
				return fmt.Errorf("receive %s: %w", in.ID, err)
			}
		default:
			return err
		}
	}
}

// attempt is one try at an event.
type attempt struct {
	in              bot.Envelope
	token           string
	sure            bool // the session is loaded from the record
	tooMany, notice bool // the person writes too fast, and is to be told so
}

// turn loads, reads, steps and commits once.
func (h *Host) turn(ctx context.Context, a attempt) error {
	session, err := h.sessions.load(ctx, a.in, a.sure)
	if err != nil {
		return h.recordGone(err)
	}
	read := h.read(ctx, session, a.in)
	if a.tooMany {
		read.Event = inHaste(read.Event, a.notice)
	}
	turn, err := h.step(session, read)
	if err != nil {
		return err
	}
	if turn.Refused != "" {
		return &bot.RefusedError{Refusal: turn.Refused, Owner: ownerName(session)}
	}
	err = h.commit(ctx, bot.Commit{Cause: read, Was: session.Seq, Token: a.token, Turn: turn})
	if errors.Is(err, bot.ErrStale) && !a.sure {
		h.sessions.mistrust(ctx, session)
	}
	return err
}

// commit puts a turn into the record, and begins what comes of it.
func (h *Host) commit(ctx context.Context, c bot.Commit) error {
	c.Take = h.serving.Load() && h.sends(c.Turn)
	kept, err := h.committer.ask(ctx, c)
	if err == nil {
		err = kept.Err
	}
	if err != nil {
		if errors.Is(err, bot.ErrStale) || errors.Is(err, bot.ErrSeen) {
			return err
		}
		return h.recordGone(fmt.Errorf("receive %s: %w", c.Cause.ID, err))
	}
	h.recordBack()
	h.entry(c.Turn.Session).WithField("effects", len(c.Turn.Effects)).Debug("turn")
	if h.Watch != nil {
		h.Watch(c.Turn)
	}
	h.afterwards(kept, c.Turn)
	return nil
}

// sends reports whether the turn's first line could be written now by this process.
func (h *Host) sends(turn bot.Turn) bool {
	lines := turn.Lines(turn.Session.ID)
	if len(lines) == 0 {
		return false
	}
	say, ok := lines[0].Effect.(bot.Say)
	return ok && h.courier.takes(say.To)
}
