package slack

import "sync"

// order lets what one person did be taken in the order in which it came, whatever connection it came by. What
// different people did does not wait for each other.
type order struct {
	mu   sync.Mutex
	last map[string]chan struct{}
}

func newOrder() *order { return &order{last: map[string]chan struct{}{}} }

// ticket is a place in the person's queue: wait for the channel, if there is one, then call leave.
func (o *order) ticket(person string) (turn <-chan struct{}, leave func()) {
	if person == "" {
		return nil, func() {}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	before, mine := o.last[person], make(chan struct{})
	o.last[person] = mine
	return before, func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		close(mine)
		if o.last[person] == mine {
			delete(o.last, person)
		}
	}
}
