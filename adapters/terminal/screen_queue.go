package terminal

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/helpaide/helpaide/bot"
)

// done is what came of a job, and how things are after it.
type done struct {
	shown   Shown // also when there is an error: what was shown once is not shown again
	err     error
	session bot.Session
	next    time.Time // when the next wake is due; zero when none is
}

func (m *live) work(j job) tea.Cmd {
	return func() (msg tea.Msg) {
		if !m.hands.begin() {
			return nil
		}
		defer m.hands.end()
		defer func() { // the library would write over a terminal that is still being drawn
			if fault := recover(); fault != nil {
				msg = faulted{fmt.Errorf("%v\n%s", fault, debug.Stack())}
			}
		}()
		shown, err := j.do(m.ctx, m.t)
		return m.after(shown, err)
	}
}

func (m *live) after(shown Shown, err error) done {
	session, loading := m.t.session(m.ctx)
	next, set, looking := m.t.NextWake(m.ctx)
	if !set {
		next = time.Time{}
	}
	if err == nil {
		err = errors.Join(loading, looking)
	}
	return done{shown: shown, err: err, session: session, next: next}
}

// finished takes a job off the queue, unless it failed and is tried again.
func (m *live) finished(d done) tea.Cmd {
	if m.parted { // too late: it was told as not sent, or the terminal is gone
		return nil
	}
	j := m.queue[0]
	m.busy = false
	m.show(d.shown.Messages)
	if d.session.ID != "" { // it could be loaded
		m.session = d.session
	}
	m.asked = m.asked.after(d.shown.Messages, m.session)
	if d.err != nil && !j.slash {
		return m.failed(d.err)
	}
	m.queue = m.queue[1:]
	switch {
	case errors.Is(d.err, errQuit):
		m.leaving = true
	case d.err != nil:
		m.complain(d.err)
	case m.stuck:
		m.stuck, m.notice = false, ""
	}
	return m.tick(d.next)
}

// retryAfter is how long a job rests that failed.
const retryAfter = 5 * time.Second

func (m *live) failed(err error) tea.Cmd {
	m.stuck, m.pausing = true, true
	m.notice = trouble.in(m.lang()) + " (" + flat(err.Error()) + ")"
	return tea.Tick(retryAfter, func(time.Time) tea.Msg { return retry{} })
}

// complain tells what is wrong with a line that begins with a slash. Several lines are help, and
// stay readable above.
func (m *live) complain(err error) {
	words := complaint(err, m.lang())
	if strings.Contains(words, "\n") {
		m.tell(words)
		return
	}
	m.notice = flat(words)
}

// takeBack gives the text of the job that failed back to the person.
func (m *live) takeBack() tea.Cmd {
	text := m.queue[0].text
	m.queue = m.queue[1:]
	m.stuck, m.pausing, m.notice = false, false, ""
	m.draft.insert(text)
	return m.tick(m.t.Clock.Now().Add(retryAfter)) // it may have been a wake
}

// hands do one job at a time, until they rest.
type hands struct {
	mu      sync.Mutex
	resting bool
}

func (h *hands) begin() bool {
	h.mu.Lock()
	if h.resting {
		h.mu.Unlock()
		return false
	}
	return true
}

func (h *hands) end() { h.mu.Unlock() }

// rest waits for the job under way. No other one begins after it.
func (h *hands) rest() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.resting = true
}
