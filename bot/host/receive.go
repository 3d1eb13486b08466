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
// often a fault is tried again, and how many events of persons may be under way.
const (
	maxStale     = 500
	mostFaults   = 3
	mostReceived = 2048
)

// ErrOverloaded says that too many events are under way. The platform is to give it again.
var ErrOverloaded = errors.New("too many events are under way")

// errNameless is why an event without id or place is not taken: it could not be told from others.
var errNameless = errors.New("the event has no id or no place")

// Receive applies one event to its conversation. It returns nil only once the turn is in the
// record, or was before, so an adapter may acknowledge to its platform as soon as Receive returns.
// An agent's event that is not allowed gives a *bot.RefusedError and changes nothing. An event on
// which the engine fails again and again is kept as a dead letter, and the person is told.
func (h *Host) Receive(ctx context.Context, in bot.Envelope) error {
	err := h.receive(ctx, in)
	h.metrics.received(err)
	return err
}

func (h *Host) receive(ctx context.Context, in bot.Envelope) error {
	if in.ID == "" || in.Where == "" {
		return fmt.Errorf("receive %T: %w", in.Event, errNameless)
	}
	if in.FromPerson() { // agents and timers go first: there are few of them, and somebody counts on them
		defer h.under.Add(-1)
		if h.under.Add(1) > mostReceived {
			return fmt.Errorf("receive %s: %w", in.ID, ErrOverloaded)
		}
	}
	leave, err := h.lanes.enter(ctx, bot.ConversationID(in.Where))
	if err != nil {
		return fmt.Errorf("receive %s: %w", in.ID, err)
	}
	defer leave()
	return h.apply(ctx, in)
}

// apply steps and commits until the turn is in.
func (h *Host) apply(ctx context.Context, in bot.Envelope) error {
	token, counted := rand.Text(), h.counted(ctx, in)
	stale, faults := 0, 0
	for sure := h.Sessions == nil; ; sure = true {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("receive %s: %w", in.ID, err)
		}
		err := h.turn(ctx, attempt{in, token, sure, counted})
		fault, refused := (*faultError)(nil), (*bot.RefusedError)(nil)
		switch {
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
		case errors.As(err, &refused) && !sure: // by a session that may be old: no commit has shown that it is not
		default:
			return err
		}
	}
}

// attempt is one try at an event.
type attempt struct {
	in      bot.Envelope
	token   string
	sure    bool                            // the session is loaded from the record
	counted *job[bot.ConversationID, haste] // whether the person writes too fast; nil: nobody asked
}

// haste is none when that cannot be had.
func (a attempt) haste() (h haste) {
	if a.counted != nil {
		h, _ = a.counted.wait()
	}
	return h
}

// turn loads, reads, steps and commits once.
func (h *Host) turn(ctx context.Context, a attempt) error {
	session, err := h.sessions.load(ctx, a.in, a.sure)
	if err != nil {
		return h.recordGone(ctx, err)
	}
	read, err := h.read(ctx, session, a.in)
	if err != nil {
		return err
	}
	if haste := a.haste(); haste.tooMany {
		read.Event = inHaste(read.Event, haste.notice)
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

// commit puts a turn into the record.
func (h *Host) commit(ctx context.Context, c bot.Commit) error {
	if _, err := bot.MarshalEvent(c.Cause.Event); err != nil { // no record will ever take it
		return &faultError{fmt.Sprintf("receive %s: the event cannot be written", c.Cause.ID)}
	}
	c.Turn = h.erasing(c)
	if h.Desks != nil {
		c.Desks = h.Desks(c.Turn.Session.Home)
	}
	c.Take = h.serving.Load() && h.sends(c)
	kept, err := h.committer.keep(ctx, c)
	if err == nil {
		err = kept.Err
	}
	if err == nil || errors.Is(err, bot.ErrStale) || errors.Is(err, bot.ErrSeen) {
		return err
	}
	return fmt.Errorf("receive %s: %w", c.Cause.ID, err)
}

// told begins what comes of a turn, and notes whether the record answered.
func (h *Host) told(c bot.Commit, kept bot.Kept) {
	switch {
	case kept.Err == nil:
		h.recordBack()
		h.answered.note(c)
		if h.debugs() {
			h.entry(c.Turn.Session).WithField("effects", len(c.Turn.Effects)).Debug("turn")
		}
		if h.Watch != nil {
			h.Watch(c.Turn)
		}
		h.afterwards(kept, c)
	case errors.Is(kept.Err, bot.ErrStale), errors.Is(kept.Err, bot.ErrSeen):
		h.recordBack()
	default:
		_ = h.recordGone(context.Background(), kept.Err) // whoever waits is told by the committer
	}
}

// sends reports whether this process could do the turn's first line at once.
func (h *Host) sends(c bot.Commit) bool {
	lines := c.Lines()
	if len(lines) == 0 {
		return false
	}
	to := lines[0].To()
	return to == "" || h.courier.takes(to)
}
