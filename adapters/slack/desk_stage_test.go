package slack_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/adapters/adaptertest"
	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// deskScopes are those that the desk asks for beside the others.
func deskScopes() []string {
	return append(slackfake.DefaultScopes(), "groups:history", "usergroups:read", "chat:write.customize")
}

// office is a workspace with a desk, and a whole process on a file: the adapter, the host, the record.
type office struct {
	*testing.T
	fake                 *slackfake.Fake
	mind                 adaptertest.Mind
	path, desk           string
	client, camille, sam *slackfake.Person
	visitor              *slackfake.Person
	hold                 time.Duration
	logged               *lockedBuffer
	host                 *host.Host
	store                adaptertest.Record
	halt                 func()
}

func openOffice(t *testing.T, hold time.Duration) *office {
	t.Helper()
	fake := slackfake.Start(t, slackfake.Options{
		Scopes: deskScopes(), Events: append(slackfake.DefaultEvents(), "message.groups"),
		Pace: slackfake.Pace{Every: time.Millisecond, Burst: 1000}, Retries: []time.Duration{0, 100 * time.Millisecond, 300 * time.Millisecond},
	})
	o := &office{T: t, fake: fake, mind: adaptertest.Wifi(t), path: filepath.Join(t.TempDir(), "record.db"), hold: hold, logged: &lockedBuffer{}}
	o.client, o.camille, o.sam, o.visitor = fake.Person("UCLIENT", "fr-CA"), fake.Person("UCAMILLE", "fr-CA"), fake.Person("USAM", "en-CA"), fake.Person("UVISITOR", "fr-CA")
	o.client.Name, o.camille.Name, o.sam.Name = "Alex", "Camille", "Sam"
	o.desk = fake.Private("GDESK", o.camille, o.sam, o.visitor)
	fake.Usergroup("SAGENTS", o.camille, o.sam)
	o.start()
	t.Cleanup(func() { o.halt() })
	return o
}

// start runs a process over the file.
func (o *office) start() {
	o.Helper()
	store := adaptertest.OpenRecord(o, o.path)
	log := logrus.New()
	log.SetOutput(o.logged)
	adapter, err := slack.New(slack.Options{
		Workspace: "main", TeamName: "l'équipe", Mode: slack.Socket, APIURL: o.fake.APIURL(), BotToken: o.fake.BotToken, AppToken: o.fake.AppToken,
		Secret: secret, Log: log,
		Desk: slack.Desk{Channel: o.desk, Group: "SAGENTS", Hold: o.hold, Load: store.Load, Pairs: store.Pairs, Find: store.Find, Card: o.mind.Engine.Card},
	})
	if err != nil {
		o.Fatal(err)
	}
	o.store = store
	o.host = host.New(host.Options{
		Engine: o.mind.Engine, Read: o.mind.Reader, Record: store, Outbox: store, Alarms: store, Channels: []host.Channel{adapter},
		Desks: adapter.Desks, Now: time.Now, Log: log,
	})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { o.host.Run(ctx) })
	o.halt = sync.OnceFunc(func() {
		cancel()
		running.Wait()
		if err := store.Close(); err != nil {
			o.Error(err)
		}
	})
	o.fake.AwaitSockets(o, 2)
}

// asksForPeople has the client ask for somebody, and returns the card.
func (o *office) asksForPeople() slackfake.Message {
	o.Helper()
	o.client.DM("je n'ai pas internet")
	o.fake.AwaitMessages(o, o.client.Home(), 1)
	o.client.DM("je veux parler à une personne")
	return o.card("en attente")
}

// card waits until the one card that there is says so.
func (o *office) card(words string) (card slackfake.Message) {
	o.Helper()
	o.fake.Await(o, "a card that says "+words+"\n"+o.all(o.desk), func() bool {
		cards := o.cards()
		if len(cards) == 0 {
			return false
		}
		card = cards[len(cards)-1]
		return strings.Contains(card.Words(), words)
	})
	return card
}

// cards are the bot's messages in the channel that are in no thread.
func (o *office) cards() []slackfake.Message {
	return slices.DeleteFunc(o.fake.Answers(o.desk), func(m slackfake.Message) bool { return m.Thread != "" })
}

// awaits waits for words of the bot in a channel, and returns the message.
func (o *office) awaits(channel, words string) (found slackfake.Message) {
	o.Helper()
	o.fake.Await(o, words, func() bool {
		for _, m := range slices.Backward(o.fake.Answers(channel)) {
			if strings.Contains(m.Words(), words) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// told waits until a person was shown the words alone.
func (o *office) told(p *slackfake.Person, words string) {
	o.Helper()
	o.fake.Await(o, p.Name+" to be told "+words, func() bool {
		return slices.ContainsFunc(o.fake.Ephemerals(p.ID), func(e slackfake.Ephemeral) bool { return strings.Contains(e.Words(), words) })
	})
}

// all is everything that stands in a channel.
func (o *office) all(channel string) string {
	var words []string
	for _, m := range o.fake.Messages(channel) {
		words = append(words, m.Words())
	}
	return strings.Join(words, "\n")
}

// claims has an agent take the case.
func (o *office) claims(p *slackfake.Person) slackfake.Message {
	o.Helper()
	p.Press(o.asksForPeople(), "Prendre et répondre ici")
	o.awaits(o.client.Home(), p.Name+" ne voit pas") // the last that is said of it
	return o.card(p.Name)
}

func (o *office) session() *bot.Session {
	o.Helper()
	s, err := o.store.Load(o.Context(), bot.ConversationID(home(o.client)))
	if err != nil {
		o.Fatal(err)
	}
	return &s
}

// clean reports what Slack refused.
func (o *office) clean() {
	o.Helper()
	for _, r := range o.fake.Refused() {
		o.Errorf("Slack refused %s: %s %v", r.Method, r.Outcome, r.Args)
	}
}
