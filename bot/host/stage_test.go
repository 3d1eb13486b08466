package host_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sirupsen/logrus"
	logtest "github.com/sirupsen/logrus/hooks/test"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
)

// stage is a record and the hosts over it, in a time of their own that passes only while all wait.
type stage struct {
	*testing.T
	record *shaky
	logs   *logtest.Hook
	log    logrus.FieldLogger
	engine *bot.Engine
	reader host.Reader
}

// staged plays a test on a stage.
func staged(t *testing.T, play func(s *stage)) {
	t.Helper()
	engine, reader := wifi(t)
	synctest.Test(t, func(t *testing.T) {
		record, err := sqlite.Open(t.Context(), ":memory:")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := record.Close(); err != nil {
				t.Error(err)
			}
		})
		log, hook := logtest.NewNullLogger()
		log.SetLevel(logrus.DebugLevel)
		play(&stage{t, &shaky{Store: record}, hook, log, engine, reader})
	})
}

// host is a process over the record: its channels, and what else is to be other than usual.
func (s *stage) host(channel host.Channel, change ...func(*host.Options)) *host.Host {
	o := host.Options{
		Engine: s.engine, Record: s.record, Outbox: s.record, Alarms: s.record, Read: s.reader,
		Channels: []host.Channel{channel}, Now: time.Now, Log: s.log,
	}
	for _, c := range change {
		c(&o)
	}
	return host.New(o)
}

// run has the host at work until stop is called, or the test ends. Stop returns what the stop took.
func (s *stage) run(h *host.Host) (stop func() time.Duration) {
	s.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { h.Run(ctx); close(ended) }()
	synctest.Wait()
	stop = sync.OnceValue(func() time.Duration {
		began := time.Now()
		cancel()
		<-ended
		return time.Since(began)
	})
	s.Cleanup(func() { stop() })
	return stop
}

func event(conversation, id string, what bot.Event) bot.Envelope {
	return bot.Envelope{ID: bot.EventID(id), Where: bot.Address("test:" + conversation), At: time.Now(), Event: what}
}

func press(conversation, id string, option bot.OptionID) bot.Envelope {
	return event(conversation, id, bot.Chose{Option: option, Lang: "en"})
}

// give has the host receive the event, which must succeed.
func (s *stage) give(h *host.Host, in bot.Envelope) {
	s.Helper()
	if err := h.Receive(s.Context(), in); err != nil {
		s.Fatal(err)
	}
}

func (s *stage) session(conversation string) bot.Session {
	s.Helper()
	session, err := s.record.Store.Load(s.Context(), bot.ConversationID("test:"+conversation))
	if err != nil && !errors.Is(err, bot.ErrNoSession) {
		s.Fatal(err)
	}
	return session
}

// whole checks that the conversation's journal has so many turns, one after the other.
func (s *stage) whole(conversation string, turns int) {
	s.Helper()
	journal, err := s.record.Journal(s.Context(), bot.ConversationID("test:"+conversation))
	if err != nil || len(journal) != turns || s.session(conversation).Seq != uint64(turns) {
		s.Fatalf("%s: %d entries, turn %d, %v; want %d", conversation, len(journal), s.session(conversation).Seq, err, turns)
	}
	for i, entry := range journal {
		if entry.Seq != uint64(i+1) {
			s.Fatalf("%s: entry %d is turn %d", conversation, i+1, entry.Seq)
		}
	}
}

// folds checks that the journal leads to the session: the same events give it again, byte for byte.
func (s *stage) folds(conversation string) {
	s.Helper()
	journal, err := s.record.Journal(s.Context(), bot.ConversationID("test:"+conversation))
	if err != nil || len(journal) == 0 {
		s.Fatalf("%d entries, %v", len(journal), err)
	}
	now := bot.NewSession(bot.Address("test:"+conversation), journal[0].At)
	for _, e := range journal {
		turn := s.engine.Step(now, bot.Envelope{ID: e.ID, Where: e.Where, At: e.At, Event: e.Event})
		if turn.Refused != "" {
			s.Fatalf("turn %d is refused: %s", e.Seq, turn.Refused)
		}
		now = turn.Session
	}
	folded, _ := json.Marshal(now)
	kept, _ := json.Marshal(s.session(conversation))
	if string(folded) != string(kept) {
		s.Fatalf("the journal leads to\n%s\nthe record has\n%s", folded, kept)
	}
}

// unsent is how many lines wait in the record at the end of days.
func (s *stage) unsent() int {
	s.Helper()
	lines, err := s.record.Store.Lease(s.Context(), time.Now().Add(1000*time.Hour), 1000)
	if err != nil {
		s.Fatal(err)
	}
	return len(lines)
}

// shaky is a record that fails when a test says so. Each hook comes before the call and may end it.
type shaky struct {
	*sqlite.Store
	mu     sync.Mutex
	hooks  map[string]func() error
	called map[string]int
	loadOf func(id bot.ConversationID) error // comes before a load too
	ahead  time.Duration                     // of its clock, before the machine's
	said   map[bot.ConversationID][]string   // the messages that were committed, in order
}

// on sets what happens before a call of that name; nil takes it away.
func (s *shaky) on(call string, hook func() error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hooks == nil {
		s.hooks = map[string]func() error{}
	}
	s.hooks[call] = hook
}

var errGone = errors.New("the record is gone")

// gone makes every call fail, or no longer.
func (s *shaky) gone(gone bool) {
	for _, call := range []string{"load", "commit", "lease", "settle", "uncertain", "due", "next", "bury", "now", "ping"} {
		var hook func() error
		if gone {
			hook = func() error { return errGone }
		}
		s.on(call, hook)
	}
}

func (s *shaky) calls(call string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.called[call]
}

// committed is how many messages there are to show.
func (s *shaky) committed() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, said := range s.said {
		n += len(said)
	}
	return n
}

func (s *shaky) before(call string) error {
	s.mu.Lock()
	if s.called == nil {
		s.called = map[string]int{}
	}
	s.called[call]++
	hook := s.hooks[call]
	s.mu.Unlock()
	if hook == nil {
		return nil
	}
	return hook()
}

func (s *shaky) Load(ctx context.Context, id bot.ConversationID) (bot.Session, error) {
	if err := s.before("load"); err != nil {
		return bot.Session{}, err
	}
	s.mu.Lock()
	hook := s.loadOf
	s.mu.Unlock()
	if hook != nil {
		if err := hook(id); err != nil {
			return bot.Session{}, err
		}
	}
	return s.Store.Load(ctx, id)
}

func (s *shaky) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	if err := s.before("commit"); err != nil {
		kept := make([]bot.Kept, len(turns))
		for i := range kept {
			kept[i].Err = err
		}
		return kept
	}
	s.mu.Lock() // what is said is written down in the order in which it was committed
	defer s.mu.Unlock()
	all := s.Store.Commit(ctx, turns)
	if s.said == nil {
		s.said = map[bot.ConversationID][]string{}
	}
	for i, kept := range all {
		for _, line := range turns[i].Turn.Lines(turns[i].Turn.Session.ID) {
			if _, say := line.Effect.(bot.Say); say && kept.Err == nil {
				s.said[line.Conversation] = append(s.said[line.Conversation], line.ID())
			}
		}
	}
	return all
}

func (s *shaky) Lease(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	if err := s.before("lease"); err != nil {
		return nil, err
	}
	return s.Store.Lease(ctx, now, n)
}

func (s *shaky) Settle(ctx context.Context, all []bot.Settlement) ([]bot.Line, error) {
	if err := s.before("settle"); err != nil {
		return nil, err
	}
	return s.Store.Settle(ctx, all)
}

func (s *shaky) Uncertain(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	if err := s.before("uncertain"); err != nil {
		return nil, err
	}
	return s.Store.Uncertain(ctx, now, n)
}

func (s *shaky) Due(ctx context.Context, now time.Time, n int) ([]bot.Alarm, error) {
	if err := s.before("due"); err != nil {
		return nil, err
	}
	return s.Store.Due(ctx, now, n)
}

func (s *shaky) Next(ctx context.Context) (time.Time, bool, error) {
	if err := s.before("next"); err != nil {
		return time.Time{}, false, err
	}
	return s.Store.Next(ctx)
}

func (s *shaky) Bury(ctx context.Context, letter bot.DeadLetter) error {
	if err := s.before("bury"); err != nil {
		return err
	}
	return s.Store.Bury(ctx, letter)
}

func (s *shaky) Prune(ctx context.Context, now time.Time, keep bot.Retention) (int64, error) {
	if err := s.before("prune"); err != nil {
		return 0, err
	}
	return s.Store.Prune(ctx, now, keep)
}

func (s *shaky) Ping(ctx context.Context) error {
	if err := s.before("ping"); err != nil {
		return err
	}
	return s.Store.Ping(ctx)
}

func (s *shaky) Now(ctx context.Context) (time.Time, error) {
	if err := s.before("now"); err != nil {
		return time.Time{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Now().Add(s.ahead), nil
}

// platform is a channel with a script. What it accepted and when it was asked is written down.
type platform struct {
	name   string
	script func(line bot.Line, try int) error // nil accepts

	mu    sync.Mutex
	tries map[string]int
	got   []string // ids of the lines accepted, in order
	texts map[string]string
	asked []time.Time
	runs  int
	runIt func(ctx context.Context, sink host.Sink) error
}

func onPlatform(script func(line bot.Line, try int) error) *platform {
	return &platform{name: "test", script: script, tries: map[string]int{}, texts: map[string]string{}}
}

func (p *platform) Carries(to bot.Address) bool { return to.Channel() == p.name }

func (p *platform) Run(ctx context.Context, sink host.Sink) error {
	p.mu.Lock()
	p.runs++
	p.mu.Unlock()
	if p.runIt != nil {
		return p.runIt(ctx, sink)
	}
	<-ctx.Done()
	return nil
}

func (p *platform) Send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	p.mu.Lock()
	p.tries[line.ID()]++
	try := p.tries[line.ID()]
	p.asked = append(p.asked, time.Now())
	p.mu.Unlock()
	if p.script != nil {
		if err := p.script(line, try); err != nil {
			return bot.Receipt{}, err
		}
	}
	p.accept(line)
	return bot.Receipt{ID: fmt.Sprint("m-", line.ID())}, nil
}

// accept shows the line to the person.
func (p *platform) accept(line bot.Line) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.got = append(p.got, line.ID())
	p.texts[line.ID()] = line.Effect.(bot.Say).Text
}

func (p *platform) accepted() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.got...)
}

func (p *platform) triesOf(line string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.tries[line]
}

// when are the times at which the platform was asked, from the first.
func (p *platform) when() (out []time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, at := range p.asked {
		out = append(out, at.Sub(p.asked[0]).Round(time.Millisecond))
	}
	return out
}

// shown checks what the conversation was shown: every message once, by turn and part, from the first on.
func (s *stage) shown(p *platform, conversation string) {
	s.Helper()
	id := "test:" + conversation
	s.record.mu.Lock()
	want := fmt.Sprint(s.record.said[bot.ConversationID(id)])
	s.record.mu.Unlock()
	got := []string{}
	for _, line := range p.accepted() {
		if strings.HasPrefix(line, id+"/") {
			got = append(got, line)
		}
	}
	if fmt.Sprint(got) != want || len(got) == 0 {
		s.Fatalf("%s was shown\n%v, want\n%v", conversation, got, want)
	}
}

// letters are the dead letters.
func (s *stage) letters() []bot.DeadLetter {
	s.Helper()
	letters, err := s.record.Buried(s.Context(), 100)
	if err != nil {
		s.Fatal(err)
	}
	return letters
}
