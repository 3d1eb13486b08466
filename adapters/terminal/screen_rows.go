package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// rows lays the draft out in a width, broken between words, and says where the cursor is. A space
// at the end of a row hangs out of it. There is at least one row.
func (d *draft) rows(width int) (rows []string, x, y int) {
	starts := d.starts(width)
	for i, start := range starts {
		end := len(d.clusters)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if d.at >= start {
			x, y = ansi.StringWidth(strings.Join(d.clusters[start:d.at], "")), i
		}
		rows = append(rows, strings.TrimSuffix(strings.Join(d.clusters[start:end], ""), "\n"))
	}
	return rows, x, y
}

// starts says with which cluster each row begins.
func (d *draft) starts(width int) []int {
	starts, used, word := []int{0}, 0, 0 // word is where the last word of the row begins
	for i, cluster := range d.clusters {
		last := starts[len(starts)-1]
		used += ansi.StringWidth(cluster)
		switch {
		case cluster == "\n":
			starts, used, word = append(starts, i+1), 0, i+1
		case cluster == " ":
			word = i + 1
		case used > width && word > last:
			starts, used = append(starts, word), ansi.StringWidth(strings.Join(d.clusters[word:i+1], ""))
		case used > width:
			starts, used, word = append(starts, i), ansi.StringWidth(cluster), i
		}
	}
	if used > width { // the cursor needs a place of its own after spaces that hang out
		starts = append(starts, len(d.clusters))
	}
	return starts
}
