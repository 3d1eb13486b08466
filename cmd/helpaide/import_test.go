package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// importing is the Wi-Fi pack in a folder of its own, its desk closed on the days of a file that holds these events.
func importing(t *testing.T, events string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../flows/wifi")); err != nil {
		t.Fatal(err)
	}
	pack, err := os.ReadFile(filepath.Join(dir, "pack.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	const sets = "    holidays: [quebec]\n"
	if !bytes.Contains(pack, []byte(sets)) {
		t.Fatal("the pack's desk has other holidays: the test looks for the wrong line")
	}
	write(t, dir, "pack.yaml", strings.Replace(string(pack), sets, sets+"    import: [office.ics]\n", 1))
	write(t, dir, "office.ics", "BEGIN:VCALENDAR\n"+events+"END:VCALENDAR\n")
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func event(lines ...string) string {
	return "BEGIN:VEVENT\n" + strings.Join(lines, "\n") + "\nEND:VEVENT\n"
}

func TestAnImportedDayClosesTheDesk(t *testing.T) {
	dir := importing(t, event("DTSTART;VALUE=DATE:20261123", "SUMMARY:Inventaire"))
	mind, err := think(dir)
	if err != nil {
		t.Fatal(err)
	}
	desk := mind.pack.Book.Hours["desk"]
	monday := time.Date(2026, time.November, 23, 10, 0, 0, 0, desk.Zone())
	if desk.Open(monday) || !desk.Open(monday.AddDate(0, 0, 1)) {
		t.Error("want the desk closed on Monday, the imported day, and open on Tuesday")
	}
}

func TestCheckNamesEveryMistakeOfAnImportedFile(t *testing.T) {
	dir := importing(t, event("DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY", "SUMMARY:Noël")+
		event("DTSTART:20261224T100000Z", "SUMMARY:Party"))
	var out strings.Builder
	if err := check(&out, flowsFlags{pack: dir}); !errors.Is(err, errProblems) {
		t.Errorf("check: %v", err)
	}
	for _, want := range []string{
		"pack.yaml:1:1: calendar desk: office.ics: import event 1 \"Noël\": recurs",
		"pack.yaml:1:1: calendar desk: office.ics: import event 2 \"Party\": DTSTART",
		"\n2 problem(s)\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q:\n%s", want, out.String())
		}
	}
}
