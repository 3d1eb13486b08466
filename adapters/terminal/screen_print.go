package terminal

import (
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/helpaide/helpaide/bot"
)

// Colours are those of the person's own theme, and never the only mark of anything.
func bold(text string) string { return ansi.NewStyle().Bold().Styled(text) }
func dim(text string) string  { return ansi.NewStyle().Faint().Styled(text) }
func botName(text string) string {
	return ansi.NewStyle().Bold().ForegroundColor(ansi.Cyan).Styled(text)
}
func agentName(text string) string {
	return ansi.NewStyle().Bold().ForegroundColor(ansi.Green).Styled(text)
}

// The marks of those who speak. Their words are indented, so that no text can put on another's mark.
const (
	botMark    = "◆ "
	agentMark  = "● "
	systemMark = "· "
	personMark = "› "
	indent     = "  "
)

// show prints messages above.
func (m *live) show(messages []bot.Say) {
	for _, say := range messages {
		switch say.From {
		case bot.FromSystem:
			m.tell(say.Text)
		case bot.FromAgent:
			m.speak(agentName(agentMark+flat(say.Name)), say.Text)
		default:
			m.speak(botName(botMark+"HelpAide"), say.Text)
		}
	}
}

// speak prints what somebody says. The name is not said again while nobody else speaks.
func (m *live) speak(name, text string) {
	m.lines = append(m.lines, "")
	if m.last != name {
		m.lines = append(m.lines, name)
	}
	m.last = name
	m.lines = append(m.lines, marked(indent, text, m.measure())...)
}

// tell prints a line of the system's.
func (m *live) tell(text string) { m.mark(systemMark, text) }

// echo prints what the person sends.
func (m *live) echo(text string) { m.mark(personMark, text) }

func (m *live) mark(mark, text string) {
	m.last = mark
	m.lines = append(m.lines, "")
	m.lines = append(m.lines, marked(mark, text, m.measure())...)
}

// measure is the width of what is printed: longer lines are hard to read, however wide the terminal.
func (m *live) measure() int { return max(min(m.width-1, 80), 10) }

// printNext prints the first of the lines. They go one at a time: the library has to make room for
// each above the live part, and there may not be room for several.
func (m *live) printNext() tea.Cmd {
	line := m.lines[0]
	m.lines = m.lines[1:]
	if line == "" {
		line = " " // nothing at all is not printed
	}
	if ansi.StringWidth(line)%max(m.width, 1) == 0 {
		line += " " // the library counts a row too many for a line that just fits
	}
	return tea.Sequence(tea.Println(m.coloured(line)), func() tea.Msg { return printed{} })
}

// coloured is the line in the colours that the terminal has: the library sees to it below only.
func (m *live) coloured(line string) string {
	var out strings.Builder
	if _, err := io.WriteString(&colorprofile.Writer{Forward: &out, Profile: m.profile}, line); err != nil {
		return ansi.Strip(line)
	}
	return out.String()
}
