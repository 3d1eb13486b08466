//go:build integration

package redis

import (
	"fmt"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/servertest"
)

var noon = time.Date(2026, 11, 25, 17, 0, 0, 0, time.UTC)

// patient are options for tests of what Redis holds, on a machine that may be busy.
var patient = Options{Limit: 20 * time.Second}

func open(tb testing.TB, address string, o Options) *Store {
	tb.Helper()
	o.Address = address
	store, err := Open(o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Error(err)
		}
	})
	return store
}

// fresh is a Store on a Redis of its own, and what redis-cli would be.
func fresh(tb testing.TB, o Options) (*Store, driver.UniversalClient, *servertest.Server) {
	tb.Helper()
	server := servertest.Redis(tb)
	return open(tb, server.URL, o), raw(tb, server.Addr), server
}

func raw(tb testing.TB, addr string) *driver.Client {
	tb.Helper()
	client := driver.NewClient(&driver.Options{Addr: addr})
	tb.Cleanup(func() { _ = client.Close() })
	return client
}

// freeze stops the server's process where it is, and returns how to let it go on.
func freeze(tb testing.TB, client driver.UniversalClient) (thaw func()) {
	tb.Helper()
	info, err := client.Info(tb.Context(), "server").Result()
	if err != nil {
		tb.Fatal(err)
	}
	found := regexp.MustCompile(`process_id:(\d+)`).FindStringSubmatch(info)
	if found == nil {
		tb.Fatal("the server does not say which process it is")
	}
	process, _ := strconv.Atoi(found[1])
	send := func(signal syscall.Signal) {
		if err := syscall.Kill(process, signal); err != nil {
			tb.Fatal(err)
		}
	}
	send(syscall.SIGSTOP)
	return func() { send(syscall.SIGCONT) }
}

func talk(who int, seq uint64) bot.Session {
	s := bot.NewSession(bot.Address(fmt.Sprintf("slack:T1:D%d", who)), noon)
	s.Seq, s.Lang, s.Book = seq, "fr", "0f3a9c1d"
	s.Stack = []bot.Frame{{Flow: "account_locked", Step: "back", Log: []bot.Answer{{Step: "which", Value: "online"}}}}
	return s
}

func mustPut(tb testing.TB, store *Store, sessions ...bot.Session) {
	tb.Helper()
	if err := store.Put(tb.Context(), sessions...); err != nil {
		tb.Fatal(err)
	}
}

// seqs are those of the sessions that the store has; 0 for a miss.
func seqs(tb testing.TB, store *Store, ids ...bot.ConversationID) []uint64 {
	tb.Helper()
	found, err := store.Get(tb.Context(), ids...)
	if err != nil {
		tb.Fatal(err)
	}
	var list []uint64
	for _, id := range ids {
		list = append(list, found[id].Seq)
	}
	return list
}

// soon waits for what must become true.
func soon(tb testing.TB, what string, is func() bool) {
	tb.Helper()
	for deadline := time.Now().Add(20 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			tb.Fatal("never: " + what)
		}
	}
}
