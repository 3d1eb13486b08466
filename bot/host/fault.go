package host

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
)

// faultError is a fault in the engine, caught.
type faultError struct{ reason string }

func (e *faultError) Error() string { return e.reason }

// step is Engine.Step behind a net: a fault in the engine costs one event, not the process.
func (h *Host) step(s bot.Session, in bot.Envelope) (turn bot.Turn, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			h.entry(s).WithField("event", string(in.ID)).Error("the engine panicked")
			err = &faultError{fmt.Sprintf("step %s: the engine panicked", in.ID)}
		}
	}()
	return h.Engine.Step(s, in), nil
}

// bury keeps an event that cannot become a turn, so that the platform may forget it, and says sorry in
// a turn of its own, so that the conversation goes on.
func (h *Host) bury(ctx context.Context, in bot.Envelope, reason string) error {
	session, err := h.sessions.load(ctx, in, true)
	if err != nil {
		return h.recordGone(err)
	}
	graves, ok := h.Record.(DeadLetters)
	if !ok {
		return fmt.Errorf("receive %s: %s", in.ID, reason)
	}
	letter := bot.DeadLetter{Conversation: session.ID, Cause: h.read(ctx, session, in), Reason: reason}
	if err := graves.Bury(ctx, letter); err != nil {
		return h.recordGone(fmt.Errorf("keep dead letter %s: %w", in.ID, err))
	}
	h.metrics.buried()
	h.entry(session).WithField("event", string(in.ID)).Error("an event was given up and kept as a dead letter")
	sorry := bot.Envelope{ID: "faulted:" + in.ID, Where: in.Where, At: in.At, Event: bot.Faulted{}}
	turn, err := h.step(session, sorry)
	if err != nil {
		return nil //nolint:nilerr // it is kept: that the apology fails too is no reason to be given it again
	}
	err = h.commit(ctx, bot.Commit{Cause: sorry, Was: session.Seq, Token: rand.Text(), Turn: turn})
	if errors.Is(err, bot.ErrStale) || errors.Is(err, bot.ErrSeen) {
		return nil
	}
	return err
}

// recordGone notes that the record did not answer.
func (h *Host) recordGone(err error) error {
	if !h.away.Swap(true) {
		h.log.WithError(err).Error("the record does not answer: nothing is acknowledged until it does")
	}
	return err
}

// recordBack notes that the record answers. Channels are told when it had not: they may have missed events.
func (h *Host) recordBack() {
	if !h.away.Swap(false) {
		return
	}
	h.log.Info("the record answers again")
	h.more.ring()
	for _, back := range h.back {
		back.ring()
	}
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
