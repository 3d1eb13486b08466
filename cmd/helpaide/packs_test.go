package main

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	logtest "github.com/sirupsen/logrus/hooks/test"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
)

// team is a channel to the people of one team.
type team struct {
	prefix string
	mu     sync.Mutex
	said   []string
}

func (c *team) Carries(to bot.Address) bool          { return strings.HasPrefix(string(to), c.prefix) }
func (c *team) Run(context.Context, host.Sink) error { return nil }
func (c *team) Send(_ context.Context, line bot.Line) (bot.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said = append(c.said, line.Effect.(bot.Say).Text)
	return bot.Receipt{}, nil
}

// One process serves workspaces with different packs: each person is answered by their own, and read by it.
func TestEachWorkspaceIsServedByItsPack(t *testing.T) {
	config := Config{Pack: "../../flows/wifi", Workspaces: []Workspace{{Name: "sud"}, {Name: "nord", Pack: "../../flows/quickbooks"}, {Name: "est", Pack: "../../flows/wifi"}}}
	mind, err := config.packs(think)
	if err != nil {
		t.Fatal(err)
	}
	if len(mind.minds) != 2 {
		t.Fatalf("%d packs were made ready, want 2", len(mind.minds))
	}
	record, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer record.Close()
	log, _ := logtest.NewNullLogger()
	teams := []*team{{prefix: "slack:T1:"}, {prefix: "slack:T2:"}, {prefix: "slack:T3:"}}
	for i, one := range teams {
		mind.serve(config.Workspaces[i], one)
	}
	h := host.New(host.Options{
		Engine: mind.engine, Read: mind.reader, Packs: mind.of, Record: record, Outbox: record, Alarms: record,
		Channels: []host.Channel{teams[0], teams[1], teams[2]}, Now: time.Now, Log: log,
	})
	for i, one := range teams {
		in := bot.Envelope{ID: bot.EventID(one.prefix), Where: bot.Address(one.prefix + "D1"), At: time.Now(), Event: bot.Said{Text: "my account is locked", Lang: "en"}}
		if err := h.Receive(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		if err := h.Pump(t.Context()); err != nil {
			t.Fatal(err)
		}
		session, err := record.Load(t.Context(), bot.ConversationID(in.Where))
		if err != nil {
			t.Fatal(err)
		}
		want := mind.minds[config.Pack]
		if i == 1 {
			want = mind.minds["../../flows/quickbooks"]
		}
		if session.Book != want.pack.Book.Revision || len(one.said) == 0 {
			t.Errorf("%s was served by revision %s, want %s; told %q", one.prefix, session.Book, want.pack.Book.Revision, one.said)
		}
		if locked := session.Top() != nil && session.Top().Flow == "account_locked"; locked != (i == 1) {
			t.Errorf("%s stands on %+v", one.prefix, session.Top())
		}
		if found, err := config.packOf(session); err != nil || found.pack.Book.Revision != session.Book {
			t.Errorf("it is replayed with another pack (%v)", err)
		}
	}
}
