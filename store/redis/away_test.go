//go:build integration

package redis

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// timed is how long each of n Gets took, sorted.
func timed(t *testing.T, store *Store, n int) []time.Duration {
	t.Helper()
	took := make([]time.Duration, n)
	for i := range took {
		began := time.Now()
		if found, _ := store.Get(t.Context(), "slack:T1:D1"); len(found) > 0 {
			t.Fatal("a Redis that hangs gave a session")
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return took
}

// The machine may be busy, so what is judged is the middle of many calls and not the slowest one.
func TestARedisThatHangsCosts50msAndThenNothing(t *testing.T) {
	store, client, _ := fresh(t, Options{Failures: 21})
	mustPutSlowly(t, store)
	thaw := freeze(t, client)
	took := timed(t, store, 21)
	if middle := took[len(took)/2]; middle < 45*time.Millisecond || middle > 200*time.Millisecond {
		t.Errorf("a call took %v, from %v to %v", middle, took[0], took[len(took)-1])
	}
	stranger := open(t, store.options.Address, Options{Failures: 21}) // it has no connection yet
	took = timed(t, stranger, 21)
	if middle := took[len(took)/2]; middle < 45*time.Millisecond || middle > 200*time.Millisecond {
		t.Errorf("a first call took %v, from %v to %v", middle, took[0], took[len(took)-1])
	}
	if state := store.Stats().Breaker; state != StateOpen && state != StateHalfOpen {
		t.Fatalf("the breaker is %s", state)
	}
	store.breaker.until = time.Now().Add(time.Hour) // hold it there to look
	if took := timed(t, store, 101); took[50] > 10*time.Millisecond {
		t.Errorf("while the breaker is open a call takes %v", took[50])
	}
	if err := store.Put(t.Context(), talk(1, 9)); err != nil {
		t.Errorf("Put: %v", err)
	}
	if err := store.Drop(t.Context(), "slack:T1:D1"); !errors.Is(err, ErrAway) {
		t.Errorf("Drop: %v: who erases must know", err)
	}
	store.breaker.until = time.Now()
	if took := timed(t, store, 1); took[0] < 45*time.Millisecond {
		t.Errorf("the probe took %v: was it one?", took[0])
	}
	thaw()
	soon(t, "the breaker closes", func() bool {
		found, _ := store.Get(t.Context(), "slack:T1:D1")
		return len(found) == 1
	})
	if s := store.Stats(); s.Breaker != StateClosed || s.Opened != 1 || s.Spared < 100 {
		t.Errorf("%+v", s)
	}
}

// mustPutSlowly puts one session, however long the machine takes for its first connection.
func mustPutSlowly(t *testing.T, store *Store) {
	t.Helper()
	soon(t, "a session is put", func() bool { return store.Put(t.Context(), talk(1, 1)) == nil && store.Stats().Written > 0 })
}

func TestACallerWhoLeavesIsNotHeldAgainstRedis(t *testing.T) {
	store, client, _ := fresh(t, Options{Failures: 1, Limit: patient.Limit})
	defer freeze(t, client)()
	for range 3 {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		if _, err := store.Get(ctx, "slack:T1:D1"); err == nil {
			t.Error("a Redis that hangs answered")
		}
		cancel()
	}
	if s := store.Stats(); s.Breaker != StateClosed || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
}

func TestARedisThatIsKilledAndStartedAgain(t *testing.T) {
	store, _, server := fresh(t, Options{Rest: 50 * time.Millisecond})
	mustPutSlowly(t, store)
	for range 3 {
		server.Kill()
		for range 20 {
			if found, _ := store.Get(t.Context(), "slack:T1:D1"); len(found) > 0 {
				t.Fatal("a Redis that is dead gave a session")
			}
			if err := store.Put(t.Context(), talk(1, 1)); errors.Is(err, ErrAway) {
				t.Fatal(err)
			}
		}
		if s := store.Stats(); s.Breaker == StateClosed || s.Spared == 0 {
			t.Fatalf("%+v", s)
		}
		server.Start(t)
		before := store.Stats().Written // it forgot the script, and the session
		soon(t, "a session is put again", func() bool {
			_ = store.Put(t.Context(), talk(1, 2))
			return store.Stats().Written > before
		})
		soon(t, "it is there", func() bool {
			found, _ := store.Get(t.Context(), "slack:T1:D1")
			return found["slack:T1:D1"].Seq == 2
		})
	}
}

// Emptied at any moment, with its scripts too, Redis gives the newest session or none, and no error.
func TestARedisThatIsEmptiedAtAnyMoment(t *testing.T) {
	store, client, _ := fresh(t, patient)
	ctx, cancel := context.WithCancel(t.Context())
	emptied := make(chan int)
	go func() {
		times := 0
		for ; ctx.Err() == nil; times++ {
			client.FlushAll(ctx)
			client.ScriptFlush(ctx)
			time.Sleep(time.Millisecond)
		}
		emptied <- times
	}()
	hits := 0
	for seq := range uint64(2000) {
		mustPut(t, store, talk(1, seq+1), talk(2, seq+1))
		for _, got := range seqs(t, store, "slack:T1:D1", "slack:T1:D2") {
			if got != 0 && got != seq+1 {
				t.Fatalf("seq %d, put was %d", got, seq+1)
			}
			if got != 0 {
				hits++
			}
		}
	}
	cancel()
	if times := <-emptied; times < 10 || hits == 0 {
		t.Fatalf("emptied %d times, %d hits: this shows nothing", times, hits)
	}
}

func TestARedisThatWantsAnotherPasswordSaysSo(t *testing.T) {
	_, client, server := fresh(t, patient)
	if err := client.ConfigSet(t.Context(), "requirepass", "right").Err(); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"redis://", "redis://:soleil@", "redis://app:soleil@"} {
		store := open(t, strings.Replace(server.URL, "redis://", wrong, 1), patient)
		err := store.Check(t.Context())
		if err == nil || !strings.Contains(err.Error(), "refuses the user or the password, or wants one") || strings.Contains(err.Error(), "soleil") {
			t.Errorf("%s: %v", wrong, err)
		}
		if found, err := store.Get(t.Context(), "slack:T1:D1"); len(found) > 0 || err == nil {
			t.Errorf("%s: got %v, %v", wrong, found, err)
		}
		if err := store.Put(t.Context(), talk(1, 1)); err == nil || strings.Contains(err.Error(), "soleil") {
			t.Errorf("%s: put %v", wrong, err)
		}
	}
	store := open(t, strings.Replace(server.URL, "redis://", "redis://:right@", 1), patient)
	if err := store.Check(t.Context()); err != nil {
		t.Error(err)
	}
	mustPut(t, store, talk(1, 1))
}

func TestCheckSaysThatNobodyIsThere(t *testing.T) {
	store := open(t, "redis://127.0.0.1:1", Options{})
	if err := store.Check(t.Context()); err == nil || !strings.HasPrefix(err.Error(), "check redis://127.0.0.1:1/0: ") {
		t.Error(err)
	}
}

// Full, it holds no new session, and what it has is still read.
func TestARedisThatIsFull(t *testing.T) {
	store, client, _ := fresh(t, patient)
	mustPut(t, store, talk(1, 1))
	if err := client.ConfigSet(t.Context(), "maxmemory", "1").Err(); err != nil {
		t.Fatal(err)
	}
	if err := store.Put(t.Context(), talk(1, 2)); err == nil || !strings.Contains(err.Error(), "OOM") {
		t.Errorf("put %v", err)
	}
	if got := seqs(t, store, "slack:T1:D1"); got[0] != 1 {
		t.Error(got)
	}
}
