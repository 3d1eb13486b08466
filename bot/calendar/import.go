package calendar

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// Limits of an imported file: a list of holidays is a few kilobytes, and no closing lasts more than a year.
const (
	maxFile   = 1 << 20 // bytes
	maxClosed = 366     // days in one event
)

// Import reads an iCalendar file (RFC 5545) and returns one closed day for each day of its all-day events, in
// order of date, for Spec.Imported. The summary is the name, in the language that LANGUAGE gives ("fr", "en") or
// in both when it gives none; of two events on one day the first in the file names it. Cancelled events are left
// out. Events at a time of day and recurring ones are refused, since guessing wrong would leave people before a
// closed door: export the dates one by one. Every refusal is in the error, joined, one a line.
func Import(file []byte) ([]Exception, error) {
	if len(file) > maxFile {
		return nil, fmt.Errorf("import calendar: %d bytes, more than %d", len(file), maxFile)
	}
	if !bytes.HasSuffix(bytes.TrimSpace(file), []byte("END:VCALENDAR")) { // the parser takes what it got for the whole
		return nil, errors.New("import calendar: the file does not end with END:VCALENDAR: is it cut short?")
	}
	parsed, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("import calendar: %w", err)
	}
	return closings(parsed.Events())
}

func closings(events []*ics.VEvent) ([]Exception, error) {
	var errs []error
	byDate := map[Date]Exception{}
	for i, e := range events {
		if text(e, ics.ComponentPropertyStatus) == "CANCELLED" {
			continue
		}
		first, days, err := allDay(e)
		if err != nil {
			errs = append(errs, fmt.Errorf("import event %d %q: %w", i+1, text(e, ics.ComponentPropertySummary), err))
		}
		for n := range days {
			date := first.plus(n)
			if _, taken := byDate[date]; !taken {
				byDate[date] = Exception{Date: date, Name: nameOf(e)}
			}
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return inOrderOfDate(byDate), nil
}

// allDay returns the first day of an event and how many days it lasts.
func allDay(e *ics.VEvent) (first Date, days int, err error) {
	for _, p := range []ics.ComponentProperty{ics.ComponentPropertyRrule, ics.ComponentPropertyRdate, ics.ComponentPropertyRecurrenceId} {
		if e.GetProperty(p) != nil {
			return Date{}, 0, fmt.Errorf("recurs (%s): write its dates one by one", p)
		}
	}
	first, err = dayOf(e, ics.ComponentPropertyDtStart)
	if err != nil {
		return Date{}, 0, err
	}
	days, err = lasts(e, first)
	if err == nil && (days < 1 || days > maxClosed) {
		return Date{}, 0, fmt.Errorf("lasts %d days: want 1 to %d", days, maxClosed)
	}
	return first, days, err
}

// lasts counts days; DTEND is the first day no longer in the event, and without it an event lasts one day.
func lasts(e *ics.VEvent, first Date) (days int, err error) {
	if e.GetProperty(ics.ComponentPropertyDtEnd) != nil {
		end, err := dayOf(e, ics.ComponentPropertyDtEnd)
		return int(end.noon().Sub(first.noon()) / (24 * time.Hour)), err
	}
	length := text(e, ics.ComponentPropertyDuration)
	if length == "" {
		return 1, nil
	}
	var unit string
	if n, _ := fmt.Sscanf(length, "P%d%s", &days, &unit); n == 2 && unit == "D" {
		return days, nil
	} else if n == 2 && unit == "W" && days <= maxClosed {
		return 7 * days, nil
	}
	return 0, fmt.Errorf("DURATION %q: want whole days, such as P1D", length)
}

func dayOf(e *ics.VEvent, p ics.ComponentProperty) (Date, error) {
	value := text(e, p)
	at, err := time.Parse("20060102", value)
	if err != nil {
		return Date{}, fmt.Errorf("%s %q: want an all-day event, such as 20261225", p, value)
	}
	return dateOf(at), nil
}

func text(e *ics.VEvent, p ics.ComponentProperty) string {
	if found := e.GetProperty(p); found != nil {
		return strings.TrimSpace(found.Value)
	}
	return ""
}

func nameOf(e *ics.VEvent) map[string]string {
	name := text(e, ics.ComponentPropertySummary)
	if name == "" {
		return nil
	}
	if language := e.GetProperty(ics.ComponentPropertySummary).ICalParameters["LANGUAGE"]; len(language) > 0 {
		main, _, _ := strings.Cut(strings.ToLower(language[0]), "-")
		return map[string]string{main: name}
	}
	return names(name, name)
}

func inOrderOfDate(byDate map[Date]Exception) []Exception {
	all := make([]Exception, 0, len(byDate))
	for _, e := range byDate {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b Exception) int { return a.Date.noon().Compare(b.Date.noon()) })
	return all
}
