package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTutorial walks the tutorial of docs/flows.md with what stands there: its steps are put into a copy
// of the Wi-Fi pack one after the other, and the checker must say what the page says.
func TestTutorial(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../flows/wifi")); err != nil {
		t.Fatal(err)
	}
	steps, says := tutorial(t)
	w := walk{t, dir}
	w.put(steps[0])
	w.says(says[0])
	w.put(steps[1])
	w.sound()
	w.put(steps[2])
	w.says(says[1])
	w.edit("    facts: [SLOW1]\n    done: faster_near\n", "    facts: [SLOW1]\n"+steps[3]+"    done: faster_near\n")
	w.sound()
	w.edit(steps[3], "")
	w.put(strings.Replace(steps[2], "yes: nearer", "yes: placing", 1))
	w.sound()
}

// tutorial is the YAML that the page has its reader write, and what it says the checker answers.
func tutorial(t *testing.T) (steps, says []string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/flows.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(page), "**Change it.**")
	part, _, _ = strings.Cut(part, "\n## ")
	for _, block := range regexp.MustCompile("(?s)```(yaml)?\n(.*?)```").FindAllStringSubmatch(part, -1) {
		switch {
		case block[1] == "yaml":
			steps = append(steps, block[2])
		case strings.Contains(block[2], "flows check"):
			says = append(says, block[2])
		}
	}
	if len(steps) != 4 || len(says) != 2 {
		t.Fatalf("the tutorial has %d steps and %d answers", len(steps), len(says))
	}
	return steps, says
}

// walk is a reader of the tutorial with their copy of the pack.
type walk struct {
	*testing.T
	dir string
}

func (w walk) file() string { return filepath.Join(w.dir, "slow_wifi.yaml") }

// put writes a step in the place of the one of that name, or before the last one.
func (w walk) put(step string) {
	w.Helper()
	name, _, _ := strings.Cut(step, "\n")
	old := regexp.MustCompile(`(?ms)^` + regexp.QuoteMeta(name) + `\n.*?(\n\n|\z)`)
	text := w.read()
	if old.MatchString(text) {
		w.write(old.ReplaceAllLiteralString(text, step+"\n"))
		return
	}
	w.write(strings.TrimRight(text, "\n") + "\n\n" + step)
}

func (w walk) edit(old, now string) {
	w.Helper()
	text := w.read()
	if !strings.Contains(text, old) {
		w.Fatalf("%q is not in the flow", old)
	}
	w.write(strings.Replace(text, old, now, 1))
}

func (w walk) read() string {
	w.Helper()
	text, err := os.ReadFile(w.file())
	if err != nil {
		w.Fatal(err)
	}
	return string(text)
}

func (w walk) write(text string) {
	w.Helper()
	if err := os.WriteFile(w.file(), []byte(text), 0o600); err != nil {
		w.Fatal(err)
	}
}

func (w walk) check() (string, error) {
	var out bytes.Buffer
	err := check(&out, flowsFlags{pack: w.dir})
	return out.String(), err
}

func (w walk) sound() {
	w.Helper()
	if out, err := w.check(); err != nil || !strings.HasPrefix(out, "sound: 8 flows, ") {
		w.Fatalf("%v\n%s", err, out)
	}
}

// says wants each line of the page in the answer, up to its "…".
func (w walk) says(page string) {
	w.Helper()
	out, err := w.check()
	if err == nil {
		w.Fatal("the pack is sound")
	}
	for _, line := range strings.Split(strings.TrimSpace(page), "\n")[1:] {
		line, _, _ = strings.Cut(line, "…")
		if !strings.Contains(out, line) {
			w.Errorf("the page says %q, the checker\n%s", line, out)
		}
	}
}
