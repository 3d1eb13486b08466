//go:build integration

package faults

import (
	"context"
	"testing"
	"time"
)

// A release as operators make it: one replica after the other is asked to end and comes back with the
// new revision, while people talk. Nothing else is wrong, so no turn may fail.
func TestRollingDeploy(t *testing.T) {
	r := build(t, serve(t), plan{seed: 1, people: people})
	r.begin()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	r.talk(ctx)
	for _, one := range r.replicas {
		time.Sleep(500 * time.Millisecond)
		asked := time.Now()
		one.leave(newBook)
		<-one.ended
		t.Logf("%s ended after %s", one.settings.Name, time.Since(asked).Round(time.Millisecond))
		if err := one.start(crash{}); err != nil {
			t.Fatal(err)
		}
		one.awake(t)
	}
	time.Sleep(500 * time.Millisecond)
	stop()
	r.crowd.Wait()
	r.comeToRest()
	wrong, err := r.judge(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	failed, err := r.buried(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for id := range failed {
		wrong = append(wrong, violation{invariant: "D14", what: "a deploy cost a turn: " + string(id) + " is a dead letter"})
	}
	if r.figures.moved == 0 {
		t.Error("no conversation went from one revision to the other")
	}
	for _, p := range r.platforms {
		if n := p.counts.Probes; n > 0 { // all is at rest: nobody counts meanwhile
			t.Errorf("%s was asked %d times what became of a line: a process that was asked to end left it behind", p.name, n)
		}
	}
	r.report()
	r.complain(append(wrong, r.strangers()...))
}
