package host

import (
	"context"
	"errors"
	"sync/atomic"
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
	now     func() time.Time // the record's
	mine    func() time.Time // this process's, which nobody sets meanwhile
	buckets Buckets
	readies *batcher[passage, time.Duration]
	log     logrus.FieldLogger
	metrics *Metrics
	under   tally
	more    alarm       // rung when there is room again for lines that were left in the record
	full    atomic.Bool // there was none
	closed  atomic.Bool // nothing new is carried
	owed    owed
}

// settled is what became of a settlement: the conversation's next line, when there is one to send.
type settled struct {
	next *bot.Line
	err  error
}

func newCourier(o Options, now func() time.Time, more alarm, metrics *Metrics) *courier {
	c := &courier{outbox: o.Outbox, buckets: o.Buckets, now: now, mine: o.Now, log: o.Log, metrics: metrics, more: more}
	for _, channel := range o.Channels {
		c.routes = append(c.routes, newRoute(channel, o.Pace))
	}
	c.settles = newBatcher(mostSettled, c.settle)
	c.readies = newBatcher(mostSettled, c.ready)
	return c
}

// takes reports whether a line to the address could be written now.
func (c *courier) takes(to bot.Address) bool {
	route := c.routeTo(to)
	return route != nil && route.free(to, c.mine())
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

// room is how many more lines may be begun. When it is none, more rings as soon as there is some.
func (c *courier) room() int {
	n := min(batch, max(len(c.routes), 1)*mostUnderWay-c.under.count())
	if n <= 0 {
		c.full.Store(true)
	}
	return max(n, 0)
}

// carry sends a line that is leased to this process, and then those that follow it in its
// conversation, one after the other. The rest are those that are known to follow.
func (c *courier) carry(line bot.Line, rest ...bot.Line) {
	c.under.begin()
	go func() {
		defer func() {
			c.under.end()
			if c.full.Swap(false) {
				c.more.ring()
			}
		}()
		for next := &line; next != nil && !c.closed.Load(); {
			var after *bot.Line
			if len(rest) > 0 {
				after, rest = &rest[0], rest[1:]
			}
			next = c.one(*next, after)
		}
	}()
}

// one sends a line and settles it. It returns the line that comes next, which may be the one that is known to
// come after.
func (c *courier) one(line bot.Line, after *bot.Line) *bot.Line {
	settlement, known := c.owed.of(line)
	if !known {
		settlement = c.send(line)
	}
	settlement.Next = after
	out := c.report(settlement)
	if out.err != nil {
		// The lease runs out and the line comes again with a raised attempt, perhaps to this process.
		c.owed.keep(settlement)
		c.log.WithField("line", line.ID()).WithError(out.err).Warn("a line could not be settled")
		return nil
	}
	c.owed.drop(line)
	return out.next
}

// report settles, and tries again while the lease lasts when the record does not answer.
func (c *courier) report(settlement bot.Settlement) settled {
	out := c.reportOnce(settlement)
	for pause := time.Second; out.err != nil && pause <= 4*time.Second && !c.closed.Load(); pause *= 2 {
		time.Sleep(pause)
		out = c.reportOnce(settlement)
	}
	return out
}

func (c *courier) reportOnce(settlement bot.Settlement) settled {
	out, err := c.settles.ask(context.Background(), settlement) // each batch has its own end
	out.err = errors.Join(out.err, err)
	return out
}

// send does the line's effect, and says how that ended.
func (c *courier) send(line bot.Line) bot.Settlement {
	to := line.To()
	if to == "" { // no desk is connected: there is nothing to draw
		return bot.Settlement{Line: line, State: bot.LineSent, Take: true}
	}
	route := c.routeTo(to)
	if route == nil { // another process has that channel
		return bot.Settlement{Line: line, State: bot.LineReady, After: c.now().Add(retryAfter)}
	}
	if say, ok := line.Effect.(bot.Say); ok && say.NotBefore.After(c.now()) {
		return bot.Settlement{Line: line, State: bot.LineReady, After: say.NotBefore}
	}
	if wait := c.passes(route, to); wait > 0 {
		return bot.Settlement{Line: line, State: bot.LineReady, After: c.now().Add(wait)}
	}
	defer route.done()
	ctx, cancel := context.WithTimeout(context.Background(), sendTime)
	defer cancel()
	began := time.Now()
	receipt, err := route.send(ctx, line)
	settlement := c.judge(route, line, receipt, err)
	c.metrics.line(route.name(to), settlement.State, time.Since(began))
	return settlement
}

// passes takes what a message to the address needs, and returns 0; or how long to wait. Room comes first: others are
// asked at the last moment, so that a pause of theirs is heard.
func (c *courier) passes(route *route, to bot.Address) time.Duration {
	if wait := route.takeSoon(to, c.mine); wait > 0 {
		return wait
	}
	wait := c.shared(route, to)
	if wait > 0 {
		route.giveBack(to)
	}
	return wait
}

// settle ends leases, many at once. One that cannot be settled does not stop the others: when all at
// once fails, each is tried apart.
func (c *courier) settle(all []bot.Settlement) []settled {
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	out := c.settleTogether(ctx, all)
	for i := range all {
		if len(all) > 1 && out[i].err != nil {
			out[i] = c.settleTogether(ctx, all[i:i+1])[0]
		}
	}
	return out
}

func (c *courier) settleTogether(ctx context.Context, all []bot.Settlement) []settled {
	out := make([]settled, len(all))
	next, err := c.outbox.Settle(ctx, all)
	for i := range out {
		out[i].err = err
	}
	for i := range next { // each line to one alone, though two may have settled the same conversation
		for j := range all {
			if all[j].Take && all[j].Line.Conversation == next[i].Conversation && all[j].Line.Queue() == next[i].Queue() {
				out[j].next = &next[i]
				break
			}
		}
	}
	return out
}
