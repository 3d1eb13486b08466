package host

import (
	"context"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The longest sleep of the waker, since another process may set a wake that this one is not told of; how long
// one wake may take; how long those begun together are waited for, so that a conversation that stands still does
// not hold up the wakes of others; and the pause when nothing but wakes that were tried is due.
const (
	longestSleep = time.Second
	wakeTime     = 10 * time.Second
	roundTime    = time.Second
	triedSleep   = 250 * time.Millisecond
)

// alarm lets a sleeper be woken before its time. Ringing twice wakes once.
type alarm chan struct{}

func newAlarm() alarm { return make(alarm, 1) }

func (a alarm) ring() {
	select {
	case a <- struct{}{}:
	default:
	}
}

// sleep returns after d, when the alarm rings, or when ctx ends; then it reports false.
func (a alarm) sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(max(d, 0))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-a:
	case <-ctx.Done():
	}
	return ctx.Err() == nil
}

// wakes turns the wakes that are due into events, for as long as ctx lasts.
func (h *Host) wakes(ctx context.Context) {
	defer h.tried.under.wait(context.Background())
	for {
		begun, err := h.wakeDue(ctx)
		if err != nil && ctx.Err() == nil {
			h.log.WithError(err).Warn("wakes could not be looked up")
		}
		h.round()
		if !h.sooner.sleep(ctx, max(h.napTime(ctx, begun), time.Millisecond)) {
			return
		}
	}
}

// round waits for the wakes that were begun, but not for long.
func (h *Host) round() {
	ctx, cancel := context.WithTimeout(context.Background(), roundTime)
	defer cancel()
	h.tried.under.wait(ctx)
}

// napTime is how long the waker sleeps after it began so many wakes.
func (h *Host) napTime(ctx context.Context, begun int) time.Duration {
	if begun > 0 {
		return 0
	}
	next, set, err := h.Alarms.Next(ctx)
	if err != nil || !set {
		return longestSleep
	}
	if h.tried.count() > 0 {
		return triedSleep
	}
	return min(next.Sub(h.now()), longestSleep)
}

// wakeDue begins to turn the wakes that are due into events, several conversations at a time. It returns how
// many. Those that were tried before and stay wait for their next try, and take no other's place.
func (h *Host) wakeDue(ctx context.Context) (int, error) {
	now := h.now()
	alarms, err := h.Alarms.Due(ctx, now, batch+h.tried.count())
	if err != nil {
		return 0, fmt.Errorf("look for wakes: %w", err)
	}
	begun := h.tried.begin(alarms, batch)
	for _, alarm := range begun {
		go func() { h.tried.end(alarm, h.wakeOne(ctx, alarm, now)) }()
	}
	return len(begun), nil
}

func (h *Host) wakeOne(ctx context.Context, alarm bot.Alarm, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, wakeTime)
	defer cancel()
	if alarm.Wake.Name == eraseWake {
		return h.erase(ctx, alarm)
	}
	err := h.Receive(ctx, alarm.Envelope(now))
	if err != nil {
		h.log.WithField("conversation", string(alarm.Conversation)).WithError(err).Warn("a wake did not become a turn; it is tried again")
		return fmt.Errorf("wake %s of %s: %w", alarm.Wake.Name, alarm.Conversation, err)
	}
	h.metrics.wake(h.now().Sub(alarm.Wake.Due))
	return nil
}
