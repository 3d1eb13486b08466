package slack

import (
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// echoTime is how long the bot's own messages are remembered: longer than the fate of a line stays open.
const (
	echoTime   = 10 * time.Minute
	mostEchoes = 20_000
)

// echoes are the lines that are known to be on Slack: it said so itself.
type echoes struct {
	now func() time.Time

	mu   sync.Mutex
	seen map[string]echoed // by the line's key
}

type echoed struct {
	receipt bot.Receipt
	at      time.Time
}

func newEchoes(now func() time.Time) *echoes {
	return &echoes{now: now, seen: map[string]echoed{}}
}

func (e *echoes) add(key, channel, ts string) {
	if key == "" || channel == "" || ts == "" {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.seen) >= mostEchoes {
		e.drop()
	}
	e.seen[key] = echoed{receiptOf(channel, ts), e.now()}
}

// of is what is known of a line.
func (e *echoes) of(key string) (bot.Receipt, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, ok := e.seen[key]
	return found.receipt, ok
}

// drop forgets the old ones, or all when none is.
func (e *echoes) drop() {
	for key, one := range e.seen {
		if e.now().Sub(one.at) > echoTime {
			delete(e.seen, key)
		}
	}
	if len(e.seen) >= mostEchoes {
		clear(e.seen)
	}
}

// receiptOf is what is kept of a message that Slack accepted.
func receiptOf(channel, ts string) bot.Receipt { return bot.Receipt{ID: channel + ":" + ts} }
