package host

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Prober is a channel that can find out whether a line arrived whose answer was lost.
type Prober interface {
	// Probe looks for the line on the platform. Found tells whether it is there; an error, that this
	// could not be found out now.
	Probe(ctx context.Context, line bot.Line) (receipt bot.Receipt, found bool, err error)
}

// probeAfter is when the fate of a line is looked up, from when it became uncertain: histories lag, so
// not being there says nothing before the last look.
var probeAfter = [...]time.Duration{5 * time.Second, 15 * time.Second, 45 * time.Second}

// mostProbes is how many lines are looked up at once.
const mostProbes = 16

// probes counts how often the fate of a line was looked up in vain. A process that dies forgets, and
// the count begins anew: later is safe.
type probes struct {
	mu sync.Mutex
	n  map[string]int // by line
}

// missed counts one more look in vain, and returns how many there were.
func (p *probes) missed(line bot.Line) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.n == nil {
		p.n = map[string]int{}
	}
	p.n[line.ID()]++
	return p.n[line.ID()]
}

func (p *probes) forget(line bot.Line) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.n, line.ID())
}

// uncertain settles a line of which nobody knows whether it was accepted. A channel that cannot look
// is tried again: whoever needs "not twice" there writes a Prober.
func (c *courier) uncertain(route *route, line bot.Line, err error) bot.Settlement {
	if _, can := route.channel.(Prober); !can {
		return c.againOrNever(line, err)
	}
	c.log.WithField("line", line.ID()).WithError(err).Warn("a line was perhaps accepted")
	return bot.Settlement{Line: line, State: bot.LineUncertain, Reason: reason(err), After: c.now().Add(probeAfter[0])}
}

// probeDue looks up the lines whose fate is unknown, several at a time. It returns how many it looked at.
func (c *courier) probeDue(ctx context.Context) (int, error) {
	lines, err := c.outbox.Uncertain(ctx, c.now(), mostProbes)
	if err != nil {
		return 0, fmt.Errorf("list lines of unknown fate: %w", err)
	}
	var looks sync.WaitGroup
	for _, line := range lines {
		looks.Go(func() { c.lookUp(ctx, line) })
	}
	looks.Wait()
	return len(lines), nil
}

// lookUp finds out about one line, settles it and lets the next one go.
func (c *courier) lookUp(ctx context.Context, line bot.Line) {
	settlement := c.probe(ctx, line)
	out := c.reportOnce(settlement)
	if out.err != nil {
		return // it is looked up again
	}
	if settlement.State != bot.LineUncertain {
		c.probes.forget(line)
	}
	if out.next != nil {
		c.carry(*out.next)
	}
}

// probe looks one line up.
func (c *courier) probe(ctx context.Context, line bot.Line) bot.Settlement {
	say, _ := line.Effect.(bot.Say)
	route := c.routeTo(say.To)
	wait := bot.Settlement{Line: line, State: bot.LineUncertain, After: c.now().Add(retryAfter)}
	if route == nil {
		return wait
	}
	if _, can := route.channel.(Prober); !can {
		return bot.Settlement{Line: line, State: bot.LineReady, After: c.now()}
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	receipt, found, err := route.probe(ctx, line)
	c.metrics.probe(found, err)
	switch {
	case found:
		return bot.Settlement{Line: line, State: bot.LineSent, Receipt: receipt, Take: true}
	case err != nil:
		return wait
	}
	if n := c.probes.missed(line); n < len(probeAfter) {
		wait.After = c.now().Add(probeAfter[n] - probeAfter[n-1])
		return wait
	}
	return bot.Settlement{Line: line, State: bot.LineReady, Reason: "it was not there", After: c.now()}
}
