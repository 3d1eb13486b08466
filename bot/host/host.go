// Package host is the shell around the engine: it receives, commits, delivers and wakes. It has
// many dependencies and takes few decisions.
//
// Many processes may run hosts over one record. They share nothing else that counts: an event goes
// to whichever process gets it, and the record's fence decides which turn is next.
package host

import (
	"sync/atomic"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
)

// Host runs conversations: events come in through Receive; Run, or Pump step by step, does what is due.
type Host struct {
	Options
	lanes     lanes
	sessions  *sessions
	limits    *batcher[bot.ConversationID, haste]
	answered  answered
	committer *committer
	courier   *courier
	metrics   *Metrics
	log       logrus.FieldLogger

	serving atomic.Bool             // Run is at work
	away    atomic.Bool             // the record did not answer last time
	clock   atomic.Pointer[reading] // the record's, when it has one
	under   atomic.Int64            // events of persons under way
	tried   tried                   // wakes
	sooner  alarm                   // a wake was set
	more    alarm                   // lines may be waiting
	back    []alarm                 // one a channel: the record is there again, something may have been missed
}

// Options are what a host is made of. Sessions, Limit, Hints, Buckets and Metrics may be nil.
type Options struct {
	Engine   *bot.Engine
	Record   Record
	Outbox   Outbox
	Alarms   Alarms
	Sessions Sessions
	Limit    Limit
	Hints    Hints
	Buckets  Buckets
	Read     Reader
	// Packs, when set, are of places that another pack serves than Engine's: how it reads, with its engine. It is
	// nil for all others. A place stays with its pack for as long as the process runs.
	Packs    func(home bot.Address) *Reader
	Channels []Channel
	Pace     Pace          // of messages to one place; the zero Pace has no bound
	Keep     bot.Retention // the zero Retention is the usual one
	Metrics  *Metrics
	Now      func() time.Time
	Log      logrus.FieldLogger
	// Desks, when set, are where the conversations of a home are shown to agents. A channel carries what is for
	// them, as it carries messages: bot.AtDesk lines.
	Desks func(home bot.Address) []bot.Address
	// Watch, when set, is told of every turn once it is in the record.
	Watch func(bot.Turn)
}

// New is a host ready to receive.
func New(o Options) *Host {
	if o.Metrics == nil {
		o.Metrics = NewMetrics()
	}
	if o.Keep == (bot.Retention{}) {
		o.Keep = bot.UsualRetention()
	}
	h := &Host{
		Options: o, log: o.Log, metrics: o.Metrics,
		lanes:  lanes{held: map[bot.ConversationID]*lane{}},
		sooner: newAlarm(), more: newAlarm(),
	}
	for range o.Channels {
		h.back = append(h.back, newAlarm())
	}
	h.limits = newBatcher(mostReads, h.hurried)
	h.sessions = newSessions(o.Sessions, o.Record, o.Metrics)
	h.committer = newCommitter(o.Record, h.sessions, o.Metrics, h.told)
	h.courier = newCourier(o, h.now, h.more, o.Metrics)
	return h
}
