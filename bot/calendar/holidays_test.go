package calendar_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot/calendar"
)

// Written from almanacs, not from the code: the years after those of testdata/holidays.txt.
var goodFridays = []string{"2031-04-11", "2032-03-26", "2033-04-15", "2034-04-07", "2035-03-23"}

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

// TestDatedHolidays compares the sets with the list of dates that people can read.
func TestDatedHolidays(t *testing.T) {
	text, err := os.ReadFile("testdata/holidays.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	set := ""
	for line := range strings.Lines(string(text)) {
		switch line = strings.TrimSpace(line); {
		case line == "", line[0] == '#':
		case slices.Contains(calendar.Sets(), line):
			set = line
		default:
			want[set] = append(want[set], line)
		}
	}
	for _, set := range calendar.Sets() {
		if got := listed(must(t, calendar.Desk(set))); !slices.Equal(got, want[set]) {
			t.Errorf("%s:\n got\n%s\nwant\n%s", set, strings.Join(got, "\n"), strings.Join(want[set], "\n"))
		}
	}
}

// listed writes the holidays of a desk as the list does.
func listed(desk *calendar.Calendar) (all []string) {
	for at := time.Date(2026, 1, 1, 12, 0, 0, 0, desk.Zone()); at.Year() <= 2030; at = at.AddDate(0, 0, 1) {
		if name, holiday := desk.Closed(at); holiday {
			all = append(all, at.Format("2006-01-02 Mon")+"  "+name["en"])
		}
	}
	return all
}

func equal(a, b []string) bool {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

// Days that testdata/holidays.txt is too short to show.
func TestMovedHolidays(t *testing.T) {
	for _, c := range []struct{ set, date, want string }{
		{"quebec", "2033-12-26", ""}, // Christmas a Sunday
		{"canada", "2033-12-26", "Boxing Day"},
		{"canada", "2033-12-27", "Christmas (observed)"},
		{"canada", "2032-12-27", "Christmas (observed)"}, // a Saturday and a Sunday
		{"canada", "2032-12-28", "Boxing Day (observed)"},
		{"quebec", "2031-05-25", ""}, // a Sunday: the Monday before it is the 19th
		{"quebec", "2031-05-19", "National Patriots' Day"},
		{"quebec", "2037-05-25", ""}, // a Monday: the Monday before it is the 18th
		{"quebec", "2037-05-18", "National Patriots' Day"},
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
