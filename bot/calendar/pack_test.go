package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/calendar"
)

var _ bot.Hours = (*calendar.Calendar)(nil)

func written() bot.CalendarSpec {
	return bot.CalendarSpec{
		Zone: "America/Toronto", Week: map[string][]string{"monday": {"09:00-12:00", "13:00-18:30"}},
		Exceptions: []bot.CalendarException{{Date: "2026-11-30", Spans: []string{"10:00-11:00"}, Name: bot.Text{"fr": "inventaire"}}},
	}
}

func TestWhatAPackWroteIsKept(t *testing.T) {
	c, err := calendar.Of(written())
	if err != nil {
		t.Fatal(err)
	}
	for at, open := range map[string]bool{
		"2026-11-23T11:59:00-05:00": true, "2026-11-23T12:30:00-05:00": false, "2026-11-23T18:29:00-05:00": true,
		"2026-11-24T10:00:00-05:00": false, "2026-11-30T09:30:00-05:00": false, "2026-11-30T10:30:00-05:00": true,
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if c.Open(when) != open {
			t.Errorf("%s: open is %v", at, !open)
		}
	}
}

func TestWhatAPackWroteWrongIsNamed(t *testing.T) {
	for want, spoil := range map[string]func(*bot.CalendarSpec){
		"week: monday":         func(s *bot.CalendarSpec) { s.Week["monday"] = []string{"nine to five"} },
		"exception 2026-13-01": func(s *bot.CalendarSpec) { s.Exceptions[0].Date = "2026-13-01" },
		"exception 2026-11-30": func(s *bot.CalendarSpec) { s.Exceptions[0].Spans = []string{"late"} },
		`holidays "moon"`:      func(s *bot.CalendarSpec) { s.Holidays = []string{"moon"} },
		`perhaps "moon"`:       func(s *bot.CalendarSpec) { s.Perhaps = []string{"moon"} },
		"holidays.ics: import": func(s *bot.CalendarSpec) { s.Imports = []bot.CalendarFile{{Name: "holidays.ics"}} },
	} {
		spec := written()
		spoil(&spec)
		if _, err := calendar.Of(spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func TestImportedFilesMayShareADay(t *testing.T) {
	spec := written()
	spec.Imports = []bot.CalendarFile{
		{Name: "office.ics", Data: file("DTSTART;VALUE=DATE:20261207|SUMMARY:Stocktaking")},
		{Name: "town.ics", Data: file("DTSTART;VALUE=DATE:20261207|DTEND;VALUE=DATE:20261209|SUMMARY:Snow", "DTSTART;VALUE=DATE:20261130|SUMMARY:Fair")},
	}
	c, err := calendar.Of(spec)
	if err != nil {
		t.Fatal(err)
	}
	if name, closed := c.Closed(toronto(t, "2026-12-07 10:00")); !closed || name["en"] != "Stocktaking" {
		t.Errorf("7 December: %v, %v; want the name of the first file", name, closed)
	}
	if name, closed := c.Closed(toronto(t, "2026-12-08 10:00")); !closed || name["en"] != "Snow" {
		t.Errorf("8 December: %v, %v", name, closed)
	}
	if !c.Open(toronto(t, "2026-11-30 10:30")) {
		t.Error("an imported day wins over the pack's own exception")
	}
}

func TestAllNamesEveryMistakeOfEveryCalendar(t *testing.T) {
	bad := written()
	bad.Holidays, bad.Imports = []string{"moon"}, []bot.CalendarFile{{Name: "a.ics", Data: file("SUMMARY:x", "SUMMARY:y")}}
	_, err := calendar.All(map[string]bot.CalendarSpec{"desk": bad, "recovery": bad, "good": written()})
	if err == nil {
		t.Fatal("no error")
	}
	var places []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		place, _, _ := strings.Cut(line, " \"")
		places = append(places, place)
	}
	want := []string{"calendar desk: a.ics: import event 1", "calendar desk: a.ics: import event 2", "calendar desk: holidays",
		"calendar recovery: a.ics: import event 1", "calendar recovery: a.ics: import event 2", "calendar recovery: holidays"}
	if !equal(places, want) {
		t.Errorf("\n got %q\nwant %q", places, want)
	}
}
