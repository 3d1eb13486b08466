package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

// served is `helpaide serve --embedded` with nothing set but what Slack needs.
type served struct {
	config Config
	stop   context.CancelFunc
	ended  chan error
}

func onSlack(t *testing.T, fake *slackfake.Fake) *served {
	t.Helper()
	t.Setenv("HELPAIDE_SLACK_API_URL", fake.APIURL())
	t.Setenv("HELPAIDE_SLACK_BOT_TOKEN", fake.BotToken)
	t.Setenv("HELPAIDE_SLACK_APP_TOKEN", fake.AppToken)
	t.Setenv("HELPAIDE_LOG_LEVEL", "error")
	f := configFlags{embedded: filepath.Join(t.TempDir(), "helpaide.db")}
	config, err := f.load()
	if err != nil {
		t.Fatal(err)
	}
	config.Operators.Listen = "127.0.0.1:0"
	return &served{config: config}
}

// start serves until end, or the test's.
func (s *served) start(t *testing.T, fake *slackfake.Fake) {
	t.Helper()
	var ctx context.Context
	ctx, s.stop = context.WithCancel(context.Background())
	s.ended = make(chan error, 1)
	go func() { s.ended <- serve(ctx, s.config) }()
	fake.AwaitSockets(t, 2)
}

func (s *served) end(t *testing.T) {
	t.Helper()
	s.stop()
	if err := <-s.ended; err != nil {
		t.Errorf("serve: %v", err)
	}
}

// A conversation on Slack from the first word over a press and a mention, and a line that was written while
// nobody was there, with one file and two tokens.
func TestServeOnSlack(t *testing.T) {
	fake := slackfake.Start(t, slackfake.Options{Ping: 200 * time.Millisecond, Retries: []time.Duration{}})
	s := onSlack(t, fake)
	s.start(t, fake)
	p := fake.Person("U1", "fr-CA")
	ts := p.DM("mon compte est verrouillé")
	answers := fake.AwaitMessages(t, p.Home(), 2)
	all := words(answers)
	if !strings.Contains(all, "HelpAide") || !strings.Contains(all, "15") {
		t.Errorf("the answers are %q", all)
	}
	if d := fake.Of(ts); !d[0].Acked() || len(d[0].Tries()) != 1 {
		t.Errorf("it was told %d times", len(d[0].Tries()))
	}
	pressed := pressable(t, fake, p)
	p.Press(pressed, pressed.Buttons()[0].Label)
	fake.Await(t, "the message to freeze", func() bool { return len(fake.Message(pressed.Channel, pressed.TS).Buttons()) == 0 })

	channel := fake.Channel("C1", p)
	p.Mention(channel, "je ne reçois pas le code")
	public := fake.AwaitMessages(t, channel, 1)
	if len(public) != 1 || !strings.Contains(public[0].Words(), "privé") || len(public[0].Buttons()) > 0 {
		t.Errorf("in public stands %q", words(public))
	}

	s.end(t)
	n := len(fake.Answers(p.Home()))
	p.DM("je veux parler à une personne")
	s.start(t, fake)
	fake.AwaitMessages(t, p.Home(), n+1)
	s.end(t)
	if keys := repeated(fake.Answers(p.Home())); len(keys) > 0 {
		t.Errorf("written twice: %v", keys)
	}
	if refused := fake.Refused(); len(refused) > 0 {
		t.Errorf("Slack refused %s: %s", refused[0].Method, refused[0].Outcome)
	}
}

// pressable is the last message with buttons.
func pressable(t *testing.T, fake *slackfake.Fake, p *slackfake.Person) (last slackfake.Message) {
	t.Helper()
	fake.Await(t, "something to press", func() bool {
		for _, m := range slices.Backward(fake.Answers(p.Home())) {
			if len(m.Buttons()) > 0 {
				last = m
				return true
			}
		}
		return false
	})
	return last
}

func words(messages []slackfake.Message) string {
	var all []string
	for _, m := range messages {
		all = append(all, m.Words())
	}
	return strings.Join(all, "\n")
}

// repeated are the keys of lines that are there more than once.
func repeated(messages []slackfake.Message) (keys []string) {
	seen := map[any]bool{}
	for _, m := range messages {
		payload, _ := m.Metadata["event_payload"].(map[string]any)
		if key, _ := payload["k"].(string); key == "" || seen[key] {
			keys = append(keys, key)
		} else {
			seen[key] = true
		}
	}
	return keys
}
