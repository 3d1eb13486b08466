package host

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
)

// How long a platform has to take a line, how many lines are settled at once, and how many may be
// under way to one channel. A lease outlives the call, so that no second process sends it too.
const (
	sendTime     = 8 * time.Second
	mostSettled  = 128
	mostUnderWay = 64
)

// courier carries lines to their channels. It holds only lines that are about to be written: what
// has to wait stays in the record.
type courier struct {
	routes  []*route
	outbox  Outbox
	settles *batcher[bot.Settlement, settled]
	now     func() time.Time
	log     logrus.FieldLogger
	metrics *Metrics
	under   sync.WaitGroup
}

// settled is what became of a settlement: the conversation's next line, when there is one to send.
type settled struct {
	next *bot.Line
	err  error
}

func newCourier(o Options, now func() time.Time, metrics *Metrics) *courier {
	c := &courier{outbox: o.Outbox, now: now, log: o.Log, metrics: metrics}
	for _, channel := range o.Channels {
		c.routes = append(c.routes, newRoute(channel, o.Pace))
	}
	c.settles = newBatcher(mostSettled, c.settle)
	return c
}

// takes reports whether a line to the address could be written now.
func (c *courier) takes(to bot.Address) bool {
	route := c.routeTo(to)
	return route != nil && route.free(to, c.now())
}

// routeTo is the way to the address; nil when this process has none.
func (c *courier) routeTo(to bot.Address) *route {
	for _, route := range c.routes {
		if route.channel.Carries(to) {
			return route
		}
	}
	return nil
}

// carry sends a line that is leased to this process, and then those that follow it in its
// conversation, one after the other.
func (c *courier) carry(line bot.Line) {
	c.under.Go(func() {
		for next := &line; next != nil; {
			next = c.one(*next)
		}
	})
}

// one sends a line and settles it. It returns the line that comes next.
func (c *courier) one(line bot.Line) *bot.Line {
	settlement := c.send(line)
	ctx, cancel := context.WithTimeout(context.Background(), sendTime)
	defer cancel()
	out, err := c.settles.ask(ctx, settlement)
	if err = errors.Join(err, out.err); err != nil {
		// The lease runs out, and the line comes again with a raised attempt.
		c.log.WithField("line", line.ID()).WithError(err).Warn("a line could not be settled")
		return nil
	}
	return out.next
}

// send does the line's effect, and says how that ended.
func (c *courier) send(line bot.Line) bot.Settlement {
	say, ok := line.Effect.(bot.Say)
	if !ok { // no desk is connected: there is nothing to draw
		return bot.Settlement{Line: line, State: bot.LineSent, Take: true}
	}
	route := c.routeTo(say.To)
	if route == nil { // another process talks to this person
		return bot.Settlement{Line: line, State: bot.LineReady, After: c.now().Add(retryAfter)}
	}
	if wait := route.take(say.To, c.now()); wait > 0 {
		return bot.Settlement{Line: line, State: bot.LineReady, After: c.now().Add(wait)}
	}
	defer route.done()
	ctx, cancel := context.WithTimeout(context.Background(), sendTime)
	defer cancel()
	began := time.Now()
	receipt, err := route.send(ctx, line)
	settlement := c.judge(route, line, receipt, err)
	c.metrics.line(route.name(say.To), settlement.State, time.Since(began))
	return settlement
}

// settle ends leases, many at once.
func (c *courier) settle(all []bot.Settlement) []settled {
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	out := make([]settled, len(all))
	next, err := c.outbox.Settle(ctx, all)
	for i := range all {
		out[i].err = err
		for j := range next {
			if next[j].Conversation == all[i].Line.Conversation {
				out[i].next = &next[j]
			}
		}
	}
	return out
}

// wait returns once no line is under way, or ctx ends.
func (c *courier) wait(ctx context.Context) {
	done := make(chan struct{})
	go func() {
		c.under.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}
