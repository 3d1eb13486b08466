package host

import (
	"context"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// batch is how many lines or wakes are taken at a time.
const batch = 64

// retryAfter is how long a line waits after its channel failed.
const retryAfter = 5 * time.Second

// Pump wakes what is due and delivers what is ready, until nothing is left to do now.
func (h *Host) Pump(ctx context.Context) error {
	for {
		woke, err := h.wakeDue(ctx)
		if err != nil {
			return err
		}
		sent, err := h.deliver(ctx)
		if err != nil {
			return err
		}
		if woke+sent == 0 {
			return nil
		}
	}
}

// NextWake is when the earliest wake is due; false when none is set.
func (h *Host) NextWake(ctx context.Context) (time.Time, bool, error) {
	return h.Alarms.Next(ctx)
}

// wakeDue turns the wakes that are due into events.
func (h *Host) wakeDue(ctx context.Context) (int, error) {
	now := h.Now()
	alarms, err := h.Alarms.Due(ctx, now, batch)
	if err != nil {
		return 0, fmt.Errorf("look for wakes: %w", err)
	}
	for _, alarm := range alarms {
		if err := h.Receive(ctx, alarm.Envelope(now)); err != nil {
			return 0, fmt.Errorf("wake %s of %s: %w", alarm.Wake.Name, alarm.Conversation, err)
		}
	}
	return len(alarms), nil
}

// deliver sends the lines that are ready, each conversation's in order, and settles them. It
// returns how many were accepted.
func (h *Host) deliver(ctx context.Context) (int, error) {
	h.sends.Lock()
	defer h.sends.Unlock()
	lines, err := h.Outbox.Lease(ctx, h.Now(), batch)
	if err != nil {
		return 0, fmt.Errorf("lease lines: %w", err)
	}
	sent := 0
	settled := make([]bot.Settlement, 0, len(lines))
	for _, line := range lines {
		settlement := h.send(ctx, line)
		if settlement.State == bot.LineSent {
			sent++
		}
		settled = append(settled, settlement)
	}
	if len(settled) == 0 {
		return 0, nil
	}
	if _, err := h.Outbox.Settle(ctx, settled); err != nil {
		return 0, fmt.Errorf("settle lines: %w", err)
	}
	return sent, nil
}

// send does one line through its channel.
func (h *Host) send(ctx context.Context, line bot.Line) bot.Settlement {
	say, ok := line.Effect.(bot.Say)
	if !ok { // no desk is connected: there is nothing to draw
		return bot.Settlement{Line: line, State: bot.LineSent}
	}
	channel := h.channelTo(say.To)
	if channel == nil { // another process talks to this person
		return bot.Settlement{Line: line, State: bot.LineReady, After: h.Now().Add(retryAfter)}
	}
	receipt, err := channel.Send(ctx, line)
	if err != nil {
		h.log.WithField("line", line.ID()).WithError(err).Warn("a line was not accepted")
		return bot.Settlement{Line: line, State: bot.LineReady, Reason: err.Error(), After: h.Now().Add(retryAfter)}
	}
	return bot.Settlement{Line: line, State: bot.LineSent, Receipt: receipt}
}

// channelTo is the channel that reaches the address; nil when this host has none.
func (h *Host) channelTo(to bot.Address) Channel {
	for _, channel := range h.Channels {
		if channel.Carries(to) {
			return channel
		}
	}
	return nil
}
