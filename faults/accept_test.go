//go:build integration

package faults

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// grace is how long a request may be on its way before it counts as made inside somebody's Retry-After.
const grace = time.Second

// toldWait is a Retry-After that a replica was told.
type toldWait struct {
	replica     string
	from, until time.Time
}

// everywhere is the place of a Retry-After that is meant for all.
const everywhere bot.Address = ""

// fate is what happens to one try to send one message.
type fate struct {
	accepts bool
	status  int           // 0: the connection is cut
	takes   time.Duration // before that
	after   time.Duration // with 429
	all     bool
}

// fateOf is the same for the same seed, message and try, whenever it is asked for.
func (p *platform) fateOf(key string, try int) fate {
	hash := fnv.New64a()
	_, _ = fmt.Fprint(hash, key, " ", try)
	chance := rand.New(rand.NewPCG(p.seed, hash.Sum64()))
	good := fate{accepts: true, status: http.StatusOK, takes: time.Duration(1+chance.IntN(10)) * time.Millisecond}
	if !p.faulty.Load() {
		return good
	}
	wait := time.Duration(1500+chance.IntN(1500)) * time.Millisecond
	switch roll := chance.IntN(1000); {
	case roll < 15:
		return fate{status: http.StatusTooManyRequests, after: wait}
	case roll < 17:
		return fate{status: http.StatusTooManyRequests, after: wait, all: true}
	case roll < 22:
		return fate{status: http.StatusForbidden}
	case roll < 32:
		return fate{accepts: true, status: http.StatusInternalServerError}
	case roll < 37:
		return fate{status: http.StatusServiceUnavailable}
	case roll < 42:
		return fate{takes: good.takes}
	case roll < 52:
		return fate{accepts: true, takes: good.takes}
	case roll < 55:
		good.takes = time.Duration(5000+chance.IntN(5000)) * time.Millisecond
	case roll < 75:
		good.takes = time.Duration(50+chance.IntN(500)) * time.Millisecond
	}
	return good
}

// send is a replica's try to send a message.
func (p *platform) send(w http.ResponseWriter, r *http.Request) {
	var m message
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	by := r.Header.Get(replicaHeader)
	f := p.arrived(m, by)
	if f.accepts && f.status == http.StatusOK && f.takes > patience { // it is there long before the answer
		p.accept(m, by)
		f.accepts = false
	}
	time.Sleep(f.takes)
	if f.accepts {
		p.accept(m, by)
	}
	if f.status == 0 {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(f.status)
	_ = json.NewEncoder(w).Encode(answer{ID: m.Key, After: f.after, All: f.all})
}

// arrived decides what becomes of a try, and notes one that comes inside a Retry-After.
func (p *platform) arrived(m message, by string) fate {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.obeys(m, by, m.To)
	p.obeys(m, by, everywhere)
	p.tries[m.Key]++
	f := p.fateOf(m.Key, p.tries[m.Key])
	switch {
	case f.status == http.StatusTooManyRequests:
		place := m.To
		if f.all {
			place = everywhere
		}
		now := time.Now()
		p.waits[place] = append(p.waits[place], toldWait{by, now, now.Add(f.after)})
		p.counts.Limited++
	case f.status == http.StatusForbidden:
		p.refused[m.Key] = m.To
		p.counts.Refused++
	case f.status >= http.StatusInternalServerError:
		p.counts.Failed++
	case f.status == 0:
		p.counts.Cut++
	case f.takes > patience:
		p.counts.Slow++
	}
	return f
}

// obeys holds a request against what was told before. Only a process that was told can know; what
// others send meanwhile is counted.
func (p *platform) obeys(m message, by string, place bot.Address) {
	now := time.Now()
	open := p.waits[place][:0]
	for _, told := range p.waits[place] {
		if now.After(told.until) {
			continue
		}
		open = append(open, told)
		switch {
		case now.Sub(told.from) < grace:
		case told.replica == by:
			p.broken = append(p.broken, fmt.Sprintf("%s sent %s %s after it was told to wait %s",
				by, m.Key, now.Sub(told.from).Round(time.Millisecond), told.until.Sub(told.from)))
		default:
			p.counts.Others++
		}
	}
	p.waits[place] = open
}

func (p *platform) accept(m message, by string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	hash := fnv.New64a()
	_, _ = fmt.Fprint(hash, m.Key, " lag")
	now := time.Now()
	one := accepted{message: m, at: now, by: by, shows: now.Add(time.Duration(hash.Sum64()%2000) * time.Millisecond)}
	p.messages[m.To] = append(p.messages[m.To], one)
	if _, there := p.found[m.Key]; !there {
		p.found[m.Key] = one
	}
	p.counts.Messages++
}
