//go:build integration

package faults

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// patience is how long the platform waits for an acknowledgement before it gives an event again: Slack's
// three seconds, and its repeats sped up.
const patience = 2 * time.Second

// platform is a chat platform as a process sees it from outside. It keeps all that it was told and all
// that it gave, which is what the invariants are held against.
type platform struct {
	*httptest.Server
	name    string // of the channel: its addresses begin with it
	seed    uint64
	faulty  atomic.Bool  // messages meet faults
	trouble atomic.Value // string: all of them meet this one
	newness chan struct{}
	over    chan struct{} // closed at the end: nobody waits for a slow answer any more

	mu       sync.Mutex
	events   map[bot.EventID]*posted
	waiting  []*posted // not acknowledged, the oldest first
	repeats  []repeat  // that come though all was well, the earliest first
	messages map[bot.Address][]accepted
	found    map[string]accepted    // by key
	tries    map[string]int         // by key
	refused  map[string]bot.Address // by key: will never be taken, and where it was to go
	waits    map[bot.Address][]toldWait
	early    []early               // requests inside a Retry-After
	lost     map[string][]answered // by process: how it did with Redis
	counts   platformCounts
}

// posted is an event that somebody did.
type posted struct {
	delivery
	event  bot.Event
	again  int // how often it is to be given beside its first time, for no reason
	given  []time.Time
	acked  time.Time
	refuse string // what the agent was told
	done   chan struct{}
}

// accepted is a message that a person sees.
type accepted struct {
	message
	at    time.Time
	shows time.Time // when the history has it
	by    string
}

type platformCounts struct {
	Events, Given, Repeated, Messages, Limited, Refused, Failed, Cut, Slow, Probes, Early int
}

func newPlatform(t *testing.T, name string, seed uint64) *platform {
	t.Helper()
	p := &platform{
		name: name, seed: seed, newness: make(chan struct{}, 1), over: make(chan struct{}),
		events: map[bot.EventID]*posted{}, messages: map[bot.Address][]accepted{}, found: map[string]accepted{},
		tries: map[string]int{}, refused: map[string]bot.Address{}, waits: map[bot.Address][]toldWait{}, lost: map[string][]answered{},
	}
	p.Server = httptest.NewServer(p.routes())
	t.Cleanup(func() {
		close(p.over)
		p.CloseClientConnections()
		p.Close()
	})
	return p
}

// post is somebody doing something. The event is given to any replica until one acknowledges it.
func (p *platform) post(id bot.EventID, where bot.Address, event bot.Event, again int) *posted {
	written, err := bot.MarshalEvent(event)
	if err != nil {
		panic(err) // a kind that the codec does not know: a mistake in the rig
	}
	one := &posted{
		delivery: delivery{ID: id, Where: where, At: time.Now().UTC().Truncate(time.Microsecond), Event: json.RawMessage(written)},
		event:    event, again: again, done: make(chan struct{}),
	}
	p.mu.Lock()
	p.events[id] = one
	p.waiting = append(p.waiting, one)
	p.plan(one)
	p.counts.Events++
	p.mu.Unlock()
	p.ring()
	return one
}

func (p *platform) ring() {
	select {
	case p.newness <- struct{}{}:
	default:
	}
}

// next takes up to n events that are to be given now.
func (p *platform) next(n int) (out []delivery) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	for _, one := range p.waiting {
		if len(out) == n {
			p.ring() // there is more for somebody else
			break
		}
		if !one.due(now) {
			continue
		}
		out = append(out, p.give(one, now))
	}
	for len(out) < n && len(p.repeats) > 0 && now.After(p.repeats[0].at) {
		if one := p.repeats[0].event; one.refuse == "" { // what was refused was not taken: given again, it is new
			out = append(out, p.give(one, now))
		}
		p.repeats = p.repeats[1:]
	}
	return out
}

func (p *platform) give(one *posted, now time.Time) delivery {
	if one.Again = len(one.given); one.Again > 0 {
		p.counts.Repeated++
	}
	one.given = append(one.given, now)
	p.counts.Given++
	return one.delivery
}

func (one *posted) due(now time.Time) bool {
	if len(one.given) == 0 {
		return true
	}
	if one.again > 0 {
		one.again--
		return true
	}
	return now.Sub(one.given[len(one.given)-1]) > patience
}

// ack takes an event out of the queue.
func (p *platform) ack(a acknowledgement) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one := p.events[a.ID]
	if one == nil || !one.acked.IsZero() {
		return
	}
	one.acked, one.refuse = time.Now(), a.Refused
	close(one.done)
	for i := range p.waiting {
		if p.waiting[i] == one {
			p.waiting = append(p.waiting[:i:i], p.waiting[i+1:]...)
			return
		}
	}
}

// left is how many events no replica has taken, or will be given again.
func (p *platform) left() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.waiting) + len(p.repeats)
}

// seen is what the person has on the screen, the newest last.
func (p *platform) seen(where bot.Address) []accepted {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clip(p.messages[where])
}
