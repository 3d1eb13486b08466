package redis

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestABreakerOpensProbesAndCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &breaker{after: 3, rest: time.Second}
		do := func(how outcome) {
			t.Helper()
			round, ok := b.enter()
			if !ok {
				t.Fatal("not let through")
			}
			b.leave(round, how)
		}
		is := func(want State) {
			t.Helper()
			if got, _ := b.state(); got != want {
				t.Fatalf("%s, want %s", got, want)
			}
		}
		do(failed)
		do(failed)
		do(worked) // the row is broken
		do(failed)
		do(unknown)
		do(failed)
		is(StateClosed)
		do(failed)
		is(StateOpen)
		if _, ok := b.enter(); ok {
			t.Fatal("open, and let a call through")
		}
		time.Sleep(time.Second)
		is(StateHalfOpen)
		probe, ok := b.enter()
		if !ok {
			t.Fatal("no probe after the rest")
		}
		if _, ok := b.enter(); ok {
			t.Fatal("a second call beside the probe")
		}
		b.leave(probe, failed)
		is(StateOpen)
		time.Sleep(time.Second)
		do(unknown) // the caller of the probe went away: the next one probes
		do(worked)
		is(StateClosed)
		if _, opened := b.state(); opened != 1 {
			t.Fatalf("opened %d times, want 1", opened)
		}
	})
}

// A call that began while Redis was well says nothing of a Redis that has gone since.
func TestWhatBeganBeforeTheBreakerOpenedDoesNotCloseIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &breaker{after: 1, rest: time.Second}
		slow, _ := b.enter()
		quick, _ := b.enter()
		b.leave(quick, failed)
		b.leave(slow, worked)
		if state, _ := b.state(); state != StateOpen {
			t.Fatal(state)
		}
		time.Sleep(time.Second)
		probe, _ := b.enter()
		b.leave(slow, worked)
		if state, _ := b.state(); state != StateHalfOpen {
			t.Fatal(state)
		}
		b.leave(probe, worked)
	})
}
