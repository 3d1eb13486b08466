package host

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Pace is how fast messages may go to one place: so many at once, then one every so often.
type Pace struct {
	Burst int
	Every time.Duration
}

// route is the way through one channel. It knows which places have to wait.
type route struct {
	channel Channel
	pace    Pace

	mu     sync.Mutex
	under  int // lines under way
	until  time.Time
	places map[bot.Address]*place
}

// place is somewhere that messages go: what it may still take, and until when it takes none.
type place struct {
	left  float64
	at    time.Time
	until time.Time
}

// mostPlaces is how many places are remembered; those that rest are forgotten then.
const mostPlaces = 10_000

func newRoute(channel Channel, pace Pace) *route {
	return &route{channel: channel, pace: pace, places: map[bot.Address]*place{}}
}

func (r *route) name(to bot.Address) string { return to.Channel() }

// free reports whether a message to the address could go now.
func (r *route) free(to bot.Address, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.under < mostUnderWay && r.wait(to, now) <= 0
}

// take uses up what one message costs, and returns 0; or how long to wait.
func (r *route) take(to bot.Address, now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if wait := r.wait(to, now); wait > 0 {
		return wait
	}
	if r.pace.Burst > 0 {
		r.places[to].left--
	}
	r.under++
	return 0
}

func (r *route) done() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.under--
}

// wait is how long a message to the address has to wait.
func (r *route) wait(to bot.Address, now time.Time) time.Duration {
	if wait := r.until.Sub(now); wait > 0 {
		return wait
	}
	p := r.place(to, now)
	if wait := p.until.Sub(now); wait > 0 {
		return wait
	}
	if r.pace.Burst <= 0 {
		return 0
	}
	p.left = min(float64(r.pace.Burst), p.left+float64(max(now.Sub(p.at), 0))/float64(r.pace.Every))
	p.at = now
	return time.Duration((1 - p.left) * float64(r.pace.Every))
}

func (r *route) place(to bot.Address, now time.Time) *place {
	p := r.places[to]
	if p == nil {
		r.forget(now)
		p = &place{left: float64(r.pace.Burst), at: now}
		r.places[to] = p
	}
	return p
}

// forget drops the places that have rested long enough to be as new.
func (r *route) forget(now time.Time) {
	if len(r.places) < mostPlaces {
		return
	}
	rested := time.Duration(r.pace.Burst) * r.pace.Every
	for to, p := range r.places {
		if now.Sub(p.at) > rested && now.After(p.until) {
			delete(r.places, to)
		}
	}
}

// pause stops messages to the address, or all, until then.
func (r *route) pause(to bot.Address, until time.Time, all bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if all {
		r.until = later(r.until, until)
		return
	}
	p := r.place(to, until)
	p.until = later(p.until, until)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// send is Channel.Send behind a net: a fault in an adapter costs one line, whose fate is then unknown.
func (r *route) send(ctx context.Context, line bot.Line) (receipt bot.Receipt, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("send %s: the adapter panicked", line.ID())
		}
	}()
	return r.channel.Send(ctx, line)
}
