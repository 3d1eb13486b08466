package terminal

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// How long a clock of the screen runs: not so short that it turns in circles over a wake that does
// not go away, and not so long that a machine that slept says much later what was due.
const (
	shortTick = 100 * time.Millisecond
	longTick  = 30 * time.Second
)

// tick sets the clock for the next wake, in place of the one set before. A time that stands still
// brings none by itself.
func (m *live) tick(next time.Time) tea.Cmd {
	m.ticks++
	if m.t.Clock.Still() || next.IsZero() {
		return nil
	}
	this := ticked{count: m.ticks, next: next}
	after := min(max(next.Sub(m.t.Clock.Now()), shortTick), longTick)
	return tea.Tick(after, func(time.Time) tea.Msg { return this })
}

// ticked wakes what is due, or goes on waiting for it.
func (m *live) ticked(tick ticked) tea.Cmd {
	switch {
	case tick.count != m.ticks:
		return nil
	case m.t.Clock.Now().Before(tick.next):
		return m.tick(tick.next)
	}
	m.queue = append(m.queue, waking())
	return nil
}
