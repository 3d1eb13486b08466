//go:build integration

package redis

import (
	"context"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

type heard = map[bot.ConversationID]time.Time

// listen collects what the store hears, until the test ends. It returns once hints arrive.
func listen(t *testing.T, from, store *Store) <-chan heard {
	t.Helper()
	all := make(chan heard, 1000)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() {
		store.Hints(ctx, func(due map[bot.ConversationID]time.Time) { all <- due })
		close(ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	hears(t, from, all, "slack:T1:first")
	return all
}

// hears hints until one arrives.
func hears(t *testing.T, from *Store, all <-chan heard, id bot.ConversationID) {
	t.Helper()
	soon(t, "a hint arrives", func() bool {
		_ = from.Hint(t.Context(), heard{id: {}})
		select {
		case due := <-all:
			_, there := due[id]
			return there
		case <-time.After(20 * time.Millisecond):
			return false
		}
	})
}

func TestHintsReachTheOtherReplicas(t *testing.T) {
	first, client, server := fresh(t, patient)
	second := open(t, server.URL, patient)
	there, here := listen(t, first, second), listen(t, first, first)
	if err := client.Publish(t.Context(), hintsChannel, "no hint").Err(); err != nil {
		t.Fatal(err)
	}
	at := noon.Add(15 * time.Minute)
	if err := first.Hint(t.Context(), heard{"slack:T1:D1": at, "slack:T1:D2": {}}); err != nil {
		t.Fatal(err)
	}
	for _, all := range []<-chan heard{there, here} {
		for due := range all {
			if _, early := due["slack:T1:first"]; early {
				continue
			}
			if len(due) != 2 || !due["slack:T1:D1"].Equal(at) || !due["slack:T1:D2"].IsZero() {
				t.Errorf("heard %v", due)
			}
			break
		}
	}
}

func TestHintsGoOnAfterRedisWasAway(t *testing.T) {
	first, _, server := fresh(t, Options{Limit: patient.Limit, Rest: 10 * time.Millisecond})
	second := open(t, server.URL, patient)
	all := listen(t, first, second)
	server.Kill()
	_ = first.Hint(t.Context(), heard{"slack:T1:lost": {}})
	server.Start(t)
	hears(t, first, all, "slack:T1:again")
}
