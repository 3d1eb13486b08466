package host

import (
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The rest of a wake that did not go away when it was tried: it doubles from the first to the longest.
const (
	firstAgain   = 250 * time.Millisecond
	longestAgain = 30 * time.Second
)

// tried are the wakes that were begun and are, for all that is known, still due: a wake that cannot become a
// turn now, or ever, stays in the record, at the head of what is due.
type tried struct {
	under tally

	mu  sync.Mutex
	all map[bot.EventID]*try
	err error // of the first that failed since somebody asked
}

// try is one of them.
type try struct {
	under bool
	rest  time.Duration // before the next, which comes at
	at    time.Time
}

func (t *tried) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.all)
}

// begin takes up to n of the alarms that are neither under way nor at rest, those that were never tried first.
// What is not among the alarms is forgotten.
func (t *tried) begin(alarms []bot.Alarm, n int) (begun []bot.Alarm) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	due := map[bot.EventID]*try{}
	var again []bot.Alarm
	for _, alarm := range alarms {
		id := triedID(alarm)
		one := t.all[id]
		switch {
		case one == nil && len(begun) < n:
			begun = append(begun, alarm)
		case one != nil:
			due[id] = one
			if !one.under && !now.Before(one.at) {
				again = append(again, alarm)
			}
		}
	}
	for id, one := range t.all {
		if one.under {
			due[id] = one
		}
	}
	t.all = due
	begun = append(begun, again[:min(len(again), n-len(begun))]...)
	for _, alarm := range begun {
		t.enter(triedID(alarm))
	}
	return begun
}

func (t *tried) enter(id bot.EventID) {
	one := t.all[id]
	if one == nil {
		one = &try{}
		t.all[id] = one
	}
	one.rest = min(max(2*one.rest, firstAgain), longestAgain)
	one.under = true
	t.under.begin()
}

// end notes that a wake is not under way any more, and why it failed.
func (t *tried) end(alarm bot.Alarm, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one := t.all[triedID(alarm)]
	one.under, one.at = false, time.Now().Add(one.rest)
	if t.err == nil {
		t.err = err
	}
	t.under.end()
}

// failed is why the first wake failed since it was asked last.
func (t *tried) failed() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	err := t.err
	t.err = nil
	return err
}

func triedID(alarm bot.Alarm) bot.EventID { return alarm.Envelope(time.Time{}).ID }
