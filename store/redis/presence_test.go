//go:build integration

package redis

import (
	"reflect"
	"testing"
	"time"
)

func TestReplicasAreListedWhileTheyAreAlive(t *testing.T) {
	store, client, _ := fresh(t, patient)
	replicas := func(want ...Replica) {
		t.Helper()
		got, err := store.Replicas(t.Context())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, %v, want %v", got, err, want)
		}
	}
	present := func(r Replica) {
		t.Helper()
		if err := store.Present(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	a := Replica{ID: "a", Channels: []string{"discord", "slack"}, Since: noon}
	b := Replica{ID: "b", Since: noon.Add(time.Hour)}
	c := Replica{ID: "c", Channels: []string{"slack"}, Since: noon}
	replicas()
	for _, one := range []Replica{c, a, b, a} {
		present(one)
	}
	replicas(a, b, c)
	if err := store.Leave(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	replicas(a, c)
	if left := client.PTTL(t.Context(), "helpaide:{replicas}:a").Val(); left <= 0 || left > 15*time.Second {
		t.Errorf("a is alive for %v", left)
	}
	client.Del(t.Context(), "helpaide:{replicas}:a") // as it does by itself after 15 s without a word
	replicas(c)
	if ids := client.SMembers(t.Context(), "helpaide:{replicas}").Val(); len(ids) != 1 {
		t.Errorf("the set still has %v", ids)
	}
	client.FlushAll(t.Context())
	replicas()
	present(c)
	replicas(c)
}

func TestOneWhoIsAwayIsNotTakenForNobody(t *testing.T) {
	store := open(t, "redis://127.0.0.1:1", Options{Failures: 1})
	for range 2 { // the second one meets an open breaker
		if alive, err := store.Replicas(t.Context()); err == nil {
			t.Errorf("got %v without an error", alive)
		}
	}
}
