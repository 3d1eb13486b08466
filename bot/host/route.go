package host

import (
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
	room   chan struct{} // one for each line that ended, as far as somebody may wait for it
}

// place is somewhere that messages go: when it will have rested, and until when it takes none.
type place struct {
	rested time.Time
	until  time.Time
}

// mostPlaces is how many places are remembered; those that rest are forgotten then.
const mostPlaces = 10_000

func newRoute(channel Channel, pace Pace) *route {
	return &route{channel: channel, pace: pace, places: map[bot.Address]*place{}, room: make(chan struct{}, mostUnderWay)}
}

func (r *route) name(to bot.Address) string { return to.Channel() }

// free reports whether a message to the address could go now.
func (r *route) free(to bot.Address, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.under < mostUnderWay && r.wait(to, now) <= 0
}

// roomTime is how long a line may wait for room: little of its lease, but longer than a crowd takes that comes
// with one commit.
const roomTime = time.Second

// takeSoon is take for who can wait for room.
func (r *route) takeSoon(to bot.Address, now func() time.Time) time.Duration {
	wait, full := r.try(to, now())
	if !full {
		return wait
	}
	patience := time.NewTimer(roomTime)
	defer patience.Stop()
	for full {
		select {
		case <-r.room:
			wait, full = r.try(to, now())
		case <-patience.C:
			return wait
		}
	}
	return wait
}

// take uses up what one message costs, and returns 0; or how long to wait.
func (r *route) take(to bot.Address, now time.Time) time.Duration {
	wait, _ := r.try(to, now)
	return wait
}

// try is take, and whether it is only room that lacks.
func (r *route) try(to bot.Address, now time.Time) (wait time.Duration, full bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if wait := r.wait(to, now); wait > 0 {
		return wait, false
	}
	if r.under >= mostUnderWay {
		return lookEvery, true
	}
	if r.pace.Burst > 0 {
		p := r.places[to]
		p.rested = later(p.rested, now).Add(r.pace.Every)
	}
	r.under++
	return 0, false
}

// giveBack is done for a message that did not go after all.
func (r *route) giveBack(to bot.Address) {
	r.mu.Lock()
	if p := r.places[to]; p != nil && r.pace.Burst > 0 {
		p.rested = p.rested.Add(-r.pace.Every)
	}
	r.mu.Unlock()
	r.done()
}

func (r *route) done() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.under--
	select {
	case r.room <- struct{}{}:
	default:
	}
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
	busy := max(p.rested.Sub(now), 0)
	if most := time.Duration(r.pace.Burst) * r.pace.Every; busy > most { // the clock was set back
		p.rested, busy = now.Add(most), most
	}
	return busy - time.Duration(r.pace.Burst-1)*r.pace.Every
}

func (r *route) place(to bot.Address, now time.Time) *place {
	p := r.places[to]
	if p == nil {
		r.forget(now)
		p = &place{}
		r.places[to] = p
	}
	return p
}

// forget drops the places that have rested long enough to be as new.
func (r *route) forget(now time.Time) {
	if len(r.places) < mostPlaces {
		return
	}
	for to, p := range r.places {
		if !now.Before(p.rested) && !now.Before(p.until) {
			delete(r.places, to)
		}
	}
}

// pause stops messages to the address, or all, for so long.
func (r *route) pause(to bot.Address, now time.Time, wait time.Duration, all bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if all {
		r.until = later(r.until, now.Add(wait))
		return
	}
	p := r.place(to, now)
	p.until = later(p.until, now.Add(wait))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
