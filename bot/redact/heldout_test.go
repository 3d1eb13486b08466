package redact

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the goals of SAFETY.md, as shares of the lines of a kind; none counts false alarms and must stay under.
var floors = map[string]float64{"card": .99, "sin": .99, "ssn": .99, "email": .99, "phone": .99, "token": .99, "code": .98, "password": .97,
	"document": .90, "bare": .90, "address": .90}

const mostAlarms = .03

type held struct{ kind, secret, text string }

var escaped = regexp.MustCompile(`\\u\{([0-9a-f]+)\}`)

// heldOut reads testdata/heldout.tsv; the context goes with each line.
func heldOut(t *testing.T) (lines []held, in []Context) {
	t.Helper()
	file, err := os.ReadFile("testdata/heldout.tsv")
	if err != nil {
		t.Fatal(err)
	}
	fill := []string{`\n`, "\n"}
	for name, token := range madeTokens() {
		fill = append(fill, "{"+name+"}", token)
	}
	for line := range strings.Lines(string(file)) {
		if line = strings.TrimSuffix(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		line = escaped.ReplaceAllStringFunc(line, func(s string) string {
			r, _ := strconv.ParseInt(s[3:len(s)-1], 16, 32)
			return string(rune(r))
		})
		f := strings.SplitN(strings.NewReplacer(fill...).Replace(line), "\t", 4)
		lines = append(lines, held{f[0], f[2], f[3]})
		in = append(in, Context{Code: f[1] == "code", Password: f[1] == "password", Document: f[1] == "document"})
	}
	return lines, in
}

func TestHeldOut(t *testing.T) {
	lines, in := heldOut(t)
	all, good := map[string]int{}, map[string]int{}
	for n, h := range lines {
		got, found := Clean(h.text, in[n])
		kind := Kind(h.kind)
		if h.kind == "bare" {
			kind = Password
		}
		ok := !survives(got, h.secret) && slices.Contains(found, kind)
		if h.kind == "none" {
			ok = got == h.text
		}
		all[h.kind]++
		if ok {
			good[h.kind]++
		} else {
			t.Logf("%-8s %q became %q %v", h.kind, h.text, got, found)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		rate := float64(good[kind]) / float64(all[kind])
		t.Logf("%-8s %3d of %3d, %5.1f %%", kind, good[kind], all[kind], 100*rate)
		if kind == "none" && 1-rate > mostAlarms || rate < floors[kind] {
			t.Errorf("%s: below its floor", kind)
		}
	}
}
