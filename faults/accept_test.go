//go:build integration

package faults

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"time"
)

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
	switch trouble, _ := p.trouble.Load().(string); trouble {
	case cutOff:
		return fate{}
	case slow:
		return fate{accepts: true, status: http.StatusOK, takes: 6 * time.Second}
	case limited:
		return fate{status: http.StatusTooManyRequests, after: time.Second, all: true}
	}
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

// ails gives the platform a trouble; "" takes it away.
func (p *platform) ails(trouble string) { p.trouble.Store(trouble) }

// send is a replica's try to send a message.
func (p *platform) send(w http.ResponseWriter, r *http.Request) {
	var m message
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	by := r.Header.Get(replicaHeader)
	f := p.arrived(m, r)
	if f.accepts && f.status == http.StatusOK && f.takes > patience { // it is there long before the answer
		p.accept(m, by)
		f.accepts = false
	}
	select {
	case <-time.After(f.takes):
	case <-p.over:
	}
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
func (p *platform) arrived(m message, r *http.Request) fate {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, held := p.held(m, r, everywhere)
	if !held {
		f, held = p.held(m, r, m.To)
	}
	if !held {
		p.tries[m.Key]++
		f = p.fateOf(m.Key, p.tries[m.Key])
	}
	switch {
	case f.status == http.StatusTooManyRequests:
		p.tells(r.Header.Get(replicaHeader), m.To, f)
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
