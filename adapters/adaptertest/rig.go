package adaptertest

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/sirupsen/logrus"
	logtest "github.com/sirupsen/logrus/hooks/test"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
)

// rig is a platform, a record, and a process between them that can be stopped and started again.
type rig struct {
	*testing.T
	Platform
	Mind
	record *record
	path   string
	limit  host.Limit // of what one person may write
	logs   *logtest.Hook
	log    *logrus.Logger

	host *host.Host
	stop func()

	mu    sync.Mutex
	ahead time.Duration // of the clock
	said  map[string][]bot.Say
	turns map[bot.ConversationID]int
	errs  []string // of the channel
	words []string // that people wrote

	leaves bool // lines may be left in the record
}

func newRig(t *testing.T, p Platform, m Mind, limit host.Limit) *rig {
	t.Helper()
	log, hook := logtest.NewNullLogger()
	log.SetLevel(logrus.DebugLevel)
	r := &rig{
		T: t, Platform: p, Mind: m, limit: limit, path: filepath.Join(t.TempDir(), "record.db"), logs: hook, log: log,
		said: map[string][]bot.Say{}, turns: map[bot.ConversationID]int{},
	}
	r.start()
	t.Cleanup(func() { r.halt() })
	return r
}

// start runs a process over the record, and waits until it is connected.
func (r *rig) start() {
	r.Helper()
	r.begin()
	r.await("a connection", r.Ready)
}

// open opens the record's file.
func (r *rig) open() *sqlite.Store {
	r.Helper()
	store, err := sqlite.Open(context.WithoutCancel(r.Context()), r.path)
	if err != nil {
		r.Fatal(err)
	}
	return store
}

func (r *rig) begin() {
	r.Helper()
	store := r.open()
	r.record = newRecord(store)
	channel := &watched{Channel: r.Channel(r.T, Start{Log: r.log, Now: r.now}), r: r}
	r.host = host.New(host.Options{
		Engine: r.Engine, Read: r.Reader, Record: r.record, Outbox: r.record, Alarms: r.record, Channels: []host.Channel{channel},
		Limit: r.limit, Pace: r.Pace(), Now: r.now, Log: r.log, Watch: r.watch,
	})
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	var running sync.WaitGroup
	running.Go(func() { r.host.Run(ctx) })
	r.stop = func() {
		cancel()
		running.Wait()
		if err := store.Close(); err != nil {
			r.Error(err)
		}
	}
}

// halt stops the process.
func (r *rig) halt() {
	if r.stop != nil {
		r.stop()
	}
	r.stop = nil
}

// now is the clock of the process, which pass puts forward.
func (r *rig) now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Now().Add(r.ahead)
}

func (r *rig) pass(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ahead += d
}

// watch notes what a turn has to say.
func (r *rig) watch(turn bot.Turn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turns[turn.Session.ID]++
	for _, effect := range turn.Effects {
		if say, ok := effect.(bot.Say); ok {
			place := r.Place(say.To)
			r.said[place] = append(r.said[place], say)
		}
	}
}

// taken is how many turns the person's conversation had.
func (r *rig) taken(p Person) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.turns[bot.ConversationID(p.Home())]
}

// session is a conversation as it stands.
func (r *rig) session(p Person) bot.Session {
	r.Helper()
	s, err := r.record.store.Load(r.Context(), bot.ConversationID(p.Home()))
	if err != nil && !errors.Is(err, bot.ErrNoSession) {
		r.Fatal(err)
	}
	return s
}

// top is the flow that speaks to the person, or nil.
func (r *rig) top(p Person) *bot.Frame {
	r.Helper()
	s := r.session(p)
	return s.Top()
}

// writes makes the person write, and remembers the words: no log may have them.
func (r *rig) writes(p Person, text string) string {
	r.mu.Lock()
	r.words = append(r.words, text)
	r.mu.Unlock()
	return p.Writes(text)
}

// asks makes the person write and waits until all that is to be said to it is there.
func (r *rig) asks(p Person, text string) Message {
	r.Helper()
	before := r.taken(p)
	r.writes(p, text)
	return r.answered(p, before)
}

// presses makes the person press and waits likewise.
func (r *rig) presses(p Person, m Message, label string) Message {
	r.Helper()
	before := r.taken(p)
	p.Presses(m, label)
	return r.answered(p, before)
}

// answered waits for a turn after those before, and until what it says has arrived. It returns the last message.
func (r *rig) answered(p Person, before int) Message {
	r.Helper()
	r.await("the turn", func() bool { return r.taken(p) > before })
	return r.arrived(p)
}

// arrived waits until all that was said to the person is there, and returns the last message.
func (r *rig) arrived(p Person) Message {
	r.Helper()
	place := r.Place(p.Home())
	var there []Message
	r.await("what was said to "+place, func() bool {
		there = r.Messages(place)
		return len(there) >= len(r.saidAt(place))
	})
	if len(there) == 0 {
		return Message{}
	}
	return there[len(there)-1]
}

func (r *rig) saidAt(place string) []bot.Say {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]bot.Say(nil), r.said[place]...)
}

// give hands the process an event that did not come by the channel, as one of another process.
func (r *rig) give(id string, p Person, event bot.Event) {
	r.Helper()
	in := bot.Envelope{ID: bot.EventID(id), Where: p.Home(), At: r.now(), Event: event}
	if err := r.host.Receive(r.Context(), in); err != nil {
		r.Fatal(err)
	}
}

// patience is how long what must come may take; between is how often it is looked for.
const (
	patience = 60 * time.Second
	between  = 5 * time.Millisecond
	hurry    = 9 // as much time again passes for the host while something is hurried
)

// await waits until the condition holds.
func (r *rig) await(what string, holds func() bool) {
	r.Helper()
	r.awaiting(what, holds, func() {})
}

// hurrying waits likewise, and puts the clock forward meanwhile: what waits minutes is to come now.
func (r *rig) hurrying(what string, holds func() bool) {
	r.Helper()
	last := time.Now()
	r.awaiting(what, holds, func() {
		now := time.Now()
		r.pass(hurry * now.Sub(last))
		last = now
	})
}

func (r *rig) awaiting(what string, holds func() bool, meanwhile func()) {
	r.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	look := time.NewTicker(between)
	defer look.Stop()
	for !holds() {
		select {
		case <-look.C:
			meanwhile()
		case <-late.C:
			r.Fatalf("waited in vain for %s; %s", what, r.story())
		}
	}
}
