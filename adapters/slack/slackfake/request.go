package slackfake

import (
	"net/http"
	"slices"
	"time"
)

// Request is a call that the app made.
type Request struct {
	Method  string
	Args    map[string]string // without the token
	Token   string
	Header  http.Header
	At      time.Time
	Outcome string // "" for accepted, else Slack's code or the fault before it
	Inside  bool   // it came while a Retry-After ran that was for it
	TS      string // of the message that it made or changed
	Spoilt  bool   // a fault that a test asked for met it
}

// Accepted reports whether the call did what it asked for.
func (r Request) Accepted() bool { return r.Outcome == "" }

func (f *Fake) note(r Request) { f.change(func() { f.requests = append(f.requests, r) }) }

// Requests are the calls of the method so far, accepted or not; of all methods for "".
func (f *Fake) Requests(method string) []Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.requests), func(r Request) bool { return method != "" && r.Method != method })
}

// Impatient are the calls that came while they had been told to wait. A well-behaved app makes none.
func (f *Fake) Impatient() []Request {
	return slices.DeleteFunc(f.Requests(""), func(r Request) bool { return !r.Inside })
}

// Refused are the calls that were not accepted, and not by a fault that a test asked for.
func (f *Fake) Refused() []Request {
	return slices.DeleteFunc(f.Requests(""), func(r Request) bool { return r.Outcome == "" || r.Spoilt })
}
