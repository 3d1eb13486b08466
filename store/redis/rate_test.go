//go:build integration

package redis

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/helpaide/helpaide/bot"
)

// rates is what the host wants of this room.
type rates interface {
	Allow(ctx context.Context, now time.Time, ids []bot.ConversationID, costs []int) (goes, notices []bool)
	Pause(ctx context.Context, bucket string, until, now time.Time)
}

var _ rates = (*Store)(nil)

// ready asks one bucket.
func ready(tb testing.TB, store *Store, bucket string, rate Rate, at time.Time) time.Duration {
	tb.Helper()
	return store.Ready(tb.Context(), at, Bucket{bucket, rate})[0]
}

// allow counts one event of one person.
func allow(tb testing.TB, store *Store, id bot.ConversationID) (goes, notice bool) {
	tb.Helper()
	all, notices := store.Allow(tb.Context(), noon, []bot.ConversationID{id}, []int{1})
	return all[0], notices[0]
}

func TestTenThousandAtOnceLetTheBurstThroughExactly(t *testing.T) {
	first, _, server := fresh(t, Options{Limit: time.Minute})
	second := open(t, server.URL, Options{Limit: time.Minute}) // another replica
	var went, notices atomic.Int64
	var wait sync.WaitGroup
	for i := range 10_000 {
		store := []*Store{first, second}[i%2]
		wait.Go(func() {
			goes, notice := allow(t, store, "slack:T1:D1")
			if goes {
				went.Add(1)
			}
			if notice {
				notices.Add(1)
			}
		})
	}
	wait.Wait()
	if went.Load() != 10 || notices.Load() != 1 {
		t.Errorf("%d went and %d notices, want 10 and 1", went.Load(), notices.Load())
	}
	if goes, _ := allow(t, first, "slack:T1:D2"); !goes {
		t.Error("another person waits too")
	}
	if local := first.Stats().Local + second.Stats().Local; local != 0 {
		t.Errorf("%d answers without Redis", local)
	}
}

// What Lua does in Redis and Go does in the process must be one thing.
func TestTheMeterInRedisIsTheOneInTheProcess(t *testing.T) {
	store, client, _ := fresh(t, patient)
	rapid.Check(t, func(t *rapid.T) {
		client.FlushDB(t.Context())
		rate := Rate{time.Duration(rapid.IntRange(1, 5000).Draw(t, "every")) * time.Millisecond, rapid.IntRange(1, 12).Draw(t, "burst")}
		hush := time.Duration(rapid.SampledFrom([]int{0, 7, 60}).Draw(t, "quiet")) * time.Second
		how := manner{rapid.IntRange(1, 6).Draw(t, "dearest"), hush}
		at := noon
		var m meter
		for range rapid.IntRange(1, 40).Draw(t, "events") {
			at = at.Add(time.Duration(rapid.IntRange(-3000, 9000).Draw(t, "pause")) * time.Millisecond)
			if rapid.IntRange(0, 9).Draw(t, "kind") == 0 {
				until := at.Add(time.Duration(rapid.IntRange(-5, 20).Draw(t, "until")) * time.Second)
				if until.After(at) {
					m.pause = max(m.pause, until.UnixMicro())
				}
				store.Pause(t.Context(), "k", until, at)
			}
			var want int64
			var say bool
			cost := rapid.IntRange(1, how.dearest).Draw(t, "cost")
			m, want, say = m.use(asked{rate: rate, cost: cost}, how, at)
			all := store.use(t.Context(), []asked{{paceKey("other"), second, 1}, {paceKey("k"), rate, cost}, {paceKey("more"), rate, 1}}, how, at)
			if got := all[1]; got.wait != time.Duration(want)*time.Microsecond || got.notice != say {
				t.Fatalf("Redis says %+v, the process %d µs %v", got, want, say)
			}
		}
	})
	if local := store.Stats().Local; local != 0 {
		t.Errorf("%d answers without Redis", local)
	}
}

func TestManyPeopleAreCountedAtOnce(t *testing.T) {
	store, _, _ := fresh(t, patient)
	ids := []bot.ConversationID{"slack:T1:D1", "slack:T1:D2", "slack:T1:D3"}
	for range 10 {
		store.Allow(t.Context(), noon, ids[1:2], []int{1})
	}
	goes, notices := store.Allow(t.Context(), noon, ids, []int{1, 1, 1})
	if !slices.Equal(goes, []bool{true, false, true}) || !slices.Equal(notices, []bool{false, true, false}) {
		t.Errorf("%v %v", goes, notices)
	}
}

func TestWithoutRedisAProcessCountsByItself(t *testing.T) {
	store := open(t, "redis://127.0.0.1:1", Options{})
	went, notices := 0, 0
	for range 100 {
		goes, notice := allow(t, store, "slack:T1:D1")
		if goes {
			went++
		}
		if notice {
			notices++
		}
	}
	if went != 10 || notices != 1 || store.Stats().Local != 100 {
		t.Errorf("%d went, %d notices, %+v", went, notices, store.Stats())
	}
	pace := Rate{time.Second, 1}
	if wait := ready(t, store, "slack:C1", pace, noon); wait != 0 {
		t.Errorf("wait %v", wait)
	}
	if wait := ready(t, store, "slack:C1", pace, noon); wait != time.Second {
		t.Errorf("wait %v, want 1s", wait)
	}
}

func TestAChannelHasOnePaceForAllReplicas(t *testing.T) {
	first, client, server := fresh(t, patient)
	second := open(t, server.URL, patient)
	ctx, pace := t.Context(), Rate{time.Second, 2}
	is := func(store *Store, at time.Duration, want time.Duration) {
		t.Helper()
		if got := ready(t, store, "slack:C1", pace, noon.Add(at)); got != want {
			t.Errorf("at %v: wait %v, want %v", at, got, want)
		}
	}
	is(first, 0, 0)
	is(second, 0, 0)
	is(first, 0, time.Second)
	is(second, 400*time.Millisecond, 600*time.Millisecond)
	is(second, time.Second, 0)

	first.Pause(ctx, "slack:C1", noon.Add(30*time.Second), noon)
	second.Pause(ctx, "slack:C1", noon.Add(20*time.Second), noon) // the longer one stays
	is(second, 25*time.Second, 5*time.Second)
	is(first, 25*time.Second, 5*time.Second)
	client.FlushAll(ctx)
	is(first, 25*time.Second, 5*time.Second) // it was told itself
	is(first, 30*time.Second, 0)
}

// What Redis told of a pause holds when Redis forgets it; what a rate asks for is no pause.
func TestAPauseThatRedisToldOfHolds(t *testing.T) {
	first, client, server := fresh(t, patient)
	second := open(t, server.URL, patient)
	pace := Rate{Every: time.Second, Burst: 1}
	first.Pause(t.Context(), "slack:C1", noon.Add(30*time.Second), noon)
	for at, want := range []time.Duration{30 * time.Second, 29 * time.Second, 28 * time.Second} {
		if got := ready(t, second, "slack:C1", pace, noon.Add(time.Duration(at)*time.Second)); got != want {
			t.Errorf("after %d s: wait %v, want %v", at, got, want)
		}
		client.FlushAll(t.Context())
	}
	for range 2 {
		ready(t, second, "slack:C2", pace, noon)
	}
	client.FlushAll(t.Context())
	if got := ready(t, second, "slack:C2", pace, noon); got != 0 {
		t.Errorf("a rate became a pause: wait %v", got)
	}
}

func TestAMeterOfAnotherTypeIsBegunAnew(t *testing.T) {
	store, client, _ := fresh(t, patient)
	for _, plant := range []func(key string) error{
		func(key string) error { return client.RPush(t.Context(), key, "a").Err() },
		func(key string) error {
			return client.Set(t.Context(), key, "soon 0 x", 0).Err()
		},
	} {
		for _, key := range []string{floodKey("slack:T1:D1"), paceKey("slack:C1"), paceKey("slack:C2")} {
			client.Del(t.Context(), key)
			if err := plant(key); err != nil {
				t.Fatal(err)
			}
		}
		if goes, _ := allow(t, store, "slack:T1:D1"); !goes {
			t.Error("it waits")
		}
		if wait := ready(t, store, "slack:C1", second, noon); wait != 0 {
			t.Errorf("it waits %v", wait)
		}
		store.Pause(t.Context(), "slack:C2", noon.Add(time.Minute), noon)
	}
	if s := store.Stats(); s.Local != 0 || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
}

// A thing that costs more than is left goes, and what it costs is paid back before the next one does.
func TestWhatCostsMoreHoldsUpTheNext(t *testing.T) {
	store, _, server := fresh(t, patient)
	one := []bot.ConversationID{"slack:T1:D1"}
	goes := func(store *Store, seconds, cost int) bool {
		all, _ := store.Allow(t.Context(), noon.Add(time.Duration(seconds)*time.Second), one, []int{cost})
		return all[0]
	}
	check := func(store *Store) {
		t.Helper()
		for i, step := range []struct {
			at, cost int
			goes     bool
		}{{0, 7, true}, {0, 5, true}, {0, 1, false}, {2, 1, false}, {3, 1, true}, {3, 1, false}, {4, 100, true}, {13, 1, false}, {14, 1, true}} {
			if got := goes(store, step.at, step.cost); got != step.goes {
				t.Errorf("step %d: goes %v, want %v", i, got, step.goes)
			}
		}
	}
	check(store)
	server.Kill() // the process's own meters do the same
	alone := open(t, server.URL, patient)
	check(alone)
}
