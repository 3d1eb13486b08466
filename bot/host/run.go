package host

import (
	"context"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// How often the outbox is looked through for lines that nobody carries, the record's clock is read
// and what is too old is thrown away; and how long the end may take.
const (
	lookEvery  = time.Second
	clockEvery = 10 * time.Second
	sweepEvery = time.Hour
	endTime    = 10 * time.Second
)

// Run receives, delivers and wakes until ctx ends, and returns once what was begun is finished, or
// after ten seconds: what is not finished then, another process or the next start finishes.
func (h *Host) Run(ctx context.Context) {
	h.readClock(ctx)
	var running sync.WaitGroup
	for _, job := range []func(context.Context){h.wakes, h.looks, h.clocks, h.sweeps, h.hear} {
		running.Go(func() { job(ctx) })
	}
	for i, channel := range h.Channels {
		running.Go(func() { h.supervise(ctx, channel, h.back[i]) })
	}
	h.serving.Store(true)
	<-ctx.Done()
	h.serving.Store(false)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
	defer cancel()
	h.lanes.wait(end)
	h.courier.wait(end)
	running.Wait()
}

// looks finds lines that nobody carries: those that had to wait, and those of processes that died.
func (h *Host) looks(ctx context.Context) {
	for h.more.sleep(ctx, lookEvery) {
		if err := h.look(ctx); err != nil && ctx.Err() == nil {
			h.log.WithError(err).Warn("lines could not be looked up")
		}
	}
}

func (h *Host) look(ctx context.Context) error {
	for {
		lines, err := h.Outbox.Lease(ctx, h.now(), batch)
		if err != nil {
			return err
		}
		for _, line := range lines {
			h.courier.carry(line)
		}
		if len(lines) < batch {
			break
		}
	}
	_, err := h.courier.probeDue(ctx)
	return err
}

// clocks keeps this process's time with the record's.
func (h *Host) clocks(ctx context.Context) {
	for newAlarm().sleep(ctx, clockEvery) {
		h.readClock(ctx)
	}
}

func (h *Host) readClock(ctx context.Context) {
	clock, ok := h.Record.(Clock)
	if !ok {
		return
	}
	before := time.Now()
	theirs, err := clock.Now(ctx)
	if err != nil {
		return
	}
	mine := before.Add(time.Since(before) / 2)
	h.ahead.Store(int64(theirs.Sub(mine)))
}

// now is the record's time when it has a clock, else the host's own.
func (h *Host) now() time.Time {
	return h.Now().Add(time.Duration(h.ahead.Load()))
}

// sweeps throws away what is kept for a time only.
func (h *Host) sweeps(ctx context.Context) {
	pruner, ok := h.Record.(Pruner)
	for ok && newAlarm().sleep(ctx, sweepEvery) {
		if _, err := pruner.Prune(ctx, h.now()); err != nil {
			h.log.WithError(err).Warn("what is too old could not be thrown away")
		}
	}
}

// afterwards starts what the turn has to say, and wakes the waker when it set a wake.
func (h *Host) afterwards(kept bot.Kept, turn bot.Turn) {
	switch {
	case kept.Next != nil:
		h.courier.carry(*kept.Next)
	case h.serving.Load() && len(turn.Lines(turn.Session.ID)) > 0:
		go h.hint(turn.Session.ID)
	}
	for _, effect := range turn.Effects {
		if _, ok := effect.(bot.Wake); ok {
			h.sooner.ring()
			return
		}
	}
}
