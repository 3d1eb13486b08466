package calendar_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/helpaide/helpaide/bot/calendar"
)

const clock = "Mon 2006-01-02 15:04 MST"

func must(t testing.TB, spec calendar.Spec) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// toronto reads a wall clock there; a time shown twice is the first.
func toronto(t testing.TB, wall string) time.Time {
	t.Helper()
	zone, _ := time.LoadLocation("America/Toronto")
	at, err := time.ParseInLocation("2006-01-02 15:04", wall, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func spans(t testing.TB, all ...string) []calendar.Span {
	t.Helper()
	out := make([]calendar.Span, len(all))
	for i, s := range all {
		if err := out[i].UnmarshalText([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func same(t *testing.T, what string, got time.Time, want string) {
	t.Helper()
	shown := ""
	if !got.IsZero() {
		shown = got.Format(clock)
	}
	if shown != want {
		t.Errorf("%s = %q, want %q", what, shown, want)
	}
}

func TestHours(t *testing.T) {
	intuit, quebec, canada := calendar.Intuit(), calendar.Desk("quebec"), calendar.Desk("canada")
	for _, c := range []struct {
		name               string
		spec               calendar.Spec
		at                 string
		open               bool
		opens, closes, due string
	}{
		{"a Sunday morning", intuit, "2026-11-22 07:45", false, "Mon 2026-11-23 09:00 EST", "Mon 2026-11-23 18:30 EST", "Mon 2026-11-23 18:30 EST"},
		{"before the opening", intuit, "2026-11-23 08:59", false, "Mon 2026-11-23 09:00 EST", "Mon 2026-11-23 18:30 EST", "Mon 2026-11-23 18:30 EST"},
		{"at the opening", intuit, "2026-11-23 09:00", true, "Mon 2026-11-23 09:00 EST", "Mon 2026-11-23 18:30 EST", "Tue 2026-11-24 18:30 EST"},
		{"Monday at ten", intuit, "2026-11-23 10:00", true, "Mon 2026-11-23 10:00 EST", "Mon 2026-11-23 18:30 EST", "Tue 2026-11-24 18:30 EST"},
		{"Friday, last minute", intuit, "2026-11-27 18:29", true, "Fri 2026-11-27 18:29 EST", "Fri 2026-11-27 18:30 EST", "Mon 2026-11-30 18:30 EST"},
		{"Friday, at the closing", intuit, "2026-11-27 18:30", false, "Mon 2026-11-30 09:00 EST", "Mon 2026-11-30 18:30 EST", "Mon 2026-11-30 18:30 EST"},
		{"Friday, closed", intuit, "2026-11-27 18:31", false, "Mon 2026-11-30 09:00 EST", "Mon 2026-11-30 18:30 EST", "Mon 2026-11-30 18:30 EST"},
		{"Saturday", intuit, "2026-11-28 12:00", false, "Mon 2026-11-30 09:00 EST", "Mon 2026-11-30 18:30 EST", "Mon 2026-11-30 18:30 EST"},

		{"Intuit names no holidays", intuit, "2026-12-25 10:00", true, "Fri 2026-12-25 10:00 EST", "Fri 2026-12-25 18:30 EST", "Mon 2026-12-28 18:30 EST"},
		{"Christmas Eve", quebec, "2026-12-24 18:30", false, "Mon 2026-12-28 09:00 EST", "Mon 2026-12-28 18:30 EST", "Mon 2026-12-28 18:30 EST"},
		{"Christmas, Quebec", quebec, "2026-12-25 10:00", false, "Mon 2026-12-28 09:00 EST", "Mon 2026-12-28 18:30 EST", "Mon 2026-12-28 18:30 EST"},
		{"Christmas, Canada", canada, "2026-12-25 10:00", false, "Tue 2026-12-29 09:00 EST", "Tue 2026-12-29 18:30 EST", "Tue 2026-12-29 18:30 EST"},
		{"Saturday 26", quebec, "2026-12-26 10:00", false, "Mon 2026-12-28 09:00 EST", "Mon 2026-12-28 18:30 EST", "Mon 2026-12-28 18:30 EST"},
		{"Monday 28, Quebec", quebec, "2026-12-28 10:00", true, "Mon 2026-12-28 10:00 EST", "Mon 2026-12-28 18:30 EST", "Tue 2026-12-29 18:30 EST"},
		{"Monday 28, Canada", canada, "2026-12-28 10:00", false, "Tue 2026-12-29 09:00 EST", "Tue 2026-12-29 18:30 EST", "Tue 2026-12-29 18:30 EST"},
		{"24 December to the 29th, Canada", canada, "2026-12-24 10:00", true, "Thu 2026-12-24 10:00 EST", "Thu 2026-12-24 18:30 EST", "Tue 2026-12-29 18:30 EST"},
		{"24 June 2027, Quebec", quebec, "2027-06-24 10:00", false, "Fri 2027-06-25 09:00 EDT", "Fri 2027-06-25 18:30 EDT", "Fri 2027-06-25 18:30 EDT"},
		{"24 June 2027, Canada", canada, "2027-06-24 10:00", true, "Thu 2027-06-24 10:00 EDT", "Thu 2027-06-24 18:30 EDT", "Fri 2027-06-25 18:30 EDT"},

		{"the day clocks go forward", intuit, "2027-03-14 01:59", false, "Mon 2027-03-15 09:00 EDT", "Mon 2027-03-15 18:30 EDT", "Mon 2027-03-15 18:30 EDT"},
		{"the Friday before", intuit, "2027-03-12 18:30", false, "Mon 2027-03-15 09:00 EDT", "Mon 2027-03-15 18:30 EDT", "Mon 2027-03-15 18:30 EDT"},
		{"the day clocks go back", intuit, "2026-11-01 01:30", false, "Mon 2026-11-02 09:00 EST", "Mon 2026-11-02 18:30 EST", "Mon 2026-11-02 18:30 EST"},
	} {
		t.Run(c.name, func(t *testing.T) {
			desk, at := must(t, c.spec), toronto(t, c.at)
			if desk.Open(at) != c.open {
				t.Errorf("Open = %v, want %v", !c.open, c.open)
			}
			same(t, "Opens", desk.Opens(at), c.opens)
			same(t, "Closes", desk.Closes(at), c.closes)
			same(t, "Due", desk.Due(at), c.due)
		})
	}
}

func TestAnyZoneMayAsk(t *testing.T) {
	desk := must(t, calendar.Intuit())
	at := time.Date(2026, 11, 22, 12, 45, 0, 0, time.UTC)
	same(t, "Opens", desk.Opens(at), "Mon 2026-11-23 09:00 EST")
	if desk.Zone().String() != "America/Toronto" {
		t.Errorf("Zone = %s", desk.Zone())
	}
}

func TestSeveralSpansADay(t *testing.T) {
	desk := must(t, calendar.Spec{Zone: "America/Toronto", Week: map[string][]calendar.Span{
		"monday": spans(t, "13:00-17:00", "08:30-12:00"), "friday": spans(t, "20:00-24:00"), "saturday": spans(t, "00:00-02:00"),
	}})
	noon := toronto(t, "2026-11-23 12:00")
	same(t, "Opens at noon", desk.Opens(noon), "Mon 2026-11-23 13:00 EST")
	same(t, "Closes at noon", desk.Closes(noon), "Mon 2026-11-23 17:00 EST")
	same(t, "Closes at nine", desk.Closes(toronto(t, "2026-11-23 09:00")), "Mon 2026-11-23 12:00 EST")
	same(t, "Due at noon", desk.Due(noon), "Sat 2026-11-28 00:00 EST") // Monday is open already
	same(t, "Due on Sunday", desk.Due(toronto(t, "2026-11-22 12:00")), "Mon 2026-11-23 17:00 EST")
	same(t, "Closes before midnight", desk.Closes(toronto(t, "2026-11-27 23:59")), "Sat 2026-11-28 00:00 EST")
	if midnight := toronto(t, "2026-11-28 00:00"); !desk.Open(midnight) {
		t.Error("a span from 00:00 is not open at midnight")
	}
}

func TestClockChanges(t *testing.T) {
	desk := must(t, calendar.Spec{Zone: "America/Toronto", Week: map[string][]calendar.Span{
		"sunday": spans(t, "01:00-01:30", "01:45-02:15", "02:30-02:45", "02:50-05:00"),
	}})
	// 2027-03-14: 02:00 becomes 03:00, so 02:30-02:45 does not exist and 02:50 is the jump itself.
	before := toronto(t, "2027-03-14 01:50")
	same(t, "Closes in the jump", desk.Closes(before), "Sun 2027-03-14 03:00 EDT")
	jump := desk.Closes(before)
	if !desk.Open(jump) {
		t.Error("closed at the jump, though 02:50-05:00 holds the first minute after it")
	}
	same(t, "Closes after the jump", desk.Closes(jump), "Sun 2027-03-14 05:00 EDT")

	// 2026-11-01: 02:00 becomes 01:00, so 01:00-02:00 is shown twice and counts where it is first shown.
	second := toronto(t, "2026-11-01 01:10").Add(time.Hour)
	if second.Format(clock) != "Sun 2026-11-01 01:10 EST" {
		t.Fatalf("test is wrong about %s", second.Format(clock))
	}
	same(t, "Opens, second showing", desk.Opens(second), "Sun 2026-11-01 01:10 EST") // within 01:45 EDT-02:15 EST
	same(t, "Closes, second showing", desk.Closes(second), "Sun 2026-11-01 02:15 EST")
	same(t, "Closes, first showing", desk.Closes(toronto(t, "2026-11-01 01:10")), "Sun 2026-11-01 01:30 EDT")
}

func TestClockChangesAtMidnight(t *testing.T) {
	whole := map[string][]calendar.Span{"saturday": spans(t, "00:00-24:00"), "sunday": spans(t, "00:00-24:00")}
	for zone, day := range map[string]time.Time{
		"America/Sao_Paulo": time.Date(2018, 2, 17, 12, 0, 0, 0, time.UTC),  // Saturday 24:00 becomes 23:00
		"Africa/Cairo":      time.Date(2014, 9, 26, 12, 0, 0, 0, time.UTC),  // Friday 00:00 became 23:00
		"America/Havana":    time.Date(2026, 3, 8, 12, 0, 0, 0, time.UTC),   // Sunday 00:00 becomes 01:00
		"America/St_Johns":  time.Date(2010, 11, 6, 12, 0, 0, 0, time.UTC),  // Sunday 00:01 became Saturday 23:01
		"Pacific/Apia":      time.Date(2011, 12, 29, 12, 0, 0, 0, time.UTC), // 30 December never was
	} {
		desk := must(t, calendar.Spec{Zone: zone, Week: whole})
		for at := day.Add(-48 * time.Hour); at.Before(day.Add(72 * time.Hour)); at = at.Add(7 * time.Minute) {
			open := desk.Open(at)
			weekday := at.In(desk.Zone()).Weekday()
			if want := weekday == time.Saturday || weekday == time.Sunday; open != want {
				t.Errorf("%s: Open(%s) = %v", zone, at.In(desk.Zone()).Format(clock), open)
			}
		}
	}
}

func TestNeverAgain(t *testing.T) {
	spec := calendar.Spec{Zone: "UTC", Week: map[string][]calendar.Span{"monday": spans(t, "09:00-10:00")}}
	for d := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC); d.Year() < 2030; d = d.AddDate(0, 0, 7) {
		spec.Exceptions = append(spec.Exceptions, calendar.Exception{Date: calendar.Date{Year: d.Year(), Month: d.Month(), Day: d.Day()}})
	}
	desk, at := must(t, spec), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for what, got := range map[string]time.Time{
		"Opens": desk.Opens(at), "Closes": desk.Closes(at), "Due": desk.Due(at), "Add": desk.Add(at, time.Minute),
	} {
		same(t, what, got, "")
	}
}

func TestAdd(t *testing.T) {
	desk := must(t, calendar.Desk("quebec"))
	for _, c := range []struct {
		at    string
		after time.Duration
		want  string
	}{
		{"2026-11-23 10:00", 5 * time.Minute, "Mon 2026-11-23 10:05 EST"},
		{"2026-11-23 10:00", 0, "Mon 2026-11-23 10:00 EST"},
		{"2026-11-22 10:00", 0, "Sun 2026-11-22 10:00 EST"},
		{"2026-11-22 10:00", 5 * time.Minute, "Mon 2026-11-23 09:05 EST"},
		{"2026-11-23 18:28", 2 * time.Minute, "Mon 2026-11-23 18:30 EST"},
		{"2026-11-23 18:28", 5 * time.Minute, "Tue 2026-11-24 09:03 EST"},
		{"2026-12-24 18:20", 30 * time.Minute, "Mon 2026-12-28 09:20 EST"},
		{"2027-03-12 18:00", time.Hour, "Mon 2027-03-15 09:30 EDT"},
		{"2026-11-23 09:00", 5 * 9 * time.Hour, "Fri 2026-11-27 16:00 EST"},
	} {
		same(t, c.at, desk.Add(toronto(t, c.at), c.after), c.want)
	}
}

func TestExceptionsWin(t *testing.T) {
	spec := calendar.Desk("canada")
	christmas := calendar.Date{Year: 2026, Month: 12, Day: 25}
	eve := calendar.Date{Year: 2026, Month: 12, Day: 24}
	saturday := calendar.Date{Year: 2026, Month: 11, Day: 28}
	name := map[string]string{"fr": "Inventaire", "en": "Stocktaking"}
	spec.Imported = []calendar.Exception{{Date: eve}, {Date: christmas}, {Date: saturday, Spans: spans(t, "10:00-11:00")}}
	spec.Exceptions = []calendar.Exception{{Date: eve, Spans: spans(t, "09:00-12:00"), Name: name}, {Date: christmas, Name: name}}
	desk := must(t, spec)

	same(t, "Closes on the eve", desk.Closes(toronto(t, "2026-12-24 08:00")), "Thu 2026-12-24 12:00 EST")
	same(t, "Opens on that Saturday", desk.Opens(toronto(t, "2026-11-28 08:00")), "Sat 2026-11-28 10:00 EST")
	if got, holiday := desk.Closed(toronto(t, "2026-12-25 12:00")); !holiday || got["fr"] != "Inventaire" {
		t.Errorf("Closed = %v, %v", got, holiday)
	}
	if got, holiday := desk.Closed(toronto(t, "2026-12-24 15:00")); holiday {
		t.Errorf("a day with hours is closed: %v", got)
	}
	got, _ := desk.Closed(toronto(t, "2026-12-25 12:00"))
	got["fr"] = "changed"
	if again, _ := desk.Closed(toronto(t, "2026-12-25 12:00")); again["fr"] != "Inventaire" {
		t.Error("a caller's map changes the calendar")
	}
}
