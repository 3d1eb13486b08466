//go:build integration

package redis

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
)

const batch = 64

// waiting is a conversation with the QuickBooks pack that waits for the end of a locked account's fifteen minutes.
const waiting = `{"id":"slack:T0123456:D0000000","home":"slack:T0123456:D0000000","lang":"fr","seq":2,"book":"4ff3a26a1c83",` +
	`"stack":[{"flow":"account_locked","step":"pause","slots":["seen=five"],"log":["seen:five"]}],` +
	`"wakes":[{"name":"silence","gen":1,"due":"2026-11-25T17:30:00Z"},{"name":"wait:account_locked","gen":2,"due":"2026-11-25T17:11:00Z"}],` +
	`"met":true,"pressed":"account_locked/seen:five","touched":"2026-11-25T17:01:00Z"}`

// midway are n such conversations.
func midway(tb testing.TB, n int) []bot.Session {
	tb.Helper()
	sessions := make([]bot.Session, n)
	for who := range sessions {
		if err := json.Unmarshal([]byte(waiting), &sessions[who]); err != nil {
			tb.Fatal(err)
		}
		home := bot.Address(fmt.Sprintf("slack:T0123456:D%07d", who))
		sessions[who].ID, sessions[who].Home = bot.ConversationID(home), home
	}
	return sessions
}

func TestASessionInTheMiddleOfAFlowIsSmallInRedis(t *testing.T) {
	store, client, _ := fresh(t, patient)
	s := midway(t, 1)[0]
	mustPut(t, store, s)
	key := sessionKey(s.ID)
	written, held := client.StrLen(t.Context(), key).Val(), client.MemoryUsage(t.Context(), key).Val()
	t.Logf("%d bytes of JSON, %d bytes of Redis", written, held)
	if int(written) != len(waiting) || held > 600 {
		t.Errorf("%d bytes of JSON, want %d; %d bytes of Redis, want at most 600", written, len(waiting), held)
	}
}

// BenchmarkTurn is what Redis costs a turn: one session read and one written. "bare" is go-redis
// with GET and SET of ready bytes; the others decode and encode, and never put an older one in place.
func BenchmarkTurn(b *testing.B) {
	store, client, _ := fresh(b, patient)
	sessions := midway(b, 1024)
	mustPut(b, store, sessions...)
	b.Run("bare one by one", func(b *testing.B) { bareOneByOne(b, client, sessions) })
	b.Run("bare pipelined", func(b *testing.B) { barePipelined(b, client, sessions) })
	b.Run("store one by one", func(b *testing.B) { benchStore(b, store, sessions, 1) })
	b.Run("store pipelined", func(b *testing.B) { benchStore(b, store, sessions, batch) })
}

func perTurn(b *testing.B) {
	b.Helper()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}

func encoded(sessions []bot.Session) [][]byte {
	bodies := make([][]byte, len(sessions))
	for i, s := range sessions {
		bodies[i], _ = json.Marshal(s)
	}
	return bodies
}

func bareOneByOne(b *testing.B, client driver.UniversalClient, sessions []bot.Session) {
	b.Helper()
	bodies := encoded(sessions)
	for i := range b.N {
		key := sessionKey(sessions[i%len(sessions)].ID)
		if err := client.Get(b.Context(), key).Err(); err != nil {
			b.Fatal(err)
		}
		if err := client.Set(b.Context(), key, bodies[i%len(sessions)], time.Hour).Err(); err != nil {
			b.Fatal(err)
		}
	}
	perTurn(b)
}

func barePipelined(b *testing.B, client driver.UniversalClient, sessions []bot.Session) {
	b.Helper()
	bodies := encoded(sessions)
	for done := 0; done < b.N; done += batch {
		get, set := client.Pipeline(), client.Pipeline()
		for i := range min(batch, b.N-done) {
			at := (done + i) % len(sessions)
			key := sessionKey(sessions[at].ID)
			get.Get(b.Context(), key)
			set.Set(b.Context(), key, bodies[at], time.Hour)
		}
		for _, pipe := range []driver.Pipeliner{get, set} {
			if _, err := pipe.Exec(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
	perTurn(b)
}

func benchStore(b *testing.B, store *Store, sessions []bot.Session, size int) {
	b.Helper()
	b.ReportAllocs()
	for done := 0; done < b.N; done += size {
		ids := make([]bot.ConversationID, min(size, b.N-done))
		for i := range ids {
			ids[i] = sessions[(done+i)%len(sessions)].ID
		}
		found, err := store.Get(b.Context(), ids...)
		if err != nil || len(found) != len(ids) {
			b.Fatalf("%d sessions of %d, %v", len(found), len(ids), err)
		}
		next := make([]bot.Session, 0, len(found))
		for _, s := range found {
			s.Seq++
			next = append(next, s)
		}
		mustPut(b, store, next...)
	}
	perTurn(b)
}

// BenchmarkPut compares the script with a SET that does not look what is there.
func BenchmarkPut(b *testing.B) {
	store, client, _ := fresh(b, patient)
	sessions := midway(b, batch)
	mustPut(b, store, sessions...)
	puts, err := store.written(sessions)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("SET", func(b *testing.B) {
		for done := 0; done < b.N; done += batch {
			pipe := client.Pipeline()
			for i, key := range puts[0].keys {
				pipe.Set(b.Context(), key, puts[0].args[4*i], time.Hour)
			}
			if _, err := pipe.Exec(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("script", func(b *testing.B) {
		for done := 0; done < b.N; done += batch {
			if err := store.put(b.Context(), puts); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAllow(b *testing.B) {
	store, _, _ := fresh(b, patient)
	for i := range b.N {
		store.Allow(b.Context(), noon, []bot.ConversationID{bot.ConversationID(fmt.Sprint("slack:T1:D", i%1024))}, []int{1})
	}
}
