//go:build integration

package postgres_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/servertest"
)

// TestKilled has the server killed while turns are committed, again and again. What was answered is there,
// and each turn once: a turn without an answer is committed again with its token.
func TestKilled(t *testing.T) {
	server := servertest.Postgres(t)
	if err := migrate(t.Context(), server.URL); err != nil {
		t.Fatal(err)
	}
	store := open(t, server.URL)
	const people = 8
	var seqs [people]uint64
	for range 3 {
		var all sync.WaitGroup
		done := make(chan struct{})
		for i := range seqs {
			all.Go(func() { seqs[i] = talkUntil(t, store, bot.Address(fmt.Sprint("terminal:", i)), seqs[i], done) })
		}
		time.Sleep(100*time.Millisecond + rand.N(100*time.Millisecond))
		server.Kill()
		server.Start(t)
		time.Sleep(50 * time.Millisecond)
		close(done)
		all.Wait()
	}
	for i, seq := range seqs {
		if seq == 0 {
			t.Error("nothing was committed")
		}
		holds(t, store, bot.ConversationID(fmt.Sprint("terminal:", i)), int(seq))
	}
}

// talkUntil commits one turn after the other, each until it is answered, and returns how many.
func talkUntil(t *testing.T, store *postgres.Store, place bot.Address, seq uint64, done chan struct{}) uint64 {
	t.Helper()
	for {
		next := turn(place, seq)
		next.Token = fmt.Sprint(place, seq)
		err := store.Commit(t.Context(), []bot.Commit{next})[0].Err
		switch {
		case err == nil:
			seq++
		case errors.Is(err, bot.ErrStale), errors.Is(err, bot.ErrSeen):
			t.Errorf("turn %d of %s: %v", seq+1, place, err)
			return seq
		default:
			time.Sleep(5 * time.Millisecond)
			continue // perhaps it is kept: nothing else may be tried
		}
		select {
		case <-done:
			return seq
		default:
		}
	}
}
