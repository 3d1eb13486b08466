package slackfake

import (
	"encoding/json"
	"slices"
	"time"
)

// Delivery is something that the app is told, with every try.
type Delivery struct {
	Kind    string // "events_api", "slash_commands" or "interactive"
	EventID string // of an event
	TS      string // of the message that it tells of

	f       *Fake
	payload map[string]any
	tries   []Try
	over    bool
	done    chan struct{} // closed once it is over
}

// Try is one time that the app was told.
type Try struct {
	At      time.Time
	Reason  string        // why it was not acknowledged, or ""
	Took    time.Duration // until it was acknowledged
	Status  int           // by HTTP
	Answer  []byte        // what came with the acknowledgement
	NoRetry bool          // the app wants no other try
}

// The reasons that Slack gives with a repeated event.
const (
	reasonTimeout = "http_timeout"
	reasonError   = "http_error"
	reasonFailed  = "connection_failed"
	socketTimeout = "timeout"
)

// emit begins to tell the app something. f.mu is held.
func (f *Fake) emit(kind string, payload map[string]any) *Delivery {
	d := &Delivery{Kind: kind, f: f, payload: plain(payload), done: make(chan struct{})}
	d.EventID = text(d.payload["event_id"])
	if event, ok := d.payload["event"].(map[string]any); ok && event["type"] != "app_home_opened" {
		d.TS = text(event["ts"])
	}
	f.sent = append(f.sent, d)
	if f.ended {
		d.over = true
		close(d.done)
		return d
	}
	first := f.hand(d, 0, "") // now, so that the order in which things happened is the order in which they are told
	f.flights.Go(func() { f.carry(d, first) })
	return d
}

// carry tries until it is acknowledged, or often enough. Only events are told again.
func (f *Fake) carry(d *Delivery, under <-chan Try) {
	defer f.change(func() { d.over = true; close(d.done) })
	for n := 0; ; n++ {
		try := <-under
		f.change(func() { d.tries = append(d.tries, try) })
		if try.Reason == "" || try.NoRetry || d.Kind != "events_api" || n >= len(f.o.Retries) {
			return
		}
		wait := time.NewTimer(f.o.Retries[n])
		select {
		case <-wait.C:
		case <-f.ends:
			wait.Stop()
			return
		}
		f.mu.Lock()
		under = f.hand(d, n+1, try.Reason)
		f.mu.Unlock()
	}
}

// hand gives it to the app once, by the way that the app has chosen. f.mu is held.
func (f *Fake) hand(d *Delivery, n int, reason string) <-chan Try {
	if f.address != "" {
		return f.byHTTP(d, f.address, n, reason)
	}
	return f.bySocket(d, n, reason)
}

// Acked reports whether the app acknowledged it.
func (d *Delivery) Acked() bool {
	tries := d.Tries()
	return slices.ContainsFunc(tries, func(t Try) bool { return t.Reason == "" })
}

// Tries are those that ended.
func (d *Delivery) Tries() []Try {
	d.f.mu.Lock()
	defer d.f.mu.Unlock()
	return slices.Clone(d.tries)
}

// Over reports whether no other try will come.
func (d *Delivery) Over() bool {
	d.f.mu.Lock()
	defer d.f.mu.Unlock()
	return d.over
}

// Done is closed once no other try will come.
func (d *Delivery) Done() <-chan struct{} { return d.done }

// Payload is what the app is told, as JSON.
func (d *Delivery) Payload() []byte {
	raw, err := json.Marshal(d.payload)
	if err != nil {
		panic("slackfake: " + err.Error())
	}
	return raw
}

// Again tells the app of the same event once more, as if it had not been acknowledged; with another event_id,
// as Slack has done too, when fresh.
func (d *Delivery) Again(fresh bool) *Delivery {
	f := d.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	payload := d.payload
	if fresh {
		payload = with(payload, "event_id", f.id("Ev"))
	}
	return f.emit(d.Kind, payload)
}

// Deliveries are all so far.
func (f *Fake) Deliveries() []*Delivery {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.sent)
}

// Of are those that tell of the message.
func (f *Fake) Of(ts string) []*Delivery {
	return slices.DeleteFunc(f.Deliveries(), func(d *Delivery) bool { return d.TS != ts })
}

// Lost are those that the app never acknowledged and that do not come again.
func (f *Fake) Lost() []*Delivery {
	return slices.DeleteFunc(f.Deliveries(), func(d *Delivery) bool { return !d.Over() || d.Acked() })
}

// Settled reports whether nothing is on its way to the app.
func (f *Fake) Settled() bool {
	return !slices.ContainsFunc(f.Deliveries(), func(d *Delivery) bool { return !d.Over() })
}
