package host_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/sirupsen/logrus"
	logtest "github.com/sirupsen/logrus/hooks/test"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/calendar"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/bot/understand"
	"github.com/helpaide/helpaide/flows"
	"github.com/helpaide/helpaide/store/sqlite"
)

var monday = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

// rig is a host over a real record, with a channel that remembers.
type rig struct {
	*host.Host
	record  *sqlite.Store
	channel *channel
	logs    *logtest.Hook
	mu      sync.Mutex
	now     time.Time
	turns   int
}

// channel accepts what it is sent, or fails as it is told.
type channel struct {
	mu   sync.Mutex
	said []bot.Say
	fail error
}

func (c *channel) Carries(to bot.Address) bool          { return to.Channel() == "test" }
func (c *channel) Run(context.Context, host.Sink) error { return nil }
func (c *channel) Send(_ context.Context, line bot.Line) (bot.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return bot.Receipt{}, c.fail
	}
	c.said = append(c.said, line.Effect.(bot.Say))
	return bot.Receipt{ID: line.ID()}, nil
}

func (c *channel) refuse(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fail = err
}

func (c *channel) texts() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var texts []string
	for _, say := range c.said {
		texts = append(texts, say.Text)
	}
	return texts
}

// wifi is the small pack, ready to talk. It is the same for every test, since to learn its words takes longer than most of
// them do: who changes its book changes it back.
func wifi(t testing.TB) (*bot.Engine, host.Reader) {
	t.Helper()
	made, err := talking()
	if err != nil {
		t.Fatal(err)
	}
	return made.Engine, made
}

var talking = sync.OnceValues(func() (host.Reader, error) {
	pack, problems := flows.Load(os.DirFS("../../flows/wifi"))
	if pack == nil {
		return host.Reader{}, fmt.Errorf("load: %v", problems)
	}
	hours, err := calendar.All(pack.Calendars)
	if err != nil {
		return host.Reader{}, err
	}
	pack.Book.Hours = hours
	reads, err := understand.New(pack.Book, pack.Examples)
	return host.Reader{Engine: bot.NewEngine(pack.Book), Mask: redact.Mask, Understand: reads}, err
})

func newRig(t *testing.T) *rig {
	t.Helper()
	engine, reader := wifi(t)
	record, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := record.Close(); err != nil {
			t.Error(err)
		}
	})
	return onRecord(engine, reader, record)
}

// onRecord is one more host over the record, as another process would be.
func onRecord(engine *bot.Engine, reader host.Reader, record *sqlite.Store) *rig {
	log, hook := logtest.NewNullLogger()
	log.SetLevel(logrus.DebugLevel)
	r := &rig{record: record, channel: &channel{}, logs: hook, now: monday}
	r.Host = host.New(host.Options{
		Engine: engine, Record: record, Outbox: record, Alarms: record, Read: reader,
		Channels: []host.Channel{r.channel}, Now: r.clock, Log: log,
		Watch: func(bot.Turn) { r.mu.Lock(); r.turns++; r.mu.Unlock() },
	})
	return r
}

func (r *rig) clock() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

func (r *rig) pass(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = r.now.Add(d)
}

func (r *rig) event(id string, event bot.Event) bot.Envelope {
	return bot.Envelope{ID: bot.EventID(id), Where: "test:1", At: r.clock(), Event: event}
}

func (r *rig) must(t *testing.T, id string, event bot.Event) {
	t.Helper()
	if err := r.Receive(t.Context(), r.event(id, event)); err != nil {
		t.Fatal(err)
	}
	if err := r.Pump(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (r *rig) session(t *testing.T) bot.Session {
	t.Helper()
	s, err := r.record.Load(t.Context(), "test:1")
	if err != nil && !errors.Is(err, bot.ErrNoSession) {
		t.Fatal(err)
	}
	return s
}
