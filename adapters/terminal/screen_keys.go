package terminal

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/helpaide/helpaide/bot"
)

// pressed takes a key.
func (m *live) pressed(key tea.Key) tea.Cmd {
	stroke := key.Keystroke()
	switch {
	case stroke == "ctrl+c", stroke == "ctrl+d" && m.draft.empty():
		m.leave()
	case m.leaving:
	case stroke == "ctrl+z":
		return tea.Suspend
	case key.Text != "":
		m.wrote(key.Text)
	case stroke == "enter":
		m.entered()
	case stroke == "esc":
		return m.escaped()
	case m.asked.move(stroke):
	case m.draft.key(stroke):
		m.asked.at = typing
	}
	return nil
}

// wrote takes a key with a letter. The digit of an answer picks it when nothing is typed.
func (m *live) wrote(text string) {
	if choice, ok := m.asked.numbered(text); ok && m.draft.empty() {
		m.choose(choice)
		return
	}
	m.typed(text)
}

// typed puts text in the line, whatever was pointed at.
func (m *live) typed(text string) {
	m.asked.at = typing
	m.draft.insert(text)
}

// entered picks what is pointed at, or sends what was typed. With nothing to send, what failed is
// tried again at once.
func (m *live) entered() {
	if choice, ok := m.asked.pointed(); ok {
		m.choose(choice)
		return
	}
	if strings.TrimSpace(m.draft.text()) == "" {
		m.pausing = false
		return
	}
	text := m.draft.take()
	if strings.HasPrefix(strings.TrimSpace(text), "/") {
		m.send(text, commanding(text))
		return
	}
	m.send(text, saying(text))
}

// send shows what the person does and does it in its turn.
func (m *live) send(words string, j job) {
	if !m.stuck {
		m.notice = ""
	}
	m.asked.at = typing
	m.echo(words)
	m.queue = append(m.queue, j)
}

func (m *live) choose(choice bot.Choice) {
	m.send(choice.Label, choosing(choice.ID, m.asked.step))
}

// escaped goes back to the line, then empties it. On an empty line it gives back what could not be sent.
func (m *live) escaped() tea.Cmd {
	switch {
	case m.asked.at != typing:
		m.asked.at = typing
	case !m.draft.empty():
		m.draft = draft{}
	case m.pausing:
		return m.takeBack()
	default:
		m.notice = ""
	}
	return nil
}
