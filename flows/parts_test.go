package flows_test

import "strings"

// part is a named section of a test file: its name stands between dashes, "-- name --".
type part struct{ name, text string }

// parts cuts a file into what stands above its first section and the sections.
func parts(file string) (head string, out []part) {
	for line := range strings.Lines(file) {
		name, opens := strings.CutPrefix(strings.TrimSpace(line), "-- ")
		name, closes := strings.CutSuffix(name, " --")
		switch {
		case opens && closes:
			out = append(out, part{name: name})
		case len(out) == 0:
			head += line
		default:
			out[len(out)-1].text += line
		}
	}
	return head, out
}

// joined is the file of which parts gives these.
func joined(head string, all []part) string {
	out := strings.TrimRight(head, "\n") + "\n"
	for _, p := range all {
		out += "-- " + p.name + " --\n" + p.text
	}
	return out
}
