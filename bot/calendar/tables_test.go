package calendar_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot/calendar"
)

// TestTables asks calendars what the tables under testdata/tables say, and wants the same answers. The tables
// are written by hand, never by the code: whoever changes one has looked at a wall calendar.
//
// "calendar NAME" begins a calendar in America/Toronto. Its lines, set in, are weekdays (all five) or one weekday
// with hours, holidays or perhaps with sets, and closed or open with a date: "closed 2026-12-24 to 2026-12-31".
// A line that begins with "at" heads a table; its columns stand two spaces apart. now is the moment asked about,
// never is no moment at all, and perhaps tells whether a holiday may put off what is due.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { askAll(t, file) })
	}
}

func askAll(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var spec calendar.Spec
	var desk *calendar.Calendar
	var heads []string
	for i, line := range strings.Split(string(text), "\n") {
		place := fmt.Sprintf("%s:%d", file, i+1)
		switch {
		case line == "", strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "calendar "):
			spec, desk, heads = calendar.Spec{Zone: "America/Toronto", Week: map[string][]calendar.Span{}}, nil, nil
		case strings.HasPrefix(line, "  "):
			describe(t, place, &spec, strings.Fields(strings.ReplaceAll(line, ",", " ")))
		case strings.HasPrefix(line, "at "):
			desk, heads = must(t, spec), cells(line)
		default:
			ask(t, place, desk, heads, cells(line))
		}
	}
}

// describe adds a line to what is said of a calendar.
func describe(t *testing.T, place string, spec *calendar.Spec, words []string) {
	t.Helper()
	switch what, rest := words[0], words[1:]; what {
	case "holidays":
		spec.Holidays = rest
	case "perhaps":
		spec.Perhaps = rest
	case "weekdays":
		for _, day := range weekdays[:5] {
			spec.Week[day] = spans(t, rest...)
		}
	case "closed":
		first, last := date(t, rest[0]), date(t, rest[len(rest)-1])
		for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
			spec.Exceptions = append(spec.Exceptions, exception(day))
		}
	case "open":
		spec.Exceptions = append(spec.Exceptions, exception(date(t, rest[0]), spans(t, rest[1:]...)...))
	default:
		if !strings.HasSuffix(what, "day") {
			t.Fatalf("%s: what is %q?", place, what)
		}
		spec.Week[what] = spans(t, rest...)
	}
}

func date(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func exception(on time.Time, hours ...calendar.Span) calendar.Exception {
	return calendar.Exception{Date: calendar.Date{Year: on.Year(), Month: on.Month(), Day: on.Day()}, Spans: hours}
}

var gap = regexp.MustCompile(`  +`)

func cells(line string) []string { return gap.Split(line, -1) }

// ask asks one row.
func ask(t *testing.T, place string, desk *calendar.Calendar, heads, row []string) {
	t.Helper()
	if desk == nil || len(row) != len(heads) {
		t.Fatalf("%s: a row without a calendar, or not of %d columns: %q", place, len(heads), row)
	}
	at, err := time.ParseInLocation(clock, row[0], desk.Zone())
	if err != nil || at.Format(clock) != row[0] {
		t.Fatalf("%s: no clock there shows %s; it would be %s", place, row[0], at.Format(clock))
	}
	for i, head := range heads[1:] {
		if got := answer(desk, head, at); got != row[i+1] {
			t.Errorf("%s: %s is %s, want %s", place, head, got, row[i+1])
		}
	}
}

func answer(desk *calendar.Calendar, head string, at time.Time) string {
	yes := map[bool]string{true: "yes", false: "no"}
	switch head {
	case "open":
		return yes[desk.Open(at)]
	case "opens":
		return moment(desk.Opens(at), at)
	case "closes":
		return moment(desk.Closes(at), at)
	case "due":
		return moment(desk.Due(at), at)
	case "perhaps":
		return yes[desk.Perhaps(at, desk.Due(at))]
	}
	return "no column of that name"
}

func moment(got, at time.Time) string {
	switch {
	case got.IsZero():
		return "never"
	case got.Equal(at):
		return "now"
	}
	return got.Format(clock)
}
