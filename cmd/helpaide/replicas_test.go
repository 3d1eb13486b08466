//go:build integration

package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	driver "github.com/redis/go-redis/v9"
	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/redis"
	"github.com/helpaide/helpaide/store/servertest"
)

// replica is a process's worth of HelpAide over real servers, without the process.
type replica struct {
	*host.Host
	record *counting
	said   *heard
	now    *atomic.Int64 // the event that happens
}

// counting is a record that counts the sessions which were read from it.
type counting struct {
	*postgres.Store
	loads atomic.Int64
}

func (c *counting) Load(ctx context.Context, id bot.ConversationID) (bot.Session, error) {
	c.loads.Add(1)
	return c.Store.Load(ctx, id)
}

// heard is a platform that both replicas talk to: it remembers what it was given, in order.
type heard struct {
	mu    sync.Mutex
	texts []string
}

func (h *heard) Carries(to bot.Address) bool                { return to.Channel() == "test" }
func (h *heard) Run(ctx context.Context, _ host.Sink) error { <-ctx.Done(); return nil }
func (h *heard) Send(_ context.Context, line bot.Line) (bot.Receipt, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.texts = append(h.texts, line.Effect.(bot.Say).Text)
	return bot.Receipt{ID: line.ID()}, nil
}

func (h *heard) all() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.texts)
}

// servers are one Postgres and one Redis, and the pack that the replicas talk from.
type servers struct {
	*testing.T
	mind     *brain
	database *servertest.Server
	redis    *servertest.Server
}

func startServers(t *testing.T) servers {
	t.Helper()
	mind, err := think("../../flows/wifi")
	if err != nil {
		t.Fatal(err)
	}
	s := servers{t, mind, servertest.Postgres(t), servertest.Redis(t)}
	if _, err := postgres.Migrate(t.Context(), s.database.URL); err != nil {
		t.Fatal(err)
	}
	return s
}

// replica is one more over the servers. Both give what they say to the same platform.
func (s servers) replica(said *heard) replica {
	s.Helper()
	store, err := postgres.Open(s.Context(), s.database.URL)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(store.Close)
	live, err := redis.Open(redis.Options{Address: s.redis.URL, Limit: time.Second}) // a busy machine is no reason for a miss
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = live.Close() })
	log := logrus.New()
	log.SetOutput(io.Discard)
	record, now := &counting{Store: store}, &atomic.Int64{}
	return replica{
		Host: host.New(host.Options{
			Engine: s.mind.engine, Read: s.mind.reader, Record: record, Outbox: record, Alarms: record,
			Sessions: live, Channels: []host.Channel{said}, Log: log,
			Now: func() time.Time { return beat(int(now.Load())) },
		}),
		record: record, said: said, now: now,
	}
}

func (s servers) forget() {
	s.Helper()
	options, err := driver.ParseURL(s.redis.URL)
	if err != nil {
		s.Fatal(err)
	}
	client := driver.NewClient(options)
	defer client.Close()
	if err := client.FlushAll(s.Context()).Err(); err != nil {
		s.Fatal(err)
	}
}

// slowStory is what somebody does who has slow Wi-Fi, changes their mind and asks for a person.
var slowStory = []bot.Event{
	bot.Said{Text: "my wifi is slow", Lang: "en"},
	bot.Chose{Option: bot.ReplyDone},
	bot.Chose{Option: bot.ReplyNo},
	bot.Said{Text: "back"},
	bot.Chose{Option: bot.ReplyNo},
	bot.Chose{Option: bot.ReplyFailed},
	bot.Chose{Option: bot.ReplyDone},
	bot.Chose{Option: bot.CmdHuman},
	bot.AgentClaimed{Agent: bot.Agent{ID: "c", Name: "Camille"}},
	bot.AgentSaid{Agent: bot.Agent{ID: "c", Name: "Camille"}, Text: "Hello, I am here."},
	bot.AgentReleased{Agent: bot.Agent{ID: "c", Name: "Camille"}},
}

// beat is when the n-th event happens: the same in every telling, since what is said tells times.
func beat(n int) time.Time {
	return time.Date(2026, 11, 23, 15, n, 0, 0, time.UTC)
}

func (r replica) tell(t *testing.T, place string, n int) {
	t.Helper()
	r.now.Store(int64(n))
	in := bot.Envelope{ID: bot.EventID(fmt.Sprint(place, n)), Where: bot.Address("test:" + place), At: beat(n), Event: slowStory[n]}
	if err := r.Receive(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	if err := r.Pump(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// The session lives in Redis: another replica goes on from it and asks Postgres for none.
func TestAnotherReplicaGoesOnFromRedis(t *testing.T) {
	s := startServers(t)
	said := &heard{}
	a, b := s.replica(said), s.replica(said)
	for n := range 3 {
		a.tell(t, "shared", n)
	}
	before := len(said.all())
	for n := 3; n < 6; n++ {
		b.tell(t, "shared", n)
	}
	if loads := b.record.loads.Load(); loads != 0 {
		t.Errorf("the second replica read %d sessions from Postgres, want none", loads)
	}
	if len(said.all()) <= before {
		t.Error("the second replica said nothing")
	}
	if session, err := a.record.Store.Load(t.Context(), "test:shared"); err != nil || session.Seq != 6 {
		t.Errorf("seq %d, %v", session.Seq, err)
	}
}

// Redis may forget all at any moment: what is said stays the same, to the letter.
func TestForgettingAllOfRedisChangesNoAnswer(t *testing.T) {
	s := startServers(t)
	tell := func(place string, forgets func(n int) bool) []string {
		said := &heard{}
		replicas := []replica{s.replica(said), s.replica(said)}
		for n := range slowStory {
			if forgets(n) {
				s.forget()
			}
			replicas[n%2].tell(t, place, n)
		}
		return said.all()
	}
	want := tell("never", func(int) bool { return false })
	if len(want) < len(slowStory) {
		t.Fatalf("only %d messages: %q", len(want), want)
	}
	for moment := range slowStory {
		got := tell(fmt.Sprint("at", moment), func(n int) bool { return n == moment })
		if !slices.Equal(got, want) {
			t.Errorf("forgotten before event %d:\n%s\nwant\n%s", moment, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if got := tell("always", func(int) bool { return true }); !slices.Equal(got, want) {
		t.Errorf("forgotten always:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
