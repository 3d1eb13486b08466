package host

import (
	"sync"

	"github.com/helpaide/helpaide/bot"
)

// lanes lets one event of a conversation through at a time. Between processes the fence of the
// record decides; a lane only spares the work that would be thrown away.
type lanes struct {
	mu   sync.Mutex
	held map[bot.ConversationID]*lane
}

type lane struct {
	mu      sync.Mutex
	waiting int
}

// enter waits for the conversation's lane and returns how to leave it.
func (l *lanes) enter(id bot.ConversationID) (leave func()) {
	l.mu.Lock()
	one := l.held[id]
	if one == nil {
		one = &lane{}
		l.held[id] = one
	}
	one.waiting++
	l.mu.Unlock()

	one.mu.Lock()
	return func() {
		one.mu.Unlock()
		l.mu.Lock()
		defer l.mu.Unlock()
		if one.waiting--; one.waiting == 0 {
			delete(l.held, id)
		}
	}
}
