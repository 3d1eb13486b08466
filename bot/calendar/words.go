package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// TimeOfDay is a time on the wall clock, in minutes since 00:00; 1440 is 24:00, the end of the day.
// As text it is "09:00".
type TimeOfDay int

const endOfDay TimeOfDay = 24 * 60

// At makes the time of day that a clock shows as hour and minute.
func At(hour, minute int) TimeOfDay { return TimeOfDay(hour*60 + minute) }

func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }

// MarshalText writes "09:00".
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads "9:00" or "09:00", from 00:00 to 24:00.
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	hours, minutes, _ := strings.Cut(string(text), ":")
	h, errHour := strconv.ParseUint(hours, 10, 8)
	m, errMinute := strconv.ParseUint(minutes, 10, 8)
	read := At(int(h), int(m))
	if errHour != nil || errMinute != nil || len(minutes) != 2 || m > 59 || read > endOfDay {
		return fmt.Errorf("read time of day %q: want 00:00 to 24:00", text)
	}
	*t = read
	return nil
}

// Span is a stretch of one day on the wall clock, from Open until just before Close. As text it is "09:00-18:30".
type Span struct{ Open, Close TimeOfDay }

func (s Span) String() string { return s.Open.String() + "-" + s.Close.String() }

// MarshalText writes "09:00-18:30".
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads "9:00-18:30", spaces around the dash allowed. New, not this, refuses a span that ends before it begins.
func (s *Span) UnmarshalText(text []byte) error {
	from, to, _ := strings.Cut(string(text), "-")
	var read Span
	if err := read.Open.UnmarshalText([]byte(strings.TrimSpace(from))); err != nil {
		return fmt.Errorf("read span %q: %w", text, err)
	}
	if err := read.Close.UnmarshalText([]byte(strings.TrimSpace(to))); err != nil {
		return fmt.Errorf("read span %q: %w", text, err)
	}
	*s = read
	return nil
}

// Date is a day of the civil calendar, in no zone. As text it is "2026-12-24".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText writes "2026-12-24".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "2026-12-24"; a day that no calendar has, such as 30 February, is refused.
func (d *Date) UnmarshalText(text []byte) error {
	at, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return fmt.Errorf("read date %q: want a day such as 2026-12-24", text)
	}
	*d = dateOf(at)
	return nil
}

func dateOf(at time.Time) Date {
	year, month, day := at.Date()
	return Date{year, month, day}
}

func (d Date) noon() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

func (d Date) plus(days int) Date { return dateOf(d.noon().AddDate(0, 0, days)) }

func (d Date) weekday() time.Weekday { return d.noon().Weekday() }

// next is plus(1), spared the arithmetic on all but the last days of a month: searches walk date by date.
func (d Date) next() Date {
	if d.Day < 28 {
		d.Day++
		return d
	}
	return d.plus(1)
}
