// Package calendar knows when a desk is open: weekly hours on the wall clock of one zone, holidays, dated
// exceptions, and what "within one business day" means. It holds no clock: every question brings its moment.
package calendar

import (
	"iter"
	"maps"
	"time"
)

// horizon bounds every search for an opening: a desk closed for longer never opens again, as far as callers care.
const horizon = 2 * 366

// Calendar answers for one desk. It never changes after New, so any number of goroutines may ask it at once.
type Calendar struct {
	zone    *time.Location
	week    [7][]Span
	dated   map[Date]day
	doubted map[Date]bool
}

// day is what a date says of itself when it is not an ordinary day of the week.
type day struct {
	spans []Span // empty: closed
	name  map[string]string
}

// period is a span laid on the line of time. It holds open ≤ t < close.
type period struct{ open, close time.Time }

func (p period) holds(at time.Time) bool { return !at.Before(p.open) && at.Before(p.close) }

// Zone is the zone whose wall clock the hours are written in.
func (c *Calendar) Zone() *time.Location { return c.zone }

// Open tells whether the desk is open at that moment: from the very moment of an opening until just before the closing.
func (c *Calendar) Open(at time.Time) bool {
	p, found := c.within(at, 2)
	return found && p.holds(at)
}

// Opens returns at itself when the desk is open then, else the next opening, in the calendar's zone.
// It returns the zero time when the desk does not open within two years.
func (c *Calendar) Opens(at time.Time) time.Time {
	p, found := c.within(at, horizon)
	if found && p.holds(at) {
		return at
	}
	return p.open
}

// Closes returns the end of the span open at that moment, or of the next span when the desk is closed; always
// after at, in the calendar's zone. A span that ends at 24:00 closes at midnight even when another opens there.
// It returns the zero time when the desk does not open within two years.
func (c *Calendar) Closes(at time.Time) time.Time {
	p, _ := c.within(at, horizon)
	return p.close
}

// Due is the end of "within one business day": the last closing of the first business day that opens after at,
// in the calendar's zone. What is submitted on Saturday is due at Monday's closing, and what is submitted on
// Monday at 10:00, when Monday is open already, at Tuesday's. It returns the zero time when the desk does not
// open within two years.
func (c *Calendar) Due(at time.Time) time.Time {
	for date := range c.dates(at, horizon) {
		if whole := c.whole(date); whole.open.After(at) {
			return whole.close
		}
	}
	return time.Time{}
}

// Perhaps tells whether the desk may, against its hours, turn out to be closed on a business day between the two
// moments: on a holiday of Spec.Perhaps whose last closing is after from and whose first opening is before to.
// Open, Opens, Closes and Due take such a day for an ordinary one. It looks two years ahead and no further.
func (c *Calendar) Perhaps(from, to time.Time) bool {
	for date := range c.dates(from, horizon) {
		whole := c.whole(date)
		if !whole.open.Before(to) {
			return false
		}
		if c.doubted[date] && whole.close.After(from) {
			return true
		}
	}
	return false
}

// Add returns the first moment at which the desk has been open for that long since at, in the calendar's zone;
// at itself when the length is zero or less. Five business minutes after 18:28 of a desk that closes at 18:30
// is 9:03 of the next opening. It returns the zero time when the desk does not stay open for that long.
func (c *Calendar) Add(at time.Time, business time.Duration) time.Time {
	for business > 0 {
		p, found := c.within(at, horizon)
		if !found {
			return time.Time{}
		}
		if p.open.After(at) {
			at = p.open
		}
		if left := p.close.Sub(at); business > left {
			business, at = business-left, p.close
			continue
		}
		return at.Add(business).In(c.zone)
	}
	return at
}

// Closed tells whether that day is a holiday, or a day that an exception closes, and its name by language
// ("fr", "en"); the name may be nil when nobody gave one. Ordinary closed days, such as a Sunday, and days with
// other hours are not holidays. The map is the caller's own.
func (c *Calendar) Closed(at time.Time) (name map[string]string, holiday bool) {
	d, dated := c.dated[dateOf(at.In(c.zone))]
	if !dated || len(d.spans) > 0 {
		return nil, false
	}
	return maps.Clone(d.name), true
}

// within returns the first period that ends after at, looking at that many dates.
// The date that the clock shows at a moment is enough to start from: instant never goes back as the wall clock
// goes forward, so an earlier date cannot end later.
func (c *Calendar) within(at time.Time, days int) (first period, found bool) {
	for date := range c.dates(at, days) {
		for p := range c.periods(date) {
			if p.close.After(at) {
				return p, true
			}
		}
	}
	return period{}, false
}

func (c *Calendar) dates(at time.Time, days int) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		date := dateOf(at.In(c.zone))
		for range days {
			if !yield(date) {
				return
			}
			date = date.next()
		}
	}
}

// whole is a day from its first opening to its last closing; the zero period when it is closed.
func (c *Calendar) whole(date Date) (whole period) {
	for p := range c.periods(date) {
		if whole.open.IsZero() {
			whole.open = p.open
		}
		whole.close = p.close
	}
	return whole
}

// periods lays the spans of a date on the line of time. A span that the clock jumps over whole is left out.
func (c *Calendar) periods(date Date) iter.Seq[period] {
	return func(yield func(period) bool) {
		for _, s := range c.spans(date) {
			p := period{instant(date, s.Open, c.zone), instant(date, s.Close, c.zone)}
			if p.open.Before(p.close) && !yield(p) {
				return
			}
		}
	}
}

func (c *Calendar) spans(date Date) []Span {
	if d, dated := c.dated[date]; dated {
		return d.spans
	}
	return c.week[date.weekday()]
}
