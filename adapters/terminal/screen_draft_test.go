package terminal

import (
	"strings"
	"testing"
)

func TestDraftKeys(t *testing.T) {
	for _, c := range []struct {
		text, keys, want string
	}{
		{"abc", "left backspace", "a|c"},
		{"abc", "home delete", "|bc"},
		{"un deux", "ctrl+w", "un |"},
		{"un deux ", "ctrl+w", "un |"},
		{"un deux", "alt+b ctrl+k", "un |"},
		{"un deux", "ctrl+left ctrl+u", "|deux"},
		{"un deux", "home alt+f", "un| deux"},
		{"a👩‍👩‍👧b", "left backspace", "a|b"},
		{"e\u0301te\u0301", "backspace", "e\u0301t|"},
		{"un", "home left backspace", "|un"},
		{"un", "right delete", "un|"},
		{"un", "ctrl+j", "un\n|"},
	} {
		var d draft
		d.insert(c.text)
		for key := range strings.FieldsSeq(c.keys) {
			if !d.key(key) {
				t.Errorf("%s is not known", key)
			}
		}
		got := strings.Join(d.clusters[:d.at], "") + "|" + strings.Join(d.clusters[d.at:], "")
		if got != c.want {
			t.Errorf("%q after %s: %q, want %q", c.text, c.keys, got, c.want)
		}
	}
}

func TestDraftJoinsAnAccent(t *testing.T) {
	var d draft
	d.insert("e")
	d.insert("\u0301")
	if len(d.clusters) != 1 || d.at != 1 {
		t.Errorf("%q with the cursor at %d", d.clusters, d.at)
	}
}

func TestDraftRows(t *testing.T) {
	for _, c := range []struct {
		text string
		back int // how often left is pressed
		want string
		x, y int
	}{
		{"", 0, "", 0, 0},
		{"un deux", 0, "un deux", 7, 0},
		{"un deux trois", 0, "un deux |trois", 5, 1},
		{"un deux trois", 5, "un deux |trois", 0, 1},
		{"un deux trois", 6, "un deux |trois", 7, 0},
		{"abcdefghijkl", 0, "abcdefgh|ijkl", 4, 1},
		{"un\ndeux", 0, "un|deux", 4, 1},
		{"un\n", 0, "un|", 0, 1},
		{"日本語日本", 0, "日本語日|本", 2, 1},
	} {
		var d draft
		d.insert(c.text)
		for range c.back {
			d.key("left")
		}
		rows, x, y := d.rows(8)
		if strings.Join(rows, "|") != c.want || x != c.x || y != c.y {
			t.Errorf("%q: %q at %d, %d; want %q at %d, %d", c.text, rows, x, y, c.want, c.x, c.y)
		}
	}
}
