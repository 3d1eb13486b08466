package terminal

import (
	"sync"
	"time"
)

// Clock tells the time: the machine's, or one that is moved by hand.
type Clock struct {
	mu    sync.Mutex
	still bool
	at    time.Time
}

// RealClock goes with the machine's.
func RealClock() *Clock { return &Clock{} }

// StillClock stands at a time until it is set to another.
func StillClock(at time.Time) *Clock { return &Clock{still: true, at: at} }

// Now is the time, in the zone of the person.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.still {
		return time.Now()
	}
	return c.at
}

// Still reports whether the clock stands still but for Set.
func (c *Clock) Still() bool { return c.still }

// Set moves a clock that stands still forward. It never goes back.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at.After(c.at) {
		c.at = at.In(c.at.Location())
	}
}
