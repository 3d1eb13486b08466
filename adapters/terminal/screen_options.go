package terminal

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/helpaide/helpaide/bot"
)

// upper is the options: the answers, as many as there is room for, and the commands.
func (m *live) upper(room int) block {
	commands := m.commandRows()
	answers := m.answerRows(room - len(commands.rows) - 1)
	rows := answers.rows
	if len(rows) > 0 {
		rows = append([]string{""}, rows...)
	}
	b := block{rows: rows, x: answers.x, y: answers.y + 1}
	if m.asked.at >= len(m.asked.answers) {
		b.x, b.y = commands.x, commands.y+len(rows)
	}
	b.rows = append(b.rows, commands.rows...)
	return b
}

// answerRows lists the answers around the one that is pointed at.
func (m *live) answerRows(room int) block {
	var b block
	lists := make([][]string, len(m.asked.answers))
	for i, choice := range m.asked.answers {
		lists[i] = m.answer(i, choice)
	}
	first, end := around(lists, m.asked.at, room)
	for i := first; i < end; i++ {
		if i == m.asked.at {
			b.y = len(b.rows)
		}
		b.rows = append(b.rows, lists[i]...)
	}
	if len(b.rows) > 0 && first > 0 {
		b.rows[0] += dim("  ↑")
	}
	if len(b.rows) > 0 && end < len(lists) {
		b.rows[len(b.rows)-1] += dim("  ↓")
	}
	return b
}

func (m *live) answer(i int, choice bot.Choice) []string {
	mark, style := "  ", func(s string) string { return s }
	if i == m.asked.at {
		mark, style = "❯ ", bold
	}
	number := "   "
	if i < 9 {
		number = fmt.Sprintf("%d. ", i+1)
	}
	rows := marked(mark+number, flat(choice.Label), m.measure()-3)
	for i, row := range rows {
		rows[i] = style(row)
	}
	return rows
}

// around is the part of the lists, with at in it, that there is room for.
func around(lists [][]string, at, room int) (first, end int) {
	if len(lists) == 0 {
		return 0, 0
	}
	first = min(max(at, 0), len(lists)-1)
	end = first + 1
	left := room - len(lists[first])
	for first > 0 && len(lists[first-1]) <= left/2 { // what is above, in half of the room
		first--
		left -= len(lists[first])
	}
	for end < len(lists) && len(lists[end]) <= left {
		left -= len(lists[end])
		end++
	}
	for first > 0 && len(lists[first-1]) <= left {
		first--
		left -= len(lists[first])
	}
	return first, end
}

// commandRows is the commands, small.
func (m *live) commandRows() block {
	items := make([]string, len(m.asked.commands))
	at := m.asked.at - len(m.asked.answers)
	for i, choice := range m.asked.commands {
		items[i] = dim(flat(choice.Label))
		if i == at && m.asked.at != typing {
			items[i] = bold("[" + flat(choice.Label) + "]")
		}
	}
	rows, of := inRows(items, dim(between), m.width-3)
	b := block{x: 2}
	for _, row := range rows {
		b.rows = append(b.rows, indent+row)
	}
	if at >= 0 && at < len(of) && m.asked.at != typing {
		b.y = of[at]
		before, _, _ := strings.Cut(ansi.Strip(b.rows[b.y]), "[")
		b.x = ansi.StringWidth(before)
	}
	if len(b.rows) > 0 {
		b.rows = append([]string{""}, b.rows...)
		b.y++
	}
	return b
}
