package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/helpaide/helpaide/bot/calendar"
)

var zones = []string{"America/Toronto", "America/St_Johns", "America/Sao_Paulo", "Europe/Paris", "Africa/Cairo", "Pacific/Apia",
	"Asia/Kolkata", "Australia/Lord_Howe", "America/Havana", "UTC"}

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// desks draws any calendar that New accepts, with spans on at least one weekday.
func desks(t *rapid.T) *calendar.Calendar {
	spec := calendar.Spec{Zone: rapid.SampledFrom(zones).Draw(t, "zone"), Week: map[string][]calendar.Span{}}
	spec.Holidays = rapid.SliceOfDistinct(rapid.SampledFrom(calendar.Sets()), rapid.ID).Draw(t, "sets")
	for _, day := range rapid.SliceOfNDistinct(rapid.SampledFrom(weekdays), 1, 7, rapid.ID).Draw(t, "days") {
		cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, 96), 2, 6, rapid.ID).Draw(t, "quarters")
		spec.Week[day] = between(cuts)
	}
	c, err := calendar.New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// between pairs distinct quarters of an hour, sorted, into spans.
func between(quarters []int) (all []calendar.Span) {
	var marked [97]bool
	for _, q := range quarters {
		marked[q] = true
	}
	open := -1
	for q, m := range marked {
		switch {
		case m && open < 0:
			open = q
		case m:
			all = append(all, calendar.Span{Open: calendar.At(0, 15*open), Close: calendar.At(0, 15*q)})
			open = -1
		}
	}
	return all
}

func moments(t *rapid.T, label string) time.Time {
	return time.Unix(rapid.Int64Range(1262304000, 2051222400).Draw(t, label), 0) // 2010 to 2034
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		desk, at := desks(t), moments(t, "at")
		opens, closes, due := desk.Opens(at), desk.Closes(at), desk.Due(at)
		switch {
		case opens.Before(at) || !desk.Open(opens):
			t.Fatalf("Opens(%s) = %s is before, or closed", at, opens)
		case desk.Open(at) != opens.Equal(at):
			t.Fatalf("Open(%s) = %v but Opens = %s", at, desk.Open(at), opens)
		case !closes.After(opens) || desk.Open(opens) && !desk.Open(closes.Add(-time.Nanosecond)):
			t.Fatalf("Closes(%s) = %s, opened %s", at, closes, opens)
		case !due.After(at) || !desk.Open(due.Add(-time.Nanosecond)):
			t.Fatalf("Due(%s) = %s", at, due)
		case !opens.Equal(at) && desk.Open(opens.Add(-time.Nanosecond)) && desk.Closes(opens.Add(-time.Nanosecond)) != opens:
			t.Fatalf("Opens(%s) = %s was open before", at, opens)
		}
	})
}

func TestLaterNeverMeansSooner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		desk, at := desks(t), moments(t, "at")
		later := at.Add(time.Duration(rapid.Int64Range(0, int64(96*time.Hour)).Draw(t, "later")))
		length := time.Duration(rapid.Int64Range(0, int64(30*time.Hour)).Draw(t, "length"))
		for what, f := range map[string]func(time.Time) time.Time{
			"Opens": desk.Opens, "Closes": desk.Closes, "Due": desk.Due,
			"Add": func(at time.Time) time.Time { return desk.Add(at, length) },
		} {
			if f(later).Before(f(at)) {
				t.Fatalf("%s(%s) = %s but %s(%s) = %s", what, at, f(at), what, later, f(later))
			}
		}
	})
}

func TestAddInTwoSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		desk, at := desks(t), moments(t, "at")
		a := time.Duration(rapid.Int64Range(1, int64(20*time.Hour)).Draw(t, "a"))
		b := time.Duration(rapid.Int64Range(1, int64(20*time.Hour)).Draw(t, "b"))
		if once, twice := desk.Add(at, a+b), desk.Add(desk.Add(at, a), b); !once.Equal(twice) {
			t.Fatalf("Add(%s, %s) = %s, in two steps %s", at, a+b, once, twice)
		}
	})
}

// Minute by minute, an ordinary day is open exactly when the wall clock reads a time within a span.
func TestOpenIsTheWallClock(t *testing.T) {
	desk := must(t, calendar.Intuit())
	for at := time.Date(2026, 10, 30, 0, 0, 0, 0, time.UTC); at.Before(time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC)); at = at.Add(time.Minute) {
		wall := at.In(desk.Zone())
		minute := wall.Hour()*60 + wall.Minute()
		want := wall.Weekday() != time.Saturday && wall.Weekday() != time.Sunday && minute >= 540 && minute < 1110
		if desk.Open(at) != want {
			t.Fatalf("Open(%s) = %v", wall.Format(clock), !want)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	desk, at := must(b, calendar.Desk("quebec")), toronto(b, "2026-11-23 10:00")
	b.ReportAllocs()
	for b.Loop() {
		desk.Open(at)
	}
}

func BenchmarkOpens(b *testing.B) {
	for name, wall := range map[string]string{"open": "2026-11-23 10:00", "weekend": "2026-11-21 07:45", "christmas": "2026-12-24 18:31"} {
		desk, at := must(b, calendar.Desk("quebec")), toronto(b, wall)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				desk.Opens(at)
			}
		})
	}
}

func BenchmarkDue(b *testing.B) {
	desk, at := must(b, calendar.Desk("quebec")), toronto(b, "2026-11-23 10:00")
	for b.Loop() {
		desk.Due(at)
	}
}
