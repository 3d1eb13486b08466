package host

import (
	"sync"

	"github.com/helpaide/helpaide/bot"
)

// owed are settlements that the record did not take. When their line comes again, it is settled as it
// ended and not sent a second time.
type owed struct {
	mu  sync.Mutex
	all map[string]bot.Settlement // by line
}

// keep remembers how a line ended, unless it may be sent again anyway.
func (o *owed) keep(s bot.Settlement) {
	if s.State == bot.LineReady {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.all == nil {
		o.all = map[string]bot.Settlement{}
	}
	o.all[s.Line.ID()] = s
}

// of is how the line ended in an earlier attempt of which the record knows nothing.
func (o *owed) of(line bot.Line) (bot.Settlement, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	s, known := o.all[line.ID()]
	s.Line = line
	return s, known
}

func (o *owed) drop(line bot.Line) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.all, line.ID())
}
