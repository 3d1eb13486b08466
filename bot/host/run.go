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
	sweepFirst = time.Minute
	sweepEvery = time.Hour
	endTime    = 10 * time.Second
)

// reading is the record's clock, and when it was read.
type reading struct{ theirs, read time.Time }

// Run receives, delivers and wakes until ctx ends, and returns once what was begun is finished, or
// after ten seconds: what is not finished then, another process or the next start finishes.
func (h *Host) Run(ctx context.Context) {
	h.courier.closed.Store(false)
	h.readClock(ctx)
	var running sync.WaitGroup
	for _, job := range []func(context.Context){h.wakes, h.looks, h.lookUps, h.clocks, h.sweeps, h.hear} {
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
	within(end, running.Wait)
	h.lanes.wait(end)
	h.committer.rest(end) // a turn that nobody waits for any more may still give a line to send
	h.courier.under.wait(end)
	h.courier.closed.Store(true)
}

// within returns once wait does, or ctx ends.
func within(ctx context.Context, wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		wait()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
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
		room := h.courier.room()
		if room == 0 {
			return nil
		}
		lines, err := h.Outbox.Lease(ctx, h.now(), room)
		if err != nil {
			return err
		}
		h.recordBack() // for all that is known nobody may have said a word meanwhile
		for _, line := range lines {
			h.courier.carry(line)
		}
		if len(lines) < room {
			return nil
		}
	}
}

// lookUps finds out about the lines whose fate is unknown.
func (h *Host) lookUps(ctx context.Context) {
	for newAlarm().sleep(ctx, lookEvery) {
		n, err := h.courier.probeDue(ctx)
		for err == nil && n == mostProbes {
			n, err = h.courier.probeDue(ctx)
		}
		if err != nil && ctx.Err() == nil {
			h.log.WithError(err).Warn("lines of unknown fate could not be looked up")
		}
	}
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
	theirs, err := clock.Now(ctx)
	if err != nil {
		return
	}
	h.clock.Store(&reading{theirs: theirs, read: time.Now()}) // so late rather than early: no wake may come before its time
}

// now is the record's time when it has a clock, else the host's own. Between two readings it goes on
// by what has passed, so that a clock of this machine that is set anew changes nothing.
func (h *Host) now() time.Time {
	if clock := h.clock.Load(); clock != nil {
		return clock.theirs.Add(time.Since(clock.read))
	}
	return h.Now()
}

// sweeps throws away what is kept for a time only.
func (h *Host) sweeps(ctx context.Context) {
	pruner, ok := h.Record.(Pruner)
	for pause := sweepFirst; ok && newAlarm().sleep(ctx, about(pause)); pause = sweepEvery {
		pruned, err := pruner.Prune(ctx, h.now(), h.Keep)
		if err != nil && ctx.Err() == nil {
			h.log.WithError(err).Warn("what is too old could not be thrown away")
		}
		h.metrics.swept(pruned)
	}
}

// behind are the lines that follow the first one in its queue, and how many are in others.
func behind(first bot.Line, lines []bot.Line) (rest []bot.Line, others int) {
	for _, line := range lines {
		switch {
		case line.Queue() != first.Queue():
			others++
		case line.Part > first.Part:
			rest = append(rest, line)
		}
	}
	return rest, others
}

// afterwards starts what the turn has to say, and wakes the waker when it set a wake.
func (h *Host) afterwards(kept bot.Kept, c bot.Commit) {
	lines := c.Lines()
	if kept.Next != nil {
		var others int
		lines, others = behind(*kept.Next, lines)
		h.courier.carry(*kept.Next, lines...)
		if others > 0 {
			h.more.ring()
		}
	} else if h.serving.Load() && len(lines) > 0 {
		go h.hint(c.Turn.Session.ID)
	}
	for _, effect := range c.Turn.Effects {
		if _, ok := effect.(bot.Wake); ok {
			h.sooner.ring()
			return
		}
	}
}
