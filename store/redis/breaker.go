package redis

import (
	"sync"
	"time"
)

// State is what a breaker lets through.
type State string

// The states of a breaker.
const (
	StateClosed   State = "closed"    // everything
	StateOpen     State = "open"      // nothing
	StateHalfOpen State = "half-open" // one call, to see whether Redis is back
)

// outcome is how a call went.
type outcome int

const (
	worked outcome = iota
	failed
	unknown // the caller did not wait for it
)

// breaker spares the callers of a Redis that is away the time to find that out.
type breaker struct {
	after int           // so many failures in a row open it
	rest  time.Duration // how long it stays open before it lets one call through

	mu       sync.Mutex
	failures int       // in a row, while closed
	until    time.Time // zero while closed
	probing  bool
	round    uint64 // of the opening or closing that a call began after: what began before says nothing
	opened   uint64
}

// enter asks to make a call. Who may must leave with the same round.
func (b *breaker) enter() (round uint64, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.until.IsZero() {
		return b.round, true
	}
	if b.probing || time.Now().Before(b.until) {
		return 0, false
	}
	b.probing = true
	return b.round, true
}

func (b *breaker) leave(round uint64, how outcome) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case round != b.round:
	case b.until.IsZero():
		b.count(how)
	default:
		b.judge(how)
	}
}

// count is what a call does to a closed breaker.
func (b *breaker) count(how outcome) {
	switch how {
	case worked:
		b.failures = 0
	case failed:
		if b.failures++; b.failures >= b.after {
			b.round, b.opened, b.until = b.round+1, b.opened+1, time.Now().Add(b.rest)
		}
	}
}

// judge is what the probe does to an open one.
func (b *breaker) judge(how outcome) {
	b.probing = false
	switch how {
	case worked:
		b.round, b.failures, b.until = b.round+1, 0, time.Time{}
	case failed:
		b.until = time.Now().Add(b.rest)
	}
}

// state is what the next call would meet, and how often the breaker has opened.
func (b *breaker) state() (State, uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.until.IsZero():
		return StateClosed, b.opened
	case b.probing || !time.Now().Before(b.until):
		return StateHalfOpen, b.opened
	}
	return StateOpen, b.opened
}
