// Package host is the shell around the engine: it receives, commits, delivers and wakes. It has
// many dependencies and takes few decisions.
package host

import (
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
)

// Host runs conversations: events come in through Receive, and Pump does what is due.
type Host struct {
	Options
	lanes lanes
	log   logrus.FieldLogger
	sends sync.Mutex
}

// Options are what a host is made of.
type Options struct {
	Engine   *bot.Engine
	Record   Record
	Outbox   Outbox
	Alarms   Alarms
	Read     Reader
	Channels []Channel
	Now      func() time.Time
	Log      logrus.FieldLogger
	// Watch, when set, is told of every turn once it is in the record.
	Watch func(bot.Turn)
}

// New is a host ready to receive.
func New(o Options) *Host {
	return &Host{Options: o, lanes: lanes{held: map[bot.ConversationID]*lane{}}, log: o.Log}
}
