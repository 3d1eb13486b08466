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

func TestAnyZoneMayAsk(t *testing.T) {
	desk := must(t, calendar.Intuit())
	at := time.Date(2026, 11, 22, 12, 45, 0, 0, time.UTC)
	same(t, "Opens", desk.Opens(at), "Mon 2026-11-23 09:00 EST")
	if desk.Zone().String() != "America/Toronto" {
		t.Errorf("Zone = %s", desk.Zone())
	}
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

func TestAddNeverAgain(t *testing.T) {
	spec := calendar.Spec{Zone: "UTC", Week: map[string][]calendar.Span{"monday": spans(t, "09:00-10:00")}}
	for d := date(t, "2026-11-23"); d.Year() < 2030; d = d.AddDate(0, 0, 7) {
		spec.Exceptions = append(spec.Exceptions, exception(d))
	}
	same(t, "Add", must(t, spec).Add(date(t, "2026-11-16"), 61*time.Minute), "")
}

// Christmas of 2026 is a Friday. A day counts when the way between the two moments leads through its hours.
func TestPerhapsLiesBetween(t *testing.T) {
	intuit := must(t, calendar.Intuit())
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"2026-12-24 10:00", "2026-12-24 18:30", false},
		{"2026-12-24 10:00", "2026-12-25 08:59", false},
		{"2026-12-24 10:00", "2026-12-25 09:00", false},
		{"2026-12-24 10:00", "2026-12-25 09:01", true},
		{"2026-12-21 10:00", "2027-01-15 10:00", true},
		{"2026-12-25 18:29", "2026-12-25 18:30", true},
		{"2026-12-25 18:30", "2026-12-28 09:00", false}, // Monday 28 is Canada's day off
		{"2026-12-25 18:30", "2026-12-28 09:01", true},
		{"2026-12-28 18:30", "2026-12-31 18:30", false},
		{"2026-12-28 18:30", "2027-01-01 18:30", true},
	} {
		if got := intuit.Perhaps(toronto(t, c.from), toronto(t, c.to)); got != c.want {
			t.Errorf("from %s to %s: %v", c.from, c.to, got)
		}
	}
	if desk := must(t, calendar.Desk("quebec")); desk.Perhaps(toronto(t, "2026-12-01 10:00"), toronto(t, "2027-12-01 10:00")) {
		t.Error("a desk that knows its holidays is in doubt")
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
