package terminal

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/helpaide/helpaide/bot"
)

// block is some rows, and where the cursor stands in them.
type block struct {
	rows []string
	x, y int
}

// View draws the live part: the options, the line to type in, and what is being waited for. It is
// never higher than the terminal. Once the person has left, nothing of it remains.
func (m *live) View() tea.View {
	if m.left || m.parted {
		return tea.NewView("")
	}
	low := m.lower()
	high := m.upper(m.height - 1 - len(low.rows))
	x, y := low.x, low.y+len(high.rows)
	if m.asked.at != typing {
		x, y = high.x, high.y
	}
	rows := append(high.rows, low.rows...)
	for i, row := range rows {
		rows[i] = ansi.Truncate(row, m.width, "")
	}
	view := tea.NewView(strings.Join(rows, "\n"))
	view.Cursor = tea.NewCursor(x, y)
	return view
}

// lower is what went wrong, the line to type in, and the state of things.
func (m *live) lower() block {
	rows := []string{""}
	if m.notice != "" {
		rows = append(rows, marked("! ", m.notice, m.measure())...)
	}
	if m.fresh() {
		for _, row := range wrapped(hint.in(m.lang()), m.measure()-2) {
			rows = append(rows, indent+row)
		}
	}
	line := m.line()
	b := block{rows: append(rows, line.rows...), x: line.x, y: len(rows) + line.y}
	state, _ := inRows(m.state(), between, m.width-3)
	for _, row := range state {
		b.rows = append(b.rows, indent+dim(row))
	}
	return b
}

// fresh reports whether nothing was said or asked yet.
func (m *live) fresh() bool {
	return m.last == "" && m.session.Mode() == bot.Guided && m.asked.answers == nil
}

// line is the draft, as many rows of it as are pleasant, around the cursor.
func (m *live) line() block {
	most := max(min(6, m.height/3), 1)
	rows, x, y := m.draft.rows(max(m.width-3, 4))
	for i, row := range rows {
		rows[i] = indent + row
		if i == 0 {
			rows[i] = bold(personMark) + row
		}
	}
	first := max(y-most+1, 0)
	return block{rows: rows[first:min(first+most, len(rows))], x: x + 2, y: y - first}
}
