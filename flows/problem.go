package flows

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Problem is one mistake of a pack, with its place: lines and columns begin at 1, columns count characters.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt,omitempty"` // the line and, below it, a caret; "" when there is no such line
	Talk    string `json:"talk,omitempty"`    // the shortest conversation that shows the fault, as a transcript
}

// Error is the problem as String prints it, so that one problem can be returned as an error.
func (p Problem) Error() string { return p.String() }

// String prints "file:line:column: message", below it the line with a caret under the column, and the
// conversation that shows it.
func (p Problem) String() string {
	parts := []string{fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)}
	for _, more := range []string{p.Excerpt, p.Talk} {
		if more != "" {
			parts = append(parts, strings.ReplaceAll(strings.TrimRight(more, "\n"), "\n", "\n    "))
		}
	}
	return strings.Join(parts, "\n    ")
}

// The excerpt of a long line shows this much of it, and this much before the caret.
const (
	excerptWidth = 100
	excerptLead  = 40
)

// excerpt is the part of the line around the column, over a caret.
func excerpt(line string, column int) string {
	line, column = window(line, max(column-1, 0))
	if strings.TrimSpace(line) == "" {
		return ""
	}
	return strings.TrimRight(line, " ") + "\n" + strings.Repeat(" ", column) + "^"
}

// window cuts a long line to what stands around the place, and says where the place is then.
func window(line string, at int) (string, int) {
	runes := []rune(printable(line))
	if len(runes) <= excerptWidth {
		return string(runes), min(at, len(runes))
	}
	from := min(max(at-excerptLead, 0), len(runes)-excerptWidth)
	return string(runes[from : from+excerptWidth]), min(at-from, excerptWidth)
}

// printable keeps one column a character: a tab or an invisible character must not move the caret.
func printable(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r == utf8.RuneError || invisible(r):
			return '·'
		}
		return r
	}, line)
}
