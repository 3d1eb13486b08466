package calendar_test

import (
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot/calendar"
)

// Written from almanacs, not from the code: Easter Sundays, and where 24 June, 1 July and Christmas fall.
var goodFridays = []string{"2026-04-03", "2027-03-26", "2028-04-14", "2029-03-30", "2030-04-19",
	"2031-04-11", "2032-03-26", "2033-04-15", "2034-04-07", "2035-03-23"}

func on(t *testing.T, desk *calendar.Calendar, date string) (string, bool) {
	t.Helper()
	name, holiday := desk.Closed(toronto(t, date+" 12:00"))
	return name["en"], holiday
}

func TestGoodFriday(t *testing.T) {
	for _, set := range calendar.Sets() {
		desk := must(t, calendar.Desk(set))
		for _, date := range goodFridays {
			if name, holiday := on(t, desk, date); !holiday || name != "Good Friday" {
				t.Errorf("%s %s: %q, %v", set, date, name, holiday)
			}
		}
	}
}

func TestHolidaysOf2026And2027(t *testing.T) {
	for set, want := range map[string][]string{
		"canada": {"2026-01-01", "2026-04-03", "2026-05-18", "2026-07-01", "2026-09-07", "2026-09-30", "2026-10-12", "2026-11-11",
			"2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01", "2027-03-26", "2027-05-24", "2027-07-01", "2027-09-06", "2027-09-30",
			"2027-10-11", "2027-11-11", "2027-12-25", "2027-12-26", "2027-12-27", "2027-12-28"},
		"quebec": {"2026-01-01", "2026-04-03", "2026-05-18", "2026-06-24", "2026-07-01", "2026-09-07", "2026-10-12", "2026-12-25",
			"2027-01-01", "2027-03-26", "2027-05-24", "2027-06-24", "2027-07-01", "2027-09-06", "2027-10-11", "2027-12-25"},
	} {
		desk := must(t, calendar.Desk(set))
		var got []string
		for at := toronto(t, "2026-01-01 12:00"); at.Year() < 2028; at = at.AddDate(0, 0, 1) {
			if _, holiday := desk.Closed(at); holiday {
				got = append(got, at.Format(time.DateOnly))
			}
		}
		if !equal(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", set, got, want)
		}
	}
}

func equal(a, b []string) bool {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

func TestMovedHolidays(t *testing.T) {
	for _, c := range []struct{ set, date, want string }{
		{"quebec", "2029-06-24", "Quebec's National Holiday"}, // a Sunday
		{"quebec", "2029-06-25", "Quebec's National Holiday (observed)"},
		{"quebec", "2028-06-24", "Quebec's National Holiday"}, // a Saturday stays
		{"quebec", "2028-06-26", ""},
		{"quebec", "2029-07-02", "Canada Day (observed)"}, // 1 July a Sunday
		{"quebec", "2028-07-03", ""},                      // 1 July a Saturday
		{"canada", "2028-07-03", "Canada Day (observed)"},
		{"quebec", "2028-01-03", ""}, // 1 January a Saturday
		{"canada", "2028-01-03", "New Year's Day (observed)"},
		{"quebec", "2033-12-26", ""}, // Christmas a Sunday
		{"canada", "2033-12-26", "Boxing Day"},
		{"canada", "2033-12-27", "Christmas (observed)"},
		{"canada", "2032-12-27", "Christmas (observed)"}, // a Saturday and a Sunday
		{"canada", "2032-12-28", "Boxing Day (observed)"},
		{"canada", "2028-11-13", "Remembrance Day (observed)"},
		{"canada", "2028-10-02", "National Day for Truth and Reconciliation (observed)"},
		{"canada", "2028-05-22", "Victoria Day"},
		{"quebec", "2026-05-25", ""}, // the Monday before 25 May is never the 25th
	} {
		if name, _ := on(t, must(t, calendar.Desk(c.set)), c.date); name != c.want {
			t.Errorf("%s %s: %q, want %q", c.set, c.date, name, c.want)
		}
	}
}

func TestAHolidayThatIsWorkedStays(t *testing.T) {
	spec := calendar.Desk("canada")
	spec.Week["saturday"] = spans(t, "10:00-14:00")
	desk := must(t, spec)
	if name, _ := on(t, desk, "2026-12-26"); name != "Boxing Day" {
		t.Errorf("Saturday: %q", name)
	}
	if name, holiday := on(t, desk, "2026-12-28"); holiday {
		t.Errorf("moved to Monday too: %q", name)
	}
}

func TestEverySundayOfEasterIsASunday(t *testing.T) {
	desk := must(t, calendar.Desk("quebec"))
	for year := 2000; year <= 2099; year++ {
		fridays := 0
		for at := time.Date(year, 3, 20, 17, 0, 0, 0, time.UTC); at.Before(time.Date(year, 4, 24, 0, 0, 0, 0, time.UTC)); at = at.AddDate(0, 0, 1) {
			if _, holiday := desk.Closed(at); holiday && at.Weekday() == time.Friday {
				fridays++
			}
		}
		if fridays != 1 {
			t.Errorf("%d has %d Good Fridays from 20 March to 23 April", year, fridays)
		}
	}
}
