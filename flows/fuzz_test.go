package flows_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/helpaide/helpaide/flows"
)

// FuzzLoad gives Load a file of any bytes: it returns, and each problem has a place in the pack.
func FuzzLoad(f *testing.F) {
	good := base(f)
	names := []string{"lamp.yaml", "menu.yaml", "pack.yaml", "facts.yaml", "wording.yaml", "examples/en/lamp.txt"}
	for which, name := range names {
		f.Add(uint8(which), good[name].Data)
	}
	names = append(names, "flows.lock")
	f.Add(uint8(len(names)-1), mustLoad(f, good).Lock())
	for _, seed := range []string{"", "\x00", "a: b: c", "steps: {", "- - -", "*a", "&a [*a]", "? {}\n: {}", "steps:\n  a: { branch: [{ else: a }] }", "%YAML 9\n---\n"} {
		f.Add(uint8(0), []byte(seed))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		pack := maps.Clone(good)
		pack[names[int(which)%len(names)]] = &fstest.MapFile{Data: data}
		loaded, problems := flows.Load(pack)
		if (loaded == nil) == (len(problems) == 0) {
			t.Errorf("a pack (%v) and %d problems", loaded != nil, len(problems))
		}
		checkPlaces(t, problems)
	})
}

func checkPlaces(t *testing.T, problems []flows.Problem) {
	t.Helper()
	for _, p := range problems {
		if p.File == "" || p.Line < 1 || p.Column < 1 || p.Message == "" {
			t.Errorf("a problem without a place or a message: %+v", p)
		}
	}
}

// TestEveryLineMatters takes each line out in turn, and moves it to the left: whatever is found
// wrong then has its place, and problems come in order.
func TestEveryLineMatters(t *testing.T) {
	good := base(t)
	good["flows.lock"] = &fstest.MapFile{Data: mustLoad(t, good).Lock()}
	for _, name := range []string{"lamp.yaml", "menu.yaml", "pack.yaml", "flows.lock"} {
		lines := strings.SplitAfter(string(good[name].Data), "\n")
		for i, line := range lines {
			before, after := strings.Join(lines[:i], ""), strings.Join(lines[i+1:], "")
			for _, spoilt := range []string{"", strings.TrimLeft(line, " ")} {
				pack := maps.Clone(good)
				pack[name] = &fstest.MapFile{Data: []byte(before + spoilt + after)}
				_, problems := flows.Load(pack)
				checkPlaces(t, problems)
				checkOrder(t, problems)
			}
		}
	}
}

func checkOrder(t *testing.T, problems []flows.Problem) {
	t.Helper()
	for i := 1; i < len(problems); i++ {
		a, b := problems[i-1], problems[i]
		if a.File == b.File && (a.Line > b.Line || a.Line == b.Line && a.Column > b.Column) {
			t.Errorf("out of order:\n%s\n%s", a, b)
		}
	}
}

// TestHostileFiles gives files that are made to be slow. Each must be refused in little time.
func TestHostileFiles(t *testing.T) {
	many := func(n int, line string) string { return strings.Repeat(line, n) }
	for name, text := range map[string]string{
		"nested":        "steps: " + many(200_000, "["),
		"nested braces": "steps: " + many(80_000, "{a: "),
		"indented":      indented(1000),
		"alias bomb":    "a: &a [x, x]\n" + "b: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n" + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b]\n" + "d: [*c, *c, *c, *c, *c, *c, *c, *c]\n",
		"one long line": "{" + many(25_000, "abcdef: 1, ") + "}",
		"many keys":     numbered(15_000, "key%d: 1\n"),
		"many steps":    "flow: lamp\nsteps:\n" + numbered(5_000, "  s%d: { say: { fr: a, en: b }, next: s0 }\n"),
		"long chain":    "flow: lamp\ntitle: { fr: a, en: b }\nsteps:\n" + chain(4_000),
		"many rules":    "flow: lamp\nslots: { a: 0..20, b: 0..20, c: 0..20 }\nsteps:\n  x:\n    branch:\n" + many(5_000, "      - { when: { a: 1, b: 2, c: 3 }, next: x }\n"),
		"many branches": "flow: lamp\nslots: { a: 0..15, b: 0..15, c: 0..15 }\nsteps:\n" + numbered(2_000, "  x%d: { branch: [{ when: { a: 1, b: 2, c: 3 }, next: x0 }, { else: x0 }] }\n"),
		"long text":     "flow: lamp\ntitle: { fr: " + many(100_000, "envoyez ") + ", en: " + many(100_000, "{a}") + "}\n",
		"many options":  "flow: lamp\nsteps:\n  x:\n    ask: { fr: a, en: b }\n    options:\n" + numbered(5_000, "      o%d: { label: { fr: a, en: b }, next: x }\n"),
	} {
		t.Run(name, func(t *testing.T) {
			pack := base(t)
			pack["lamp.yaml"] = &fstest.MapFile{Data: []byte(text)}
			start := time.Now()
			loaded, problems := flows.Load(pack)
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%d bytes, %d problems, %v", len(text), len(problems), took.Round(time.Millisecond))
			}
			if loaded != nil || len(problems) > 300 {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
}
