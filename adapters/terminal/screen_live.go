package terminal

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/helpaide/helpaide/bot"
)

// live is the part of the screen that changes: all below what was said.
type live struct {
	ctx   context.Context // of the jobs: it ends when the screen does
	t     *Terminal
	hands hands

	width, height int
	profile       colorprofile.Profile

	draft   draft       // what is being typed
	asked   asked       // the question that waits
	session bot.Session // as it was after the last job
	notice  string      // what went wrong, until something goes well

	queue   []job // what is to be done, in order; the first one is under way when busy
	busy    bool
	stuck   bool // the first one failed
	pausing bool // and is tried again in a moment
	ticks   int  // counts the clocks that were set: only the last one counts

	lines    []string // to print, in order
	printing bool
	begun    bool   // the screen was drawn once: printing may start
	last     string // who spoke last

	leaving, parted, left bool
	fault                 error // ends the screen
}

// The messages that the screen sends to itself.
type (
	begun   struct{}
	printed struct{}
	ticked  struct {
		count int
		next  time.Time
	}
	retry    struct{}
	leaveNow struct{}
	gone     struct{} // the terminal was closed
	faulted  struct{ err error }
)

func newLive(ctx context.Context, t *Terminal) *live {
	return &live{ctx: ctx, t: t, width: 80, height: 24, asked: asked{at: typing}, queue: []job{opening()}}
}

// firstFrame is long enough for the first drawing to have happened. Before it, the library does
// not know where the lines above the drawing are.
const firstFrame = 50 * time.Millisecond

// Init looks where the conversation was left.
func (m *live) Init() tea.Cmd {
	return tea.Batch(m.settle(), tea.Tick(firstFrame, func(time.Time) tea.Msg { return begun{} }))
}

// Update takes note of what happened. What there is to do comes of how things stand after it.
func (m *live) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.ColorProfileMsg:
		m.profile = msg.Profile
	case tea.KeyPressMsg:
		cmd = m.pressed(msg.Key())
	case tea.PasteMsg:
		m.typed(msg.Content)
	case begun:
		m.begun = true
	case printed:
		m.printing = false
	case done:
		cmd = m.finished(msg)
	case ticked:
		cmd = m.ticked(msg)
	case retry:
		m.pausing = false
	case gone:
		m.leaving = true
	case leaveNow:
		m.giveUp(nil)
	case faulted:
		m.giveUp(msg.err)
	}
	return m, tea.Batch(cmd, m.settle())
}

// settle begins what can begin now: the next job, the next line, the end.
func (m *live) settle() tea.Cmd {
	if m.left {
		return tea.Quit
	}
	var cmds []tea.Cmd
	if !m.busy && !m.pausing && len(m.queue) > 0 {
		m.busy = true
		cmds = append(cmds, m.work(m.queue[0]))
	}
	if m.leaving && (m.pausing || !m.busy) {
		m.part()
	}
	if m.begun && !m.printing && len(m.lines) > 0 {
		m.printing = true
		cmds = append(cmds, m.printNext())
	}
	if m.parted && !m.printing && len(m.lines) == 0 {
		m.left = true
		cmds = append(cmds, tea.Quit)
	}
	return tea.Batch(cmds...)
}

// lang is the language of the conversation, or "" while it is not known.
func (m *live) lang() bot.Lang {
	if m.session.Lang != "" {
		return m.session.Lang
	}
	return m.t.Lang
}
