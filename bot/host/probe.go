package host

import (
	"context"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Prober is a channel that can find out whether a line arrived whose answer was lost.
type Prober interface {
	// Probe looks for the line on the platform. Found tells whether it is there; an error, that this
	// could not be found out now.
	Probe(ctx context.Context, line bot.Line) (receipt bot.Receipt, found bool, err error)
}

// probeAfter is when the fate of a line is looked up: histories lag, so not being there says nothing
// before the last look.
var probeAfter = [...]time.Duration{5 * time.Second, 15 * time.Second, 45 * time.Second}

// probes counts how often the fate of a line was looked up in vain. A process that dies forgets, and
// the count begins anew: later is safe.
type probes map[string]int

// uncertain settles a line of which nobody knows whether it was accepted. A channel that cannot look
// is tried again: whoever needs "not twice" there writes a Prober.
func (c *courier) uncertain(route *route, line bot.Line, err error) bot.Settlement {
	if _, can := route.channel.(Prober); !can {
		return c.again(line, backoff(line.Attempt), err)
	}
	c.log.WithField("line", line.ID()).WithError(err).Warn("a line was perhaps accepted")
	return bot.Settlement{Line: line, State: bot.LineUncertain, Reason: err.Error(), After: c.now().Add(probeAfter[0])}
}

// probeDue looks up the lines whose fate is unknown. It returns how many it looked at.
func (c *courier) probeDue(ctx context.Context) (int, error) {
	lines, err := c.outbox.Uncertain(ctx, c.now(), mostSettled)
	if err != nil {
		return 0, fmt.Errorf("list lines of unknown fate: %w", err)
	}
	for _, line := range lines {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		settlement := c.probe(ctx, line)
		out, err := c.settles.ask(ctx, settlement)
		if err != nil || out.err != nil {
			continue // it is looked up again
		}
		if settlement.State != bot.LineUncertain {
			delete(c.probes, line.ID())
		}
		if out.next != nil {
			c.carry(*out.next)
		}
	}
	return len(lines), nil
}

// probe looks one line up.
func (c *courier) probe(ctx context.Context, line bot.Line) bot.Settlement {
	say, _ := line.Effect.(bot.Say)
	route := c.routeTo(say.To)
	wait := bot.Settlement{Line: line, State: bot.LineUncertain, After: c.now().Add(retryAfter)}
	if route == nil {
		return wait
	}
	prober, can := route.channel.(Prober)
	if !can {
		return bot.Settlement{Line: line, State: bot.LineReady, After: c.now()}
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	receipt, found, err := prober.Probe(ctx, line)
	c.metrics.probe(found, err)
	switch {
	case found:
		return bot.Settlement{Line: line, State: bot.LineSent, Receipt: receipt, Take: true}
	case err != nil:
		return wait
	}
	c.probes[line.ID()]++
	if n := c.probes[line.ID()]; n < len(probeAfter) {
		wait.After = c.now().Add(probeAfter[n])
		return wait
	}
	return bot.Settlement{Line: line, State: bot.LineReady, Reason: "it was not there", After: c.now(), Take: true}
}
