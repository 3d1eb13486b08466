//go:build integration

package redis

import (
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// TestEveryKeyEnds does all that writes, and looks at every key there is then.
func TestEveryKeyEnds(t *testing.T) {
	store, client, _ := fresh(t, Options{Limit: patient.Limit, TTL: time.Hour})
	ctx, now := t.Context(), time.Now()
	mustPut(t, store, talk(1, 1), talk(2, 2))
	mustPut(t, store, talk(1, 2))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(store.Drop(ctx, "slack:T1:D9"))
	for range 12 {
		store.Allow(ctx, now, []bot.ConversationID{"slack:T1:D1"}, []int{10})
		ready(t, store, "slack:C1", Rate{time.Second, 3}, now)
	}
	store.Pause(ctx, "slack:C1", now.Add(time.Minute), now)
	store.Pause(ctx, "slack:C2", now.Add(time.Minute), now)
	must(store.Present(ctx, Replica{ID: "a", Channels: []string{"slack"}}))
	must(store.Present(ctx, Replica{ID: "b"}))
	must(store.Leave(ctx, "b"))
	must(store.Hint(ctx, map[bot.ConversationID]time.Time{"slack:T1:D1": {}}))

	seen := 0
	for keys := client.Scan(ctx, 0, "*", 100).Iterator(); keys.Next(ctx); seen++ {
		left, err := client.PTTL(ctx, keys.Val()).Result()
		if err != nil || left <= 0 || left > time.Hour {
			t.Errorf("%s ends in %v, %v", keys.Val(), left, err)
		}
	}
	if seen != 8 {
		t.Errorf("%d keys, want 8", seen)
	}
}
