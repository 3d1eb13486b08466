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

// probeAfter is how long the fate of a line is left alone before each look, 5, 15 and 45 seconds after it
// was sent: histories lag, so not being there says nothing before the last one.
var probeAfter = [...]time.Duration{5 * time.Second, 10 * time.Second, 30 * time.Second}

// mostProbes is how many lines are looked up at once.
const mostProbes = 16

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
	settlement, known := c.owed.of(line)
	if !known {
		settlement = c.probe(ctx, line)
	}
	out := c.reportOnce(settlement)
	if out.err != nil {
		return // it is looked up again
	}
	c.owed.drop(line)
	if out.next != nil {
		c.carry(*out.next)
	}
}

// probe looks one line up.
func (c *courier) probe(ctx context.Context, line bot.Line) bot.Settlement {
	to := line.To()
	if to == "" {
		return bot.Settlement{Line: line, State: bot.LineReady, After: c.now()}
	}
	route := c.routeTo(to)
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
	if line.Probes < len(probeAfter) {
		wait.After = c.now().Add(probeAfter[line.Probes])
		return wait
	}
	return bot.Settlement{Line: line, State: bot.LineReady, Reason: "it was not there", After: c.now()}
}
