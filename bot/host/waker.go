package host

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The longest sleep of the waker, since another process may set a wake that this one is not told of; how
// many wakes may be under way at once; how long one may take, so that a conversation that stands still
// does not hold up the wakes of others; and the pause when nothing but wakes that stay is due.
const (
	longestSleep = time.Second
	mostWakes    = 32
	wakeTime     = 10 * time.Second
	stayingSleep = 250 * time.Millisecond
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
		if err != nil && ctx.Err() == nil {
			h.log.WithError(err).Warn("a wake did not become a turn; it is tried again")
		}
		if !h.sooner.sleep(ctx, max(h.napTime(ctx, woke), time.Millisecond)) {
			return
		}
	}
}

// napTime is how long the waker sleeps after it woke so many.
func (h *Host) napTime(ctx context.Context, woke int) time.Duration {
	if woke > 0 {
		return 0
	}
	next, set, err := h.Alarms.Next(ctx)
	if err != nil || !set {
		return longestSleep
	}
	if len(h.staying) > 0 {
		return stayingSleep
	}
	return min(next.Sub(h.now()), longestSleep)
}

// wakeDue turns the wakes that are due into events, several conversations at a time. It returns how
// many were not due when it looked last: those that are have not become a turn, and may never.
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
				err := h.wakeOne(ctx, alarm, now)
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
	return h.unlike(alarms), firstErr
}

func (h *Host) wakeOne(ctx context.Context, alarm bot.Alarm, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, wakeTime)
	defer cancel()
	err := h.Receive(ctx, alarm.Envelope(now))
	if err == nil {
		h.metrics.wake(h.now().Sub(alarm.Wake.Due))
	}
	return err
}

// unlike counts the alarms that were not there last time, and remembers them for the next.
func (h *Host) unlike(alarms []bot.Alarm) (n int) {
	before := h.staying
	h.staying = make(map[bot.EventID]bool, len(alarms))
	for _, alarm := range alarms {
		id := alarm.Envelope(time.Time{}).ID
		if h.staying[id] = true; !before[id] {
			n++
		}
	}
	return n
}
