package slack_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/adaptertest"
	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

var (
	_ host.Channel   = (*slack.Adapter)(nil)
	_ host.Prober    = (*slack.Adapter)(nil)
	_ host.CatcherUp = (*slack.Adapter)(nil)
)

func TestSocketMode(t *testing.T) {
	adaptertest.Test(t, opening(slack.Socket, slackfake.Options{}))
}

func TestHTTPMode(t *testing.T) {
	adaptertest.Test(t, opening(slack.HTTP, slackfake.Options{}))
}

// TestWithoutEchoes finds out by looking only whether a message is there: Slack tells nothing of it.
func TestWithoutEchoes(t *testing.T) {
	adaptertest.TestLosses(t, opening(slack.Socket, slackfake.Options{Bare: true}))
}

// platform is a fake Slack as the suite sees one.
type platform struct {
	*slackfake.Fake
	mode slack.Mode

	mu      sync.Mutex
	adapter *slack.Adapter
}

// times are Slack's, made shorter.
func times(o slackfake.Options) slackfake.Options {
	o.AckTime, o.Ping, o.Pace = time.Second, 100*time.Millisecond, slackfake.Pace{Every: 15 * time.Millisecond, Burst: 5}
	o.Retries = []time.Duration{0, 200 * time.Millisecond, 500 * time.Millisecond, time.Second, time.Second, time.Second, 2 * time.Second, 2 * time.Second}
	return o
}

// opening makes a workspace of that kind for each case.
func opening(mode slack.Mode, o slackfake.Options) func(*testing.T) adaptertest.Platform {
	return func(t *testing.T) adaptertest.Platform {
		t.Helper()
		return open(t, mode, o)
	}
}

func open(t *testing.T, mode slack.Mode, o slackfake.Options) *platform {
	t.Helper()
	return &platform{Fake: slackfake.Start(t, times(o)), mode: mode}
}

// secret names lines and signs buttons.
const secret = "a-secret-that-signs-the-buttons"

func (p *platform) Channel(t *testing.T, s adaptertest.Start) adaptertest.Channel {
	t.Helper()
	adapter, err := slack.New(slack.Options{
		Workspace: "fake", TeamName: "l'équipe", Mode: p.mode, APIURL: p.APIURL(), BotToken: p.BotToken, AppToken: p.AppToken,
		SigningSecret: p.SigningSecret, Listen: "127.0.0.1:0", Secret: secret, Hosts: []string{"accounts.intuit.com"},
		About:    bot.Text{"fr": "J'aide, et je suis indépendant d'Intuit.", "en": "I help, and I am independent from Intuit."},
		Prompts:  map[bot.Lang][]string{"fr": {"Un", "Deux"}, "en": {"My account is locked", "2", "3", "4", "5"}},
		CallTime: 2 * time.Second, PingTime: 20 * time.Second, HoldTime: 250 * time.Millisecond, Now: s.Now, Log: s.Log,
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Await(t, "the last process to be gone", func() bool { return p.Sockets() == 0 }) // what it is given is lost
	p.mu.Lock()
	defer p.mu.Unlock()
	p.adapter = adapter
	return adapter
}

// Ready tells Slack, in HTTP mode, where the adapter listens now.
func (p *platform) Ready() bool {
	if p.mode == slack.Socket {
		return p.Sockets() >= 2
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	address := p.adapter.Address()
	if address != nil {
		p.SetAddress("http://" + address.String() + "/")
	}
	return address != nil
}

// Ordered is not so: Slack gives each event to either connection, or posts it by itself. How long lines are held
// for earlier ones is tested apart.
func (p *platform) Ordered() bool { return false }

func (p *platform) Pace() host.Pace { return host.Pace{Burst: 4, Every: 20 * time.Millisecond} }

func (p *platform) Person(name string, lang bot.Lang) adaptertest.Person {
	return &person{p.Fake.Person("U"+strings.ToUpper(name), map[bot.Lang]string{"fr": "fr-CA", "en": "en-CA"}[lang]), p.Fake}
}

func (p *platform) Place(to bot.Address) string { return strings.Split(string(to), ":")[2] }

func (p *platform) Messages(place string) []adaptertest.Message {
	var out []adaptertest.Message
	for _, m := range p.Answers(place) {
		out = append(out, read(m))
	}
	return out
}

func (p *platform) Up() {
	if err := p.Fake.Up(); err != nil {
		panic(err)
	}
}

// spoils are the ways in which a post goes wrong here.
var spoils = []slackfake.FaultKind{
	slackfake.AcceptThenDrop, slackfake.AcceptThen500, slackfake.AcceptThenHTML, slackfake.AcceptThenEmpty,
	slackfake.AcceptThenTruncated, slackfake.AcceptThenNoTS, slackfake.AcceptThenInternal, slackfake.AcceptThenSlow,
	slackfake.Refuse, slackfake.Unavailable, slackfake.Internal, slackfake.Limited, slackfake.Slow,
}

func (p *platform) Spoils() []string {
	var names []string
	for _, kind := range spoils {
		names = append(names, string(kind))
	}
	return names
}

func (p *platform) Spoil(way string) {
	p.Fail(slackfake.Fault{Kind: slackfake.FaultKind(way), Method: "chat.postMessage", Delay: 2500 * time.Millisecond, RetryAfter: "1"})
}

func (p *platform) Limit(wait time.Duration) {
	p.Fail(slackfake.Fault{Kind: slackfake.Limited, Method: "chat.postMessage", RetryAfter: fmt.Sprint(int(wait.Seconds()))})
}

func (p *platform) Impatient() int { return len(p.Fake.Impatient()) }

func (p *platform) Secrets() []string {
	return []string{p.BotToken, p.AppToken, p.SigningSecret, secret, "/actions/", "/link/"}
}

// person is somebody in the fake workspace.
type person struct {
	*slackfake.Person
	fake *slackfake.Fake
}

func (p *person) Home() bot.Address {
	return bot.Address("slack:" + slackfake.Team + ":" + p.Person.Home())
}

func (p *person) Writes(text string) string { return p.DM(text) }

func (p *person) Taken(message string) bool {
	return slices.ContainsFunc(p.fake.Of(message), (*slackfake.Delivery).Acked)
}

func (p *person) Again(message string) {
	first := p.fake.Of(message)[0]
	first.Again(false)
	first.Again(true)
}

func (p *person) Presses(m adaptertest.Message, label string) string {
	p.Person.Press(m.Raw.(slackfake.Message), label)
	return ""
}

func (p *person) Told() []string {
	var out []string
	for _, e := range p.fake.Ephemerals(p.ID) {
		out = append(out, e.Words())
	}
	return out
}

// read is a message as a person reads it.
func read(now slackfake.Message) adaptertest.Message {
	first := now.First()
	out := adaptertest.Message{ID: now.TS, Now: seen(now.Words()), Raw: first, Live: live(first.Text)}
	for _, block := range first.Blocks {
		object, _ := block["text"].(map[string]any)
		if words, ok := object["text"].(string); ok {
			out.Parts = append(out.Parts, seen(words))
			if object["type"] == "mrkdwn" {
				out.Live = append(out.Live, live(words)...)
				if object["verbatim"] != true {
					out.Live = append(out.Live, "not verbatim: "+words)
				}
			}
		}
	}
	for _, b := range first.Buttons() {
		out.Buttons = append(out.Buttons, b.Label)
	}
	for _, b := range now.Buttons() {
		out.Left = append(out.Left, b.Label)
	}
	if first.Unfurl {
		out.Live = append(out.Live, "links are unfolded")
	}
	return out
}

var control = regexp.MustCompile(`<([^>]*)>`)

// live is what Slack takes for more than words, but for links to the one allowed place whose label is the address.
func live(text string) (out []string) {
	for _, match := range control.FindAllStringSubmatch(text, -1) {
		to, err := url.Parse(match[1])
		if err != nil || to.Scheme != "https" || to.Host != "accounts.intuit.com" {
			out = append(out, match[0])
		}
	}
	return out
}

// seen is a text of Slack's as a person sees it.
func seen(text string) string {
	text = control.ReplaceAllStringFunc(text, func(in string) string {
		target, label, labelled := strings.Cut(strings.Trim(in, "<>"), "|")
		if labelled {
			return label
		}
		return target
	})
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
}
