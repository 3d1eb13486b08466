package calendar

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Spec is a calendar as an operator or a pack writes it.
type Spec struct {
	// Zone is a name of the zone database, such as "America/Toronto"; never empty, never "Local".
	Zone string `json:"zone" yaml:"zone"`
	// Week gives the spans of each weekday, "monday" to "sunday"; a weekday left out is closed.
	Week map[string][]Span `json:"week" yaml:"week"`
	// Holidays names the sets that close the desk: "canada", "quebec". None by default.
	Holidays []string `json:"holidays,omitempty" yaml:"holidays,omitempty"`
	// Perhaps names sets that do not close the desk: on their days it counts as open, and Calendar.Perhaps says
	// that somebody may be on holiday all the same.
	Perhaps []string `json:"perhaps,omitempty" yaml:"perhaps,omitempty"`
	// Exceptions are dated and win over everything else, one a date.
	Exceptions []Exception `json:"exceptions,omitempty" yaml:"exceptions,omitempty"`
	// Imported are the days read from files by Import; they win over Holidays and the week.
	Imported []Exception `json:"-" yaml:"-"`
}

// Exception is one date that is not as its weekday: closed, or open at other hours.
type Exception struct {
	Date  Date              `json:"date" yaml:"date"`
	Spans []Span            `json:"hours,omitempty" yaml:"hours,omitempty"` // empty: closed
	Name  map[string]string `json:"name,omitempty" yaml:"name,omitempty"`   // by language, "fr" and "en"
}

// Intuit is the calendar of account recovery requests: Monday to Friday, 9:00 to 18:30 Eastern time. Intuit's
// article names no holidays, so none closes it, and each is one perhaps.
func Intuit() Spec {
	week := make(map[string][]Span, 5)
	for day := time.Monday; day <= time.Friday; day++ {
		week[weekdayWord(day)] = []Span{{At(9, 0), At(18, 30)}}
	}
	return Spec{Zone: "America/Toronto", Week: week, Perhaps: Sets()}
}

// Desk is the calendar of a desk whose operator has not written one: Intuit's week, with the holiday sets chosen.
func Desk(holidays ...string) Spec {
	spec := Intuit()
	spec.Holidays, spec.Perhaps = holidays, nil
	return spec
}

// New makes a calendar. Every mistake of the Spec is in the error, joined, one a line.
func New(spec Spec) (*Calendar, error) {
	zone, errZone := zoneOf(spec.Zone)
	week, errWeek := weekOf(spec.Week)
	c := &Calendar{zone: zone, week: week, dated: map[Date]day{}, doubted: map[Date]bool{}}

	err := errors.Join(errZone, errWeek,
		c.observe(spec.Holidays),
		c.except("imported", spec.Imported),
		c.except("exception", spec.Exceptions),
		c.doubt(spec.Perhaps)) // the last, since it asks what the others say
	if err != nil {
		return nil, err
	}
	return c, nil
}

func zoneOf(name string) (*time.Location, error) {
	if name == "" || name == "Local" { // Go takes these for UTC and for wherever the machine stands
		return nil, fmt.Errorf("zone %q: name the zone, such as America/Toronto", name)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("load zone: %w", err)
	}
	return zone, nil
}

func weekOf(spec map[string][]Span) (week [7][]Span, err error) {
	var errs []error
	open := false
	for _, word := range slices.Sorted(maps.Keys(spec)) {
		weekday, known := weekdayOf(word)
		if !known {
			errs = append(errs, fmt.Errorf("week: %q is no weekday: want monday to sunday", word))
			continue
		}
		week[weekday], err = inOrder(spec[word])
		if err != nil {
			errs = append(errs, fmt.Errorf("week: %s: %w", word, err))
		}
		open = open || len(spec[word]) > 0
	}
	if !open {
		errs = append(errs, errors.New("week: no weekday has hours"))
	}
	return week, errors.Join(errs...)
}

// inOrder sorts spans and says all that is wrong with them.
func inOrder(spans []Span) ([]Span, error) {
	spans = slices.SortedFunc(slices.Values(spans), func(a, b Span) int { return int(a.Open - b.Open) })
	var errs []error
	for i, s := range spans {
		switch {
		case s.Open < 0 || s.Close > endOfDay:
			errs = append(errs, fmt.Errorf("span %s leaves the day: want 00:00 to 24:00", s))
		case s.Open >= s.Close:
			errs = append(errs, fmt.Errorf("span %s ends before it begins: hours past midnight go to the next day", s))
		case i > 0 && s.Open < spans[i-1].Close:
			errs = append(errs, fmt.Errorf("span %s overlaps %s", s, spans[i-1]))
		}
	}
	return spans, errors.Join(errs...)
}

func (c *Calendar) except(kind string, all []Exception) error {
	var errs []error
	seen := make(map[Date]bool, len(all))
	for _, e := range all {
		spans, err := inOrder(e.Spans)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s %s: %w", kind, e.Date, err))
		}
		if dateOf(e.Date.noon()) != e.Date {
			errs = append(errs, fmt.Errorf("%s %s: no such day", kind, e.Date))
		}
		if seen[e.Date] {
			errs = append(errs, fmt.Errorf("%s %s: written twice", kind, e.Date))
		}
		seen[e.Date] = true
		c.dated[e.Date] = day{spans: spans, name: maps.Clone(e.Name)}
	}
	return errors.Join(errs...)
}

func weekdayWord(d time.Weekday) string { return strings.ToLower(d.String()) }

func weekdayOf(word string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if weekdayWord(d) == word {
			return d, true
		}
	}
	return 0, false
}
