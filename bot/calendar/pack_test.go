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
		"no such set":          func(s *bot.CalendarSpec) { s.Holidays = []string{"moon"} },
	} {
		spec := written()
		spoil(&spec)
		if _, err := calendar.Of(spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}
