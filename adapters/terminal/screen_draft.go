package terminal

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// draft is what is being typed. It is kept in clusters, so that a letter with its accent or a
// family of emoji is one key press to pass or to delete.
type draft struct {
	clusters []string
	at       int // the cursor stands before this one
}

func (d *draft) text() string { return strings.Join(d.clusters, "") }

func (d *draft) empty() bool { return len(d.clusters) == 0 }

// take empties the draft and returns what was in it.
func (d *draft) take() string {
	text := d.text()
	*d = draft{}
	return text
}

// insert puts text at the cursor. A mark that joins the letter before it becomes one with it.
func (d *draft) insert(text string) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(text)
	before := strings.Join(d.clusters[:d.at], "") + text
	after := strings.Join(d.clusters[d.at:], "")
	d.clusters = clustersOf(plain(before+after, maxText))
	d.at = min(len(clustersOf(plain(before, maxText))), len(d.clusters))
}

func clustersOf(text string) []string {
	var clusters []string
	for text != "" {
		cluster, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		clusters = append(clusters, cluster)
		text = text[len(cluster):]
	}
	return clusters
}

// key edits as the shells of the world do. It reports whether it knows the key.
func (d *draft) key(stroke string) bool {
	switch stroke {
	case "left", "ctrl+b":
		d.at = max(d.at-1, 0)
	case "right", "ctrl+f":
		d.at = min(d.at+1, len(d.clusters))
	case "home", "ctrl+a":
		d.at = 0
	case "end", "ctrl+e":
		d.at = len(d.clusters)
	case "ctrl+left", "alt+left", "alt+b":
		d.at = d.wordBefore()
	case "ctrl+right", "alt+right", "alt+f":
		d.at = d.wordAfter()
	case "backspace", "ctrl+h", "shift+backspace":
		d.cut(max(d.at-1, 0), d.at)
	case "delete", "ctrl+d":
		d.cut(d.at, min(d.at+1, len(d.clusters)))
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		d.cut(d.wordBefore(), d.at)
	case "ctrl+u":
		d.cut(0, d.at)
	case "ctrl+k":
		d.cut(d.at, len(d.clusters))
	case "ctrl+j", "alt+enter", "shift+enter":
		d.insert("\n")
	default:
		return false
	}
	return true
}

func (d *draft) cut(from, to int) {
	d.clusters = slices.Delete(d.clusters, from, to)
	d.at = from
}

// wordBefore is where the word before the cursor begins.
func (d *draft) wordBefore() int {
	at := d.at
	for at > 0 && blank(d.clusters[at-1]) {
		at--
	}
	for at > 0 && !blank(d.clusters[at-1]) {
		at--
	}
	return at
}

// wordAfter is where the word after the cursor ends.
func (d *draft) wordAfter() int {
	at := d.at
	for at < len(d.clusters) && blank(d.clusters[at]) {
		at++
	}
	for at < len(d.clusters) && !blank(d.clusters[at]) {
		at++
	}
	return at
}

func blank(cluster string) bool { return strings.TrimSpace(cluster) == "" }
