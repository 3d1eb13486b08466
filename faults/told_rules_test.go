//go:build integration

package faults

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Who is held to a Retry-After that another process was told, and who is excused.
func TestTheRigKnowsWhoCouldHaveWaited(t *testing.T) {
	for name, c := range map[string]struct {
		by    string
		after time.Duration // after the other was told
		lost  string        // how often Redis failed who sends, by then
		mute  bool          // who was told died at once
		empty bool          // Redis lost what it held
		red   bool
	}{
		"it was told itself":                        {by: "a.1", after: 700 * time.Millisecond, red: true},
		"it was told itself, and Redis is away":     {by: "a.1", after: 700 * time.Millisecond, lost: "3", empty: true, red: true},
		"another was told":                          {by: "b.1", after: 700 * time.Millisecond, red: true},
		"it was under way":                          {by: "b.1", after: 300 * time.Millisecond},
		"the wait is over":                          {by: "b.1", after: 1100 * time.Millisecond},
		"Redis failed it":                           {by: "b.1", after: 700 * time.Millisecond, lost: "1"},
		"Redis lost it":                             {by: "b.1", after: 700 * time.Millisecond, empty: true},
		"who was told could not tell it any more":   {by: "b.1", after: 700 * time.Millisecond, mute: true},
		"a process that is new can ask Redis first": {by: "c.1", after: 700 * time.Millisecond, red: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := &platform{name: "north", tries: map[string]int{}, waits: map[bot.Address][]toldWait{}, lost: map[string][]answered{}}
				r := &rig{}
				p.ails(limited)
				for _, by := range []string{"a.1", "b.1"} {
					say(p, by, "0", http.MethodGet, "/messages?key=k")
				}
				say(p, "a.1", "0", http.MethodPost, "/messages")
				time.Sleep(c.after / 2)
				if c.empty {
					r.lose()
				}
				time.Sleep(c.after - c.after/2)
				if !c.mute {
					say(p, "a.1", "0", http.MethodGet, "/messages?key=k")
				}
				say(p, c.by, cmp.Or(c.lost, "0"), http.MethodPost, "/messages")
				wrong := r.judgeWaits(p)
				if red := len(wrong) > 0; red != c.red {
					t.Errorf("%v", wrong)
				}
			})
		})
	}
}

// say is a request of a process, begun now.
func say(p *platform, by, lost, method, path string) {
	r := httptest.NewRequest(method, path, bytes.NewBufferString(`{"key":"north:p1/1/0","to":"north:p1"}`))
	r.Header.Set(replicaHeader, by)
	r.Header.Set(lostHeader, lost)
	r.Header.Set(begunHeader, fmt.Sprint(time.Now().UnixNano()))
	p.routes().ServeHTTP(httptest.NewRecorder(), r)
}
