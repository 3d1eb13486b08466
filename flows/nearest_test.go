package flows

import "testing"

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		wrong, want string
		known       []string
	}{
		{"bck", "back", []string{"again", "back", "done"}},
		{"nxet", "next", []string{"text", "next"}},
		{"rephrse", "rephrase", []string{"phrase", "rephrase"}},
		{"options", "options", []string{"option", "options"}},
		{"lable", "label", []string{"able_to", "label"}},
		{"screwdriver", "", []string{"lamp", "tool"}},
		{"es", "", []string{"en", "fr"}},
		{"", "", []string{"en"}},
		{"école", "ecole", []string{"ecole"}},
	} {
		if got := nearest(c.wrong, c.known); got != c.want {
			t.Errorf("nearest to %q: got %q, want %q", c.wrong, got, c.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := "  text: é" + "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 end"
	for _, c := range []struct {
		line   string
		column int
		want   string
	}{
		{"a: b", 4, "a: b\n   ^"},
		{"é: b", 4, "é: b\n   ^"},
		{"\ta: b", 2, " a: b\n ^"},
		{"a\x00b", 2, "a·b\n ^"},
		{"", 1, ""},
		{"a", 9, "a\n ^"},
		{long, 1, long[:101] + "\n^"},
	} {
		if got := excerpt(c.line, c.column); got != c.want {
			t.Errorf("excerpt of %q at %d:\n%s\nwant\n%s", c.line, c.column, got, c.want)
		}
	}
}
