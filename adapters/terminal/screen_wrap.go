package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// flat is text for a single row, without what could play with the terminal.
func flat(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\n", " ", "\t", " ").Replace(plain(text, maxText)))
}

// marked is text in rows of a width, the first one with the mark and the others indented as much.
func marked(mark, text string, width int) []string {
	text = strings.ReplaceAll(plain(text, maxText), "\t", "    ")
	rows := wrapped(strings.TrimRight(text, "\n "), width-ansi.StringWidth(mark))
	margin := strings.Repeat(" ", ansi.StringWidth(mark))
	for i, row := range rows {
		switch {
		case i == 0:
			rows[i] = mark + row
		case row != "":
			rows[i] = margin + row
		}
	}
	return rows
}

// wrapped breaks text between words. What a line is indented by, its further rows are too.
func wrapped(text string, width int) []string {
	var rows []string
	for line := range strings.SplitSeq(text, "\n") {
		words := strings.TrimLeft(line, " ")
		margin := line[:min(len(line)-len(words), max(width/2, 0))]
		rows = append(rows, wrappedLine(words, margin, width)...)
	}
	return rows
}

func wrappedLine(line, margin string, width int) []string {
	var rows []string
	row := margin
	for i, word := range strings.Split(line, " ") {
		for _, part := range parts(word, width-len(margin)) {
			switch {
			case row == margin && (part != "" || i == 0):
				row += part
			case row == margin: // spaces where the row turns
			case ansi.StringWidth(row)+1+ansi.StringWidth(part) <= width:
				row += " " + part
			default:
				rows, row = append(rows, strings.TrimRight(row, " ")), margin+part
			}
		}
	}
	return append(rows, strings.TrimRight(row, " "))
}

// parts breaks a word that is too long for a row. A link stays whole: the terminal breaks it by
// itself, and it can still be followed and copied.
func parts(word string, width int) []string {
	if ansi.StringWidth(word) <= width || strings.Contains(word, "://") {
		return []string{word}
	}
	return strings.Split(ansi.Hardwrap(word, max(width, 1), true), "\n")
}

// between stands between items in a row.
const between = " · "

// inRows puts items beside each other in as few rows as there must be. It also says in which row
// each item is.
func inRows(items []string, between string, width int) (rows []string, of []int) {
	for _, item := range items {
		last := len(rows) - 1
		if last >= 0 && ansi.StringWidth(rows[last])+ansi.StringWidth(between+item) <= width {
			rows[last] += between + item
		} else {
			rows = append(rows, item)
		}
		of = append(of, len(rows)-1)
	}
	return rows, of
}
