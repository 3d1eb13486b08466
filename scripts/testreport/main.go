// Command testreport reads the output of `go test -json` and says it so that a person can read it: one line for each
// package, and all that a failed or skipped test printed. It fails when a test failed, when one was skipped (a check
// that did not run is not a green one), and when none ran at all.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	r := report{out: os.Stdout, printed: map[test][]string{}}
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(1)
	}
	if !r.close() {
		os.Exit(1)
	}
}

// line is what `go test -json` says on one line (go doc test2json).
type line struct {
	Action, Package, Test, Output string
}

type test struct{ Package, Test string }

type report struct {
	out                     io.Writer
	printed                 map[test][]string // by tests still under way
	skips                   []test
	passed, failed, skipped int
	broken                  bool // a package failed, perhaps without any test of its own: it did not build, or it died
}

func (r *report) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		text, err := lines.ReadString('\n')
		if text != "" {
			r.take(text)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read test output: %w", err)
		}
	}
}

func (r *report) take(text string) {
	var l line
	if json.Unmarshal([]byte(text), &l) != nil {
		fmt.Fprint(r.out, text) // the go command speaking for itself
		return
	}
	switch {
	case l.Action == "build-output":
		fmt.Fprint(r.out, l.Output)
	case l.Test == "":
		r.takePackage(l)
	default:
		r.takeTest(test{l.Package, l.Test}, l)
	}
}

func (r *report) takePackage(l line) {
	switch l.Action {
	case "output":
		if l.Output != "PASS\n" && l.Output != "FAIL\n" {
			fmt.Fprint(r.out, l.Output)
		}
	case "fail":
		r.broken = true
		r.showUnfinished(l.Package)
	}
}

func (r *report) takeTest(t test, l line) {
	switch l.Action {
	case "output":
		if !strings.HasPrefix(l.Output, "=== ") {
			r.printed[t] = append(r.printed[t], l.Output)
		}
		return
	case "pass":
		r.passed++
	case "fail":
		r.failed++
		r.show(t)
	case "skip":
		r.skipped++
		r.skips = append(r.skips, t)
		r.show(t)
	default: // run, pause, cont: the test goes on
		return
	}
	delete(r.printed, t)
}

func (r *report) show(t test) {
	for _, text := range r.printed[t] {
		fmt.Fprint(r.out, text)
	}
}

// showUnfinished tells what was going on when a package died, which is where its panic is.
func (r *report) showUnfinished(pkg string) {
	var unfinished []test
	for t := range r.printed {
		if t.Package == pkg {
			unfinished = append(unfinished, t)
		}
	}
	slices.SortFunc(unfinished, func(a, b test) int { return strings.Compare(a.Test, b.Test) })
	for _, t := range unfinished {
		fmt.Fprintf(r.out, "unfinished: %s\n", t.Test)
		r.show(t)
		delete(r.printed, t)
	}
}

// close says how it ended, and whether that is good enough.
func (r *report) close() bool {
	for _, t := range r.skips {
		fmt.Fprintf(r.out, "skipped, which counts as failed: %s %s\n", t.Package, t.Test)
	}
	if r.passed+r.failed+r.skipped == 0 {
		fmt.Fprintln(r.out, "no test ran")
	}
	fmt.Fprintf(r.out, "%d passed, %d failed, %d skipped\n", r.passed, r.failed, r.skipped)
	return r.passed > 0 && r.failed == 0 && r.skipped == 0 && !r.broken
}
