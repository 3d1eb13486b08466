package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"
	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// Mode is how Slack's events arrive.
type Mode string

// The modes.
const (
	Socket Mode = "socket" // over connections that the bot opens: no public address
	HTTP   Mode = "http"   // as signed requests
)

// callTime is how long a call to Slack may take.
const callTime = 5 * time.Second

// Options are what an adapter is made of.
type Options struct {
	Workspace     string // what logs call it
	Alone         bool   // no other workspace of Slack's is served by the process
	Team          string // Slack's id of the workspace; "" to take the one that the token is for
	TeamName      string // what people call those who answer
	Mode          Mode
	APIURL        string // where Slack's methods are, with a / at the end
	BotToken      string
	AppToken      string                // for Socket
	SigningSecret string                // for HTTP
	Listen        string                // for HTTP, as host:port
	Secret        string                // names lines and signs buttons: the same in every process, 16 characters or more
	Hosts         []string              // where links may lead; other addresses are shown and cannot be pressed
	About         bot.Text              // what the assistant is, for the Home tab; a language without one has no line
	Prompts       map[bot.Lang][]string // what a person may begin with by a press, of which Slack shows four

	Desk Desk // where agents work

	CallTime time.Duration // of one call to Slack; 0 for 5 s
	HoldTime time.Duration // how long a line waits for an earlier one of the same person; 0 for 50 ms
	PingTime time.Duration // after so long without a ping a connection counts as dead; 0 for 30 s

	Now        func() time.Time // nil for the machine's
	Log        logrus.FieldLogger
	Registerer prometheus.Registerer // nil for none
	// Recent lists conversations whose id begins so and that were touched since, the latest first, n at most.
	// Without it nothing is caught up with at the start.
	Recent func(ctx context.Context, prefix string, since time.Time, n int) ([]bot.Recent, error)
}

// Adapter carries conversations over one workspace. It satisfies host.Channel, host.Prober and host.CatcherUp.
type Adapter struct {
	o       Options
	api     *slackgo.Client
	caller  *caller
	seals   seals
	people  *people
	members members
	echoes  *echoes
	waits   *waits
	order   *order
	missed  *missed
	m       *metrics
	log     logrus.FieldLogger

	me      atomic.Pointer[identity]
	known   chan struct{} // closed once it is
	knowing sync.Once
	jobs    [workers]chan job // what is done after an acknowledgement
	caught  atomic.Bool       // what was missed before the start was looked for
	address atomic.Pointer[net.Addr]
}

// New is an adapter, or what is wrong with its options. It asks Slack nothing.
func New(o Options) (*Adapter, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.CallTime <= 0 {
		o.CallTime = callTime
	}
	if o.HoldTime <= 0 {
		o.HoldTime = hold
	}
	m, err := newMetrics(o.Registerer)
	if err != nil {
		return nil, err
	}
	a := &Adapter{
		o: o, m: m, caller: newCaller(o.CallTime, o.Now, m), seals: seals{o.Secret}, echoes: newEchoes(o.Now),
		order: newOrder(), missed: newMissed(), known: make(chan struct{}), jobs: newJobs(),
		log: o.Log.WithField("channel", room).WithField("workspace", o.Workspace),
	}
	a.api = slackgo.New(o.BotToken,
		slackgo.OptionAPIURL(o.APIURL), slackgo.OptionAppLevelToken(o.AppToken), slackgo.OptionHTTPClient(a.caller),
		slackgo.OptionLog(silent()))
	a.people = newPeople(a.api, o.Now)
	a.waits = newWaits(a)
	return a, nil
}

// silent takes what slack-go logs: it may hold people's words.
func silent() *log.Logger { return log.New(io.Discard, "", 0) }

// check says in plain words what is wrong, never what a secret is.
func (o Options) check() error {
	var wrong []error
	need := func(ok bool, says string) {
		if !ok {
			wrong = append(wrong, errors.New(says))
		}
	}
	need(o.Mode == Socket || o.Mode == HTTP, "the mode must be socket or http")
	need(strings.HasPrefix(o.BotToken, "xoxb-"), "the bot's token must begin with xoxb-")
	need(o.Mode != Socket || strings.HasPrefix(o.AppToken, "xapp-"), "mode socket needs the app's token, which begins with xapp-")
	need(o.Mode != HTTP || o.SigningSecret != "", "mode http needs the signing secret")
	need(o.Mode != HTTP || o.Listen != "", "mode http needs an address to listen on")
	to, err := url.Parse(o.APIURL)
	need(err == nil && (to.Scheme == "https" || to.Scheme == "http") && to.Host != "" && strings.HasSuffix(to.Path, "/"),
		"the address of Slack's methods must begin with https:// and end with /")
	need(len(o.Secret) >= 16, "the secret that names lines must have 16 characters or more")
	need(o.Log != nil, "a log is wanted")
	need(o.Desk.whole(), "the desk needs a record and an engine")
	if len(wrong) > 0 {
		return fmt.Errorf("slack: %w", errors.Join(wrong...))
	}
	return nil
}

// Carries reports whether the address is in this workspace, once that is known.
func (a *Adapter) Carries(to bot.Address) bool {
	at, ok := placeAt(to)
	return ok && at.team == a.team()
}

// team is the id of the workspace, or "" while nobody has said it.
func (a *Adapter) team() string {
	if me := a.me.Load(); me != nil {
		return me.team
	}
	return a.o.Team
}

// at is a place of this workspace.
func (a *Adapter) at(channel, thread string) place { return place{a.team(), channel, thread} }

func (a *Adapter) renderer() renderer {
	r := renderer{seals: a.seals, team: a.o.TeamName, hosts: map[string]bool{}}
	for _, host := range a.o.Hosts {
		r.hosts[host] = true
	}
	if me := a.me.Load(); me != nil {
		r.custom = me.scopes["chat:write.customize"]
	}
	return r
}

// Run takes what happens until ctx ends. It acknowledges to Slack only after the sink returned nil. An error
// that is a bot.FatalError stays until somebody does something about the app or its tokens.
func (a *Adapter) Run(ctx context.Context, sink func(context.Context, bot.Envelope) error) error {
	if err := a.introduce(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	in := newIntake(a, sink, stop)
	var beside sync.WaitGroup
	defer beside.Wait()
	defer a.waits.end()
	for _, jobs := range a.jobs {
		beside.Go(func() { a.work(ctx, jobs) })
	}
	run := a.listens
	if a.o.Mode == Socket {
		run = a.connects
	}
	err := run(ctx, in)
	if cause := context.Cause(ctx); errors.As(cause, new(*bot.FatalError)) {
		err = cause
	}
	stop(nil)
	return err
}

// introduce finds out who the bot is, and whether its token still opens anything.
func (a *Adapter) introduce(ctx context.Context) error {
	said, err := a.api.AuthTestContext(ctx)
	if err != nil {
		return fatally("ask Slack who the bot is", err)
	}
	if a.o.Team != "" && said.TeamID != a.o.Team {
		return &bot.FatalError{Reason: "the bot's token is for another workspace than the one that is set"}
	}
	me := identity{team: said.TeamID, user: said.UserID, bot: said.BotID, desk: a.o.Desk.Channel, scopes: map[string]bool{}}
	for scope := range strings.SplitSeq(said.Header.Get("X-OAuth-Scopes"), ",") {
		me.scopes[strings.TrimSpace(scope)] = true
	}
	if me.team == "" || me.user == "" {
		return fmt.Errorf("ask Slack who the bot is: %w", errShapeless)
	}
	if info, err := a.api.GetBotInfoContext(ctx, slackgo.GetBotInfoParameters{Bot: me.bot}); err == nil {
		me.app = info.AppID
	}
	a.me.Store(&me)
	a.knowing.Do(func() { close(a.known) })
	return nil
}

// fatally is a failure of Slack's own, as bot.FatalError when only somebody can mend it.
func fatally(doing string, err error) error {
	if said := code(err); fatal(said) {
		reason := doing + ": Slack says " + named(said)
		if lacks, _ := errors.AsType[slackgo.SlackErrorResponse](err); lacks.Needed != "" {
			reason += ", it needs " + named(lacks.Needed)
		}
		return &bot.FatalError{Reason: reason}
	}
	return fmt.Errorf("%s: %w", doing, outcome(err))
}

// Mode is how Slack's events arrive.
func (a *Adapter) Mode() Mode { return a.o.Mode }
