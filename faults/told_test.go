//go:build integration

package faults

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// grace is how long it may take a process that was told to wait to tell the others. What they began to
// send before that was under way, and nobody could call it back.
const grace = 500 * time.Millisecond

// everywhere is the place of a Retry-After that is meant for all.
const everywhere bot.Address = ""

// toldWait is a Retry-After that a process was told.
type toldWait struct {
	process     string
	from, until time.Time
}

// early is a request that was begun inside a Retry-After.
type early struct {
	told      toldWait
	process   string
	key       string
	begun, at time.Time
}

// answered is how often Redis had failed a process by then.
type answered struct {
	at   time.Time
	lost string
}

// hears notes what a request says of the process that makes it.
func (p *platform) hears(r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	by := r.Header.Get(replicaHeader)
	p.lost[by] = append(p.lost[by], answered{time.Now(), r.Header.Get(lostHeader)})
}

// tells says 429 to a process.
func (p *platform) tells(process string, to bot.Address, f fate) {
	place, now := to, time.Now()
	if f.all {
		place = everywhere
	}
	p.waits[place] = append(p.waits[place], toldWait{process, now, now.Add(f.after)})
	p.counts.Limited++
}

// held is what is left of a Retry-After that holds for the place; false when there is none. A request that comes
// all the same is noted, and is told to wait too.
func (p *platform) held(m message, r *http.Request, place bot.Address) (f fate, held bool) {
	process, now := r.Header.Get(replicaHeader), time.Now()
	nanos, _ := strconv.ParseInt(r.Header.Get(begunHeader), 10, 64)
	begun := time.Unix(0, nanos)
	open := p.waits[place][:0]
	for _, told := range p.waits[place] {
		if now.After(told.until) {
			continue
		}
		open = append(open, told)
		if begun.Sub(told.from) > grace {
			p.early = append(p.early, early{told, process, m.Key, begun, now})
		}
		f = fate{status: http.StatusTooManyRequests, after: max(f.after, told.until.Sub(now)), all: place == everywhere}
	}
	p.waits[place] = open
	return f, len(open) > 0
}

// judgeWaits: nobody asks before a Retry-After is over (D12). The process that was told has no excuse. Another has one
// when it could not have been told: Redis, through which they tell each other, lost what it held, or failed
// one of the two, or the first process died. It is told by the platform then, and has no excuse any more.
func (r *rig) judgeWaits(p *platform) (wrong []violation) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counts.Early = len(p.early)
	for _, e := range p.early {
		if e.told.process != e.process && (r.emptied(e.told.from, e.at) || p.failed(e.process, e.told.from, e.at) || p.mute(e.told)) {
			continue
		}
		wrong = append(wrong, violation{invariant: "D12", what: fmt.Sprintf("%s began to send %s at %s, %s after %s was told to wait %s",
			e.process, e.key, clock(e.begun), e.begun.Sub(e.told.from).Round(time.Millisecond), e.told.process, e.told.until.Sub(e.told.from))})
	}
	return wrong
}

// emptied reports whether Redis lost something in that time.
func (r *rig) emptied(from, to time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, at := range r.losses {
		if at.After(from) && at.Before(to) {
			return true
		}
	}
	return false
}

// failed reports whether Redis failed the process in that time, as far as its requests told.
func (p *platform) failed(process string, from, to time.Time) bool {
	before, after := "0", "0"
	for _, one := range p.lost[process] {
		if one.at.After(to) {
			break
		}
		if after = one.lost; !one.at.After(from) {
			before = one.lost
		}
	}
	return before != after
}

// mute reports whether a process could not pass on what it was told: Redis failed it just then, or it died.
func (p *platform) mute(told toldWait) bool {
	said := p.lost[told.process]
	alive := len(said) > 0 && said[len(said)-1].at.After(told.from.Add(grace))
	return !alive || p.failed(told.process, told.from, told.from.Add(2*grace))
}
