package slack_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// stage is a workspace, the adapter on it, and a record that notes what it is given.
type stage struct {
	*testing.T
	fake    *slackfake.Fake
	adapter *slack.Adapter
	logged  *lockedBuffer
	metrics *prometheus.Registry
	ended   chan error
	stop    context.CancelFunc

	mu      sync.Mutex
	got     []bot.Envelope
	seen    map[bot.EventID]bool
	refuse  func(bot.Envelope) error // nil: everything is taken
	seq     uint64
	changed chan struct{}
}

// begin starts a workspace with an adapter that runs. Set changes the adapter's options.
func begin(t *testing.T, o slackfake.Options, set ...func(*slack.Options)) *stage {
	t.Helper()
	s := prepare(t, o, set...)
	s.run()
	return s
}

func prepare(t *testing.T, o slackfake.Options, set ...func(*slack.Options)) *stage {
	t.Helper()
	if o.Pace == (slackfake.Pace{}) {
		o.Pace = slackfake.Pace{Every: time.Millisecond, Burst: 100}
	}
	if o.Retries == nil {
		o.Retries = []time.Duration{0, 100 * time.Millisecond, 200 * time.Millisecond}
	}
	s := &stage{T: t, fake: slackfake.Start(t, o), logged: &lockedBuffer{}, metrics: prometheus.NewRegistry(), seen: map[bot.EventID]bool{}, changed: make(chan struct{})}
	log := logrus.New()
	log.SetOutput(s.logged)
	log.SetLevel(logrus.DebugLevel)
	options := slack.Options{
		Workspace: "main", Mode: slack.Socket, APIURL: s.fake.APIURL(), BotToken: s.fake.BotToken, AppToken: s.fake.AppToken,
		SigningSecret: s.fake.SigningSecret, Listen: "127.0.0.1:0", Secret: secret, Hosts: []string{"accounts.intuit.com"},
		About:    bot.Text{"fr": "J'aide, et je suis indépendant d'Intuit.", "en": "I help, and I am independent from Intuit."},
		Prompts:  map[bot.Lang][]string{"fr": {"Un", "Deux"}, "en": {"My account is locked", "2", "3", "4", "5"}},
		TeamName: "l'équipe d'entraide", Log: log, Registerer: s.metrics,
	}
	for _, one := range set {
		one(&options)
	}
	adapter, err := slack.New(options)
	if err != nil {
		t.Fatal(err)
	}
	s.adapter = adapter
	return s
}

// run lets the adapter run until the test ends, and waits until it can be reached.
func (s *stage) run() {
	s.Helper()
	s.start()
	if s.adapter.Mode() == slack.Socket {
		s.fake.AwaitSockets(s, 2)
		return
	}
	var at net.Addr
	for at == nil {
		at = s.adapter.Address()
	}
	s.fake.SetAddress("http://" + at.String() + "/slack")
}

func (s *stage) start() {
	ctx, stop := context.WithCancel(context.Background())
	s.stop, s.ended = stop, make(chan error, 1)
	go func() { s.ended <- s.adapter.Run(ctx, s.sink) }()
	s.Cleanup(func() {
		stop()
		select {
		case err := <-s.ended:
			s.Logf("it ended: %v", err)
		case <-time.After(10 * time.Second):
			s.Error("the adapter does not end")
		}
	})
}

// sink is the record: an event is kept once.
func (s *stage) sink(_ context.Context, in bot.Envelope) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != nil {
		if err := s.refuse(in); err != nil {
			return err
		}
	}
	if !s.seen[in.ID] {
		s.seen[in.ID] = true
		s.got = append(s.got, in)
		close(s.changed)
		s.changed = make(chan struct{})
	}
	return nil
}

func (s *stage) refuses(refuse func(bot.Envelope) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = refuse
}

var errAway = errors.New("the record is away")

// await waits for n events, and returns all.
func (s *stage) await(n int) []bot.Envelope {
	s.Helper()
	late := time.After(20 * time.Second)
	for {
		s.mu.Lock()
		got, changed := slices.Clone(s.got), s.changed
		s.mu.Unlock()
		if len(got) >= n {
			return got
		}
		select {
		case <-changed:
		case <-late:
			s.Fatalf("%d events, want %d: %+v\n%s", len(got), n, got, s.logged)
		}
	}
}

// only is the one event that there is.
func (s *stage) only() bot.Envelope {
	s.Helper()
	return s.await(1)[0]
}

// line is a line of the outbox in a conversation.
func (s *stage) line(say bot.Say) bot.Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seq++
	if say.From == "" {
		say.From = bot.FromAssistant
	}
	if say.Lang == "" {
		say.Lang = "fr"
	}
	return bot.Line{Conversation: bot.ConversationID(say.To), Seq: s.seq, Effect: say}
}

// says sends a line and returns its message.
func (s *stage) says(say bot.Say) slackfake.Message {
	s.Helper()
	receipt, err := s.adapter.Send(s.Context(), s.line(say))
	if err != nil {
		s.Fatalf("send: %v", err)
	}
	return s.message(receipt)
}

// message is what a receipt stands for, as it is now.
func (s *stage) message(receipt bot.Receipt) slackfake.Message {
	s.Helper()
	channel, ts, _ := strings.Cut(receipt.ID, ":")
	for _, m := range s.fake.Answers(channel) {
		if m.TS == ts {
			return m
		}
	}
	s.Fatalf("no message %s", receipt.ID)
	return slackfake.Message{}
}

func (s *stage) settled() {
	s.Helper()
	s.fake.Await(s, "all to be acknowledged", s.fake.Settled)
}

// until waits for what nothing tells of.
func (s *stage) until(what string, holds func() bool) {
	s.Helper()
	for late := time.Now().Add(20 * time.Second); !holds(); runtime.Gosched() {
		if time.Now().After(late) {
			s.Fatalf("waited in vain for %s", what)
		}
	}
}

// home is the conversation of a person.
func home(p *slackfake.Person) bot.Address {
	return bot.Address("slack:" + slackfake.Team + ":" + p.Home())
}

// total is what a counter has counted, of all labels.
func (s *stage) total(name string) (n float64) {
	s.Helper()
	families, err := s.metrics.Gather()
	if err != nil {
		s.Fatal(err)
	}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			if family.GetName() == "helpaide_slack_"+name {
				n += m.GetCounter().GetValue() + m.GetGauge().GetValue()
			}
		}
	}
	return n
}

func (s *stage) quiet(words ...string) {
	s.Helper()
	for _, word := range words {
		if word != "" && strings.Contains(s.logged.String(), word) {
			s.Errorf("the log has %q", word)
		}
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
