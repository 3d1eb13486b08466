package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot/calendar"
)

func TestNewSaysEveryMistake(t *testing.T) {
	twice := calendar.Date{Year: 2026, Month: 12, Day: 24}
	_, err := calendar.New(calendar.Spec{
		Zone: "America/Tronto",
		Week: map[string][]calendar.Span{
			"lundi":   spans(t, "09:00-10:00"),
			"tuesday": spans(t, "10:00-09:00"),
			"friday":  spans(t, "09:00-12:00", "11:00-13:00"),
			"sunday":  {{Open: -5, Close: 1500}},
		},
		Holidays:   []string{"ontario"},
		Exceptions: []calendar.Exception{{Date: twice}, {Date: twice}, {Date: calendar.Date{Year: 2026, Month: 2, Day: 30}}},
	})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"America/Tronto", `"lundi"`, "10:00-09:00", "11:00-13:00", "leaves the day",
		`"ontario"`, "2026-12-24: written twice", "2026-02-30: no such day"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
	for _, zone := range []string{"", "Local"} {
		if _, err := calendar.New(calendar.Spec{Zone: zone, Week: calendar.Intuit().Week}); err == nil {
			t.Errorf("zone %q accepted", zone)
		}
	}
	if _, err := calendar.New(calendar.Spec{Zone: "UTC"}); err == nil {
		t.Error("a week without hours accepted")
	}
}

func TestASpecIsText(t *testing.T) {
	const written = `{"zone":"America/Toronto","week":{"monday":["09:00-12:00","13:00-24:00"]},` +
		`"holidays":["quebec"],"exceptions":[{"date":"2026-12-24","hours":["09:00-12:00"],"name":{"fr":"Veille de Noël"}}]}`
	var spec calendar.Spec
	if err := json.Unmarshal([]byte(written), &spec); err != nil {
		t.Fatal(err)
	}
	must(t, spec)
	again, err := json.Marshal(spec)
	if err != nil || string(again) != written {
		t.Errorf("%v\n got %s\nwant %s", err, again, written)
	}
	for _, bad := range []string{"9", "9:5", "24:01", "12:60", "-1:00", "aa:bb", "9:00-", "09:00", "1:00-2:00-3:00", "", "300:00-301:00"} {
		if err := new(calendar.Span).UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("span %q accepted", bad)
		}
	}
	for _, bad := range []string{"2026-02-30", "26-1-1", "24 juin"} {
		if err := new(calendar.Date).UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("date %q accepted", bad)
		}
	}
}
