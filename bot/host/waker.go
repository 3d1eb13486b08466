package host

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The longest sleep of the waker, and how many wakes may be under way at once. Another process may
// set a wake that this one is not told of.
const (
	longestSleep = time.Second
	mostWakes    = 32
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
	for {
		woke, err := h.wakeDue(ctx)
		if err != nil {
			h.log.WithError(err).Warn("wakes could not be looked up")
		}
		sleep := longestSleep
		if next, set, err := h.Alarms.Next(ctx); err == nil && set {
			sleep = min(next.Sub(h.now()), longestSleep)
		}
		if woke > 0 && err == nil {
			sleep = 0
		}
		if !h.sooner.sleep(ctx, max(sleep, time.Millisecond)) {
			return
		}
	}
}

// wakeDue turns the wakes that are due into events, several conversations at a time. It returns how
// many turns came of it: other processes may have been first.
func (h *Host) wakeDue(ctx context.Context) (int, error) {
	now := h.now()
	alarms, err := h.Alarms.Due(ctx, now, batch)
	if err != nil {
		return 0, fmt.Errorf("look for wakes: %w", err)
	}
	var mu sync.Mutex
	var firstErr error
	work := make(chan bot.Alarm)
	var workers sync.WaitGroup
	for range min(mostWakes, len(alarms)) {
		workers.Go(func() {
			for alarm := range work {
				err := h.Receive(ctx, alarm.Envelope(now))
				h.metrics.wake(now.Sub(alarm.Wake.Due))
				if err != nil {
					mu.Lock()
					firstErr = fmt.Errorf("wake %s of %s: %w", alarm.Wake.Name, alarm.Conversation, err)
					mu.Unlock()
				}
			}
		})
	}
	for _, alarm := range alarms {
		work <- alarm
	}
	close(work)
	workers.Wait()
	return len(alarms), firstErr
}
