package calendar_test

import (
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot/calendar"
)

func file(events ...string) []byte {
	body := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n"
	for _, e := range events {
		body += "BEGIN:VEVENT\r\nUID:" + strings.Repeat("u", len(body)%9+1) + "\r\n" + strings.ReplaceAll(e, "|", "\r\n") + "\r\nEND:VEVENT\r\n"
	}
	return []byte(body + "END:VCALENDAR\r\n")
}

func TestImport(t *testing.T) {
	days, err := calendar.Import(file(
		"DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227|SUMMARY;LANGUAGE=fr-CA:Congé des Fêtes\\, bureau",
		"DTSTART;VALUE=DATE:20261225|SUMMARY:Noël",
		"DTSTART;VALUE=DATE:20260824|DURATION:P1W|SUMMARY:Summer",
		"DTSTART;VALUE=DATE:20260701|STATUS:CANCELLED|SUMMARY:No",
		"DTSTART:20260102",
	))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range days {
		got = append(got, d.Date.String()+" "+d.Name["fr"]+"/"+d.Name["en"])
	}
	want := []string{"2026-01-02 /", "2026-08-24 Summer/Summer", "2026-08-25 Summer/Summer", "2026-08-26 Summer/Summer",
		"2026-08-27 Summer/Summer", "2026-08-28 Summer/Summer", "2026-08-29 Summer/Summer", "2026-08-30 Summer/Summer",
		"2026-12-24 Congé des Fêtes, bureau/", "2026-12-25 Congé des Fêtes, bureau/", "2026-12-26 Congé des Fêtes, bureau/"}
	if !equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}

	marked, err := calendar.Import(append([]byte("\xef\xbb\xbf"), file("DTSTART;VALUE=DATE:20261225")...))
	if err != nil || len(marked) != 1 {
		t.Errorf("a file that begins with a byte order mark: %v, %v", marked, err)
	}

	spec := calendar.Desk()
	spec.Imported = days
	same(t, "Opens", must(t, spec).Opens(toronto(t, "2026-12-24 10:00")), "Mon 2026-12-28 09:00 EST")
}

func TestImportRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"recurring":     {string(file("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|SUMMARY:Noël", "DTSTART:20261224T100000Z|SUMMARY:Party")), `event 1 "Noël": recurs (RRULE)`},
		"and the next":  {string(file("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|SUMMARY:Noël", "DTSTART:20261224T100000Z|SUMMARY:Party")), `event 2 "Party": DTSTART`},
		"no start":      {string(file("SUMMARY:x")), "DTSTART"},
		"backwards":     {string(file("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261225")), "lasts 0 days"},
		"for ever":      {string(file("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:99991225")), "days: want 1"},
		"hours":         {string(file("DTSTART;VALUE=DATE:20261225|DURATION:PT5H")), "whole days"},
		"huge duration": {string(file("DTSTART;VALUE=DATE:20261225|DURATION:P9999999999999999999D")), "DURATION"},
		"not a file":    {"hello", "import calendar"},
		"cut short":     {strings.TrimSuffix(string(file("DTSTART;VALUE=DATE:20261225")), "END:VCALENDAR\r\n"), "import calendar"},
		"empty":         {"", "import calendar"},
		"too long":      {strings.Repeat("x", 1<<20+1), "more than"},
	} {
		t.Run(name, func(t *testing.T) {
			days, err := calendar.Import([]byte(c.file))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Import = %v, %v; want an error with %q", days, err, c.want)
			}
		})
	}
}

func FuzzImport(f *testing.F) {
	f.Add(file("DTSTART;VALUE=DATE:20261225|SUMMARY:Noël"))
	f.Add([]byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART"))
	f.Fuzz(func(t *testing.T, file []byte) {
		days, err := calendar.Import(file)
		if err != nil {
			return
		}
		spec := calendar.Desk()
		spec.Imported = days
		must(t, spec)
	})
}
