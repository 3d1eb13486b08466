package calendar

import (
	"maps"
	"slices"
	"time"
)

// Holidays are computed for these years; outside them only the week and the exceptions hold. The laws are
// those in force in 2026 and are applied to every year alike.
const firstYear, lastYear = 2000, 2099

// set is a list of rules that close a desk.
type set []rule

// rule says on which date of a year a holiday falls, and where it goes when that is a day of rest.
type rule struct {
	fr, en string
	on     func(year int) Date
	moves  moving
}

// moving says from which days of rest a holiday is moved. A desk that works on such a day is closed on the day
// itself and nothing moves, as the laws have it.
type moving int

const (
	stays      moving = iota
	fromSunday        // to the Monday
	fromWeekend
)

type holiday struct {
	date Date
	name map[string]string
}

// Sets names the holiday sets that a Spec may ask for.
func Sets() []string { return slices.Sorted(maps.Keys(shipped)) }

// in lists the holidays of a year: each on its own date, and once more on the working day that it is moved to.
// Days that stay go first, so that a moved one lands on a date still free: with Christmas on Sunday, Monday is
// Boxing Day and Christmas is observed on Tuesday.
func (s set) in(year int, works func(time.Weekday) bool) []holiday {
	taken := make(map[Date]bool, len(s))
	all := make([]holiday, 0, 2*len(s))
	for _, r := range s {
		date := r.on(year)
		taken[date] = true
		all = append(all, holiday{date, names(r.fr, r.en)})
	}
	for _, r := range s {
		date := r.on(year)
		if !r.moves.from(date.weekday()) || works(date.weekday()) {
			continue
		}
		for taken[date] || resting(date.weekday()) {
			date = date.next()
		}
		taken[date] = true
		all = append(all, holiday{date, names(r.fr+" (jour reporté)", r.en+" (observed)")})
	}
	return all
}

func (m moving) from(d time.Weekday) bool {
	return m == fromSunday && d == time.Sunday || m == fromWeekend && resting(d)
}

func resting(d time.Weekday) bool { return d == time.Saturday || d == time.Sunday }

func names(fr, en string) map[string]string { return map[string]string{"fr": fr, "en": en} }

// on is the same date every year.
func on(month time.Month, day int) func(int) Date {
	return func(year int) Date { return Date{year, month, day} }
}

// nthMonday is the first, second … Monday of a month.
func nthMonday(n int, month time.Month) func(int) Date {
	return func(year int) Date {
		first := Date{year, month, 1}
		ahead := (int(time.Monday-first.weekday()) + 7) % 7
		return first.plus(ahead + 7*(n-1))
	}
}

// mondayBefore is the last Monday strictly before a date.
func mondayBefore(month time.Month, day int) func(int) Date {
	return func(year int) Date {
		date := Date{year, month, day}
		behind := (int(date.weekday())+5)%7 + 1
		return date.plus(-behind)
	}
}

// goodFriday is two days before Easter Sunday.
func goodFriday(year int) Date { return easter(year).plus(-2) }

// easter is the Sunday after the first full moon of spring, as the Gregorian calendar reckons moons: a cycle of
// 19 years (golden), with the leap years that centuries drop (dropped) and the moon's own slow drift (drift).
func easter(year int) Date {
	golden, century := year%19, year/100
	dropped := century - century/4
	drift := (8*century + 13) / 25
	moon := (dropped - drift + 19*golden + 15) % 30 // days from 21 March to the full moon
	if moon == 29 || moon == 28 && golden > 10 {
		moon-- // the reckoning allows no full moon after 18 April, and none twice in a cycle
	}
	full := Date{year, time.March, 21}.plus(moon)
	return full.plus(7 - int(full.weekday()))
}
