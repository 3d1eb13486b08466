package slack

import (
	"sync"
	"time"
)

// hold is how long a line waits for an earlier one of the same person: what is written within a moment comes by
// two connections, or in two requests, in any order.
const hold = 50 * time.Millisecond

// order lets what one person did be taken in the order in which they did it, whatever way it came. What different
// people did does not wait for each other.
type order struct {
	mu     sync.Mutex
	queues map[string]*queue
}

// queue is what one person did and is not taken yet, the earliest first.
type queue struct {
	busy    bool
	waiting []*ticket
}

// ticket is a place in a queue.
type ticket struct {
	turn   chan struct{} // closed when it is its turn
	did    time.Time
	after  time.Time // it is not its turn before
	o      *order
	person string
}

func newOrder() *order { return &order{queues: map[string]*queue{}} }

// ticket is a place in the person's queue, for what they did at that time. Wait for its turn, then leave; or leave.
func (o *order) ticket(person string, did time.Time, hold time.Duration) *ticket {
	now := time.Now()
	if did.IsZero() {
		did = now
	}
	t := &ticket{turn: make(chan struct{}), did: did, after: now.Add(hold), o: o, person: person}
	if person == "" {
		close(t.turn)
		return t
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	q := o.queues[person]
	if q == nil {
		q = &queue{}
		o.queues[person] = q
	}
	at := len(q.waiting)
	for at > 0 && q.waiting[at-1].did.After(did) {
		at--
	}
	q.waiting = append(q.waiting[:at], append([]*ticket{t}, q.waiting[at:]...)...)
	if hold > 0 {
		time.AfterFunc(hold, func() { o.mu.Lock(); defer o.mu.Unlock(); o.next(person) })
	}
	o.next(person)
	return t
}

// next gives the first who waits their turn, when nobody has it and they waited long enough.
func (o *order) next(person string) {
	q := o.queues[person]
	switch {
	case q == nil || q.busy:
	case len(q.waiting) == 0:
		delete(o.queues, person)
	case !time.Now().Before(q.waiting[0].after):
		q.busy = true
		close(q.waiting[0].turn)
		q.waiting = q.waiting[1:]
	}
}

// leave gives the place up: what had its turn is done, what had none is not taken.
func (t *ticket) leave() {
	t.o.mu.Lock()
	defer t.o.mu.Unlock()
	q := t.o.queues[t.person]
	if q == nil {
		return
	}
	select {
	case <-t.turn:
		q.busy = false
	default:
		for i, other := range q.waiting {
			if other == t {
				q.waiting = append(q.waiting[:i], q.waiting[i+1:]...)
				break
			}
		}
	}
	t.o.next(t.person)
}
