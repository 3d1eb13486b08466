package host

import (
	"context"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// lanes lets one event of a conversation through at a time, in the order in which they came. Between
// processes the fence of the record decides; a lane only spares the work that would be thrown away.
type lanes struct {
	mu   sync.Mutex
	held map[bot.ConversationID]*lane
}

type lane struct {
	busy    bool
	waiting []chan struct{}
}

// enter waits for the conversation's lane and returns how to leave it; or why it stopped waiting.
func (l *lanes) enter(ctx context.Context, id bot.ConversationID) (leave func(), err error) {
	l.mu.Lock()
	one := l.held[id]
	if one == nil {
		one = &lane{}
		l.held[id] = one
	}
	leave = func() { l.leave(id, one) }
	if !one.busy {
		one.busy = true
		l.mu.Unlock()
		return leave, nil
	}
	turn := make(chan struct{})
	one.waiting = append(one.waiting, turn)
	l.mu.Unlock()
	select {
	case <-turn:
		return leave, nil
	case <-ctx.Done():
		l.giveUp(one, turn, leave)
		return nil, ctx.Err()
	}
}

// leave lets the next one in.
func (l *lanes) leave(id bot.ConversationID, one *lane) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(one.waiting) > 0 {
		close(one.waiting[0])
		one.waiting = one.waiting[1:]
		return
	}
	one.busy = false
	delete(l.held, id)
}

// giveUp takes somebody out of the queue; whose turn it has become meanwhile passes it on.
func (l *lanes) giveUp(one *lane, turn chan struct{}, leave func()) {
	l.mu.Lock()
	for i, waiting := range one.waiting {
		if waiting == turn {
			one.waiting = append(one.waiting[:i:i], one.waiting[i+1:]...)
			l.mu.Unlock()
			return
		}
	}
	l.mu.Unlock()
	leave()
}

// wait returns once no lane is held, or ctx ends.
func (l *lanes) wait(ctx context.Context) {
	for !l.empty() && ctx.Err() == nil {
		newAlarm().sleep(ctx, 5*time.Millisecond)
	}
}

func (l *lanes) empty() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.held) == 0
}
