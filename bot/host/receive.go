package host

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
)

// maxStale is how often an event is stepped again because another process was first. Each time
// somebody else's turn went in, so only a conversation with that many turns at once can reach it.
const maxStale = 500

// Receive applies one event to its conversation. It returns nil only once the turn is in the
// record, or was before, so an adapter may acknowledge to its platform as soon as Receive returns.
// An agent's event that is not allowed gives a *bot.RefusedError and changes nothing.
func (h *Host) Receive(ctx context.Context, in bot.Envelope) error {
	id := bot.ConversationID(in.Where)
	defer h.lanes.enter(id)()
	token := rand.Text()
	for range maxStale {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("receive %s: %w", in.ID, err)
		}
		err := h.turn(ctx, id, in, token)
		switch {
		case errors.Is(err, bot.ErrStale): // another process was first: look again
			continue
		case errors.Is(err, bot.ErrSeen): // the platform told us twice
			return nil
		default:
			return err
		}
	}
	return fmt.Errorf("receive %s: %w", in.ID, bot.ErrStale)
}

// turn loads, reads, steps and commits once.
func (h *Host) turn(ctx context.Context, id bot.ConversationID, in bot.Envelope, token string) error {
	session, err := h.load(ctx, id, in)
	if err != nil {
		return err
	}
	read := h.read(ctx, session, in)
	turn, err := h.step(session, read)
	if err != nil {
		return err
	}
	if turn.Refused != "" {
		return &bot.RefusedError{Refusal: turn.Refused, Owner: ownerName(session)}
	}
	commit := bot.Commit{Cause: read, Was: session.Seq, Token: token, Turn: turn}
	if err := h.Record.Commit(ctx, []bot.Commit{commit})[0].Err; err != nil {
		return fmt.Errorf("receive %s: %w", in.ID, err)
	}
	h.committed(turn)
	return nil
}

func (h *Host) load(ctx context.Context, id bot.ConversationID, in bot.Envelope) (bot.Session, error) {
	session, err := h.Record.Load(ctx, id)
	if errors.Is(err, bot.ErrNoSession) {
		return bot.NewSession(in.Where, in.At), nil
	}
	if err != nil {
		return session, fmt.Errorf("load %s: %w", id, err)
	}
	return session, nil
}

// read masks and understands free text, the agent's too. Other events are read already.
func (h *Host) read(ctx context.Context, s bot.Session, in bot.Envelope) bot.Envelope {
	switch event := in.Event.(type) {
	case bot.Said:
		said, err := h.Read.Said(ctx, s, event)
		if err != nil {
			h.entry(s).WithError(err).Warn("a line could not be understood")
		}
		in.Event = said
	case bot.AgentSaid:
		event.Text, _ = h.Read.Mask(event.Text, h.Engine.Context(s))
		in.Event = event
	}
	return in
}

// step is Engine.Step behind a net: a fault in the engine costs one event, not the process.
func (h *Host) step(s bot.Session, in bot.Envelope) (turn bot.Turn, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			h.entry(s).WithField("event", string(in.ID)).Error("the engine panicked")
			err = fmt.Errorf("step %s: the engine panicked", in.ID)
		}
	}()
	return h.Engine.Step(s, in), nil
}

func (h *Host) committed(turn bot.Turn) {
	h.entry(turn.Session).WithField("effects", len(turn.Effects)).Debug("turn")
	if h.Watch != nil {
		h.Watch(turn)
	}
}

// entry is the log with the fields that every line about a conversation has.
func (h *Host) entry(s bot.Session) *logrus.Entry {
	fields := logrus.Fields{"conversation": string(s.ID), "seq": s.Seq, "channel": s.Home.Channel()}
	if top := s.Top(); top != nil {
		fields["flow"], fields["step"] = string(top.Flow), string(top.Step)
	}
	return h.log.WithFields(fields)
}

func ownerName(s bot.Session) string {
	if s.Case == nil || s.Case.Owner == nil {
		return ""
	}
	return s.Case.Owner.Name
}
