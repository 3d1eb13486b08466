package host

import (
	"context"
	"fmt"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
)

// faultError is an event that cannot become a turn, whatever the record does.
type faultError struct{ reason string }

func (e *faultError) Error() string { return e.reason }

// net makes a fault of a panic, so that it costs one event, not the process. It must be deferred.
func (h *Host) net(s bot.Session, in bot.Envelope, who string, err *error) {
	if fault := recover(); fault != nil {
		h.entry(s).WithField("event", string(in.ID)).Errorf("the %s panicked", who)
		*err = &faultError{fmt.Sprintf("receive %s: the %s panicked", in.ID, who)}
	}
}

// step is Engine.Step behind a net.
func (h *Host) step(s bot.Session, in bot.Envelope) (turn bot.Turn, err error) {
	defer h.net(s, in, "engine", &err)
	return h.engine(s.Home).Step(s, in), nil
}

// read masks and understands free text, the agent's and the names of files too, behind a net. Other events are read already.
func (h *Host) read(ctx context.Context, s bot.Session, in bot.Envelope) (read bot.Envelope, err error) {
	defer h.net(s, in, "reader", &err)
	switch event := in.Event.(type) {
	case bot.Said:
		said, err := h.reader(s.Home).Said(ctx, s, event)
		if err != nil {
			h.entry(s).WithError(err).Warn("a line could not be understood")
		}
		in.Event = said
	case bot.FileSent:
		in.Event = h.reader(s.Home).File(event)
	default:
		in.Event = bot.MaskEvent(event, h.masking(s))
	}
	return in, nil
}

// bury keeps an event that cannot become a turn, so that the platform may forget it, and says sorry in
// a turn of its own, so that the conversation goes on.
func (h *Host) bury(ctx context.Context, in bot.Envelope, reason string) error {
	if _, sorry := in.Event.(bot.Faulted); sorry { // the event is kept: that the apology fails too is no reason to be given it again
		return nil
	}
	graves, ok := h.Record.(DeadLetters)
	if !ok {
		return fmt.Errorf("receive %s: %s", in.ID, reason)
	}
	session, err := h.sessions.load(ctx, in, true)
	if err != nil {
		return h.recordGone(ctx, err)
	}
	letter := bot.DeadLetter{Conversation: session.ID, Cause: h.masked(session, in), Reason: reason}
	if err := graves.Bury(ctx, letter); err != nil {
		return h.recordGone(ctx, fmt.Errorf("keep dead letter %s: %w", in.ID, err))
	}
	h.metrics.buried()
	h.entry(session).WithField("event", string(in.ID)).Error("an event was given up and kept as a dead letter")
	woke, _ := in.Taken()
	return h.apply(ctx, bot.Envelope{ID: "faulted:" + in.ID, Where: in.Where, At: in.At, Event: bot.Faulted{Woke: woke}})
}

// masked is the event without secrets, not understood; without anything when not even that can be done.
func (h *Host) masked(s bot.Session, in bot.Envelope) (out bot.Envelope) {
	out = bot.Envelope{ID: in.ID, Where: in.Where, At: in.At}
	defer h.net(s, in, "mask", new(error))
	switch event := in.Event.(type) {
	case bot.Said:
		event.Text, event.Masked = h.reader(s.Home).Mask(event.Text, h.engine(s.Home).Context(s))
		out.Event = event
	case bot.FileSent:
		out.Event = h.reader(s.Home).File(event)
	default:
		out.Event = bot.MaskEvent(event, h.masking(s))
	}
	return out
}

// masking hides what is secret at this point of the session.
func (h *Host) masking(s bot.Session) func(string) (string, []string) {
	return func(text string) (string, []string) { return h.reader(s.Home).Mask(text, h.engine(s.Home).Context(s)) }
}

// recordGone notes that the record did not answer, unless it is the caller who did not wait for it.
func (h *Host) recordGone(ctx context.Context, err error) error {
	if ctx.Err() == nil && !h.away.Swap(true) {
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

// entry is the log with the fields that every line about a conversation has.
func (h *Host) entry(s bot.Session) *logrus.Entry {
	fields := logrus.Fields{"conversation": string(s.ID), "seq": s.Seq, "channel": s.Home.Channel()}
	if top := s.Top(); top != nil {
		fields["flow"], fields["step"] = string(top.Flow), string(top.Step)
	}
	return h.log.WithFields(fields)
}

// debugs reports whether lines for debugging are wanted: to make one costs more than the engine's step.
func (h *Host) debugs() bool {
	logger, ok := h.log.(interface{ IsLevelEnabled(level logrus.Level) bool })
	return !ok || logger.IsLevelEnabled(logrus.DebugLevel)
}

func ownerName(s bot.Session) string {
	if s.Case == nil || s.Case.Owner == nil {
		return ""
	}
	return s.Case.Owner.Name
}
