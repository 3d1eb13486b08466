package slack

import "sync"

// mostMissed is how many conversations are remembered in which something was not taken.
const mostMissed = 2000

// missed are the conversations in which an event was not taken. Slack gives it again three times, within about six
// minutes; when the record is away for longer, the history still has it.
type missed struct {
	mu       sync.Mutex
	channels map[string]bool
}

func newMissed() *missed { return &missed{channels: map[string]bool{}} }

// note remembers the channel when its event was not taken.
func (m *missed) note(channel string, err error) {
	if err == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.channels) < mostMissed {
		m.channels[channel] = true
	}
}

// all takes what there is.
func (m *missed) all() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make([]string, 0, len(m.channels))
	for channel := range m.channels {
		all = append(all, channel)
	}
	clear(m.channels)
	return all
}
