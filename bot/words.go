package bot

import (
	"fmt"
	"strings"
	"time"
)

// common is what every text may hold in braces: {team}, {link:name}, {opens:calendar}, {due:calendar}.
func (r *run) common(name string) (string, bool) {
	kind, arg, _ := strings.Cut(name, ":")
	switch kind {
	case "team":
		return r.book.Team.In(r.s.Lang), true
	case "link":
		return r.book.Links[arg].In(r.s.Lang), true
	case "opens":
		return r.moment(arg, Opens)
	case "due":
		return r.moment(arg, Due)
	}
	return "", false
}

// moment words a moment of a calendar, in the calendar's own zone.
func (r *run) moment(calendar string, what Moment) (string, bool) {
	hours := r.book.Hours[calendar]
	if hours == nil {
		return "", false
	}
	at := r.momentAt(hours, what)
	if at.IsZero() {
		return "—", true
	}
	at = at.In(hours.Zone())
	if what == Due {
		return r.dueDay(hours, at), true
	}
	return dayAndTime(at, r.s.Lang) + " (" + zoneName(at, r.s.Lang) + ")", true
}

// dueDay words the day on which something is due, in a few words more when a holiday may put it off.
// What is due at midnight is due on the day that ends there.
func (r *run) dueDay(hours Hours, at time.Time) string {
	words := day(at.Add(-time.Nanosecond), r.s.Lang)
	if !hours.Perhaps(r.now, at) {
		return words
	}
	return Fill(r.book.Wording[PhraseUnlessHoliday].In(r.s.Lang), with("day", words))
}

func (r *run) momentAt(hours Hours, what Moment) time.Time {
	if what == Due {
		return hours.Due(r.now)
	}
	return hours.Opens(r.now)
}

// clock words a time of day for somebody who reads it at now: "23 h 19", "11:19 p.m.", with the
// day when it is not today's.
func clock(at, now time.Time, lang Lang) string {
	at = at.In(now.Location())
	return dated(timeOfDay(at, lang), at, now, lang)
}

// dated adds the day to the words for a time of it, where that is not today.
func dated(words string, at, now time.Time, lang Lang) string {
	switch {
	case sameDay(at, now):
		return words
	case sameDay(at, now.AddDate(0, 0, 1)):
		return words + pick(lang, " demain", " tomorrow")
	default:
		return words + pick(lang, ", le ", " on ") + day(at, lang)
	}
}

// exactClock is clock for who reads it beside durations: "10 h" might be ten hours, "10 h 00" is not.
func exactClock(at, now time.Time, lang Lang) string {
	at = at.In(now.Location())
	words := timeOfDay(at, lang)
	if lang == "fr" {
		words = fmt.Sprintf("%d h %02d", at.Hour(), at.Minute())
	}
	return dated(words, at, now, lang)
}

func sameDay(a, b time.Time) bool {
	return a.YearDay() == b.YearDay() && a.Year() == b.Year()
}

func timeOfDay(at time.Time, lang Lang) string {
	if lang != "fr" {
		half := map[bool]string{true: "a.m.", false: "p.m."}[at.Hour() < 12]
		return at.Format("3:04") + " " + half
	}
	if at.Minute() == 0 {
		return fmt.Sprintf("%d h", at.Hour())
	}
	return fmt.Sprintf("%d h %02d", at.Hour(), at.Minute())
}

var (
	joursFr = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	moisFr  = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
)

func day(at time.Time, lang Lang) string {
	if lang != "fr" {
		return at.Format("Monday, January 2")
	}
	date := fmt.Sprintf("%s %d", joursFr[at.Weekday()], at.Day())
	if at.Day() == 1 {
		date += "er"
	}
	return date + " " + moisFr[at.Month()-1]
}

func dayAndTime(at time.Time, lang Lang) string {
	return day(at, lang) + pick(lang, " à ", ", ") + timeOfDay(at, lang)
}

// zoneName says the zone as people do. A zone without a word keeps its abbreviation.
func zoneName(at time.Time, lang Lang) string {
	abbreviation := at.Format("MST")
	switch abbreviation {
	case "EST", "EDT":
		return pick(lang, "heure de l'Est", "Eastern Time")
	case "AST", "ADT":
		return pick(lang, "heure de l'Atlantique", "Atlantic Time")
	case "CST", "CDT":
		return pick(lang, "heure du Centre", "Central Time")
	case "MST", "MDT":
		return pick(lang, "heure des Rocheuses", "Mountain Time")
	case "PST", "PDT":
		return pick(lang, "heure du Pacifique", "Pacific Time")
	}
	return abbreviation
}

// pick chooses between French and English. Dates in a third language are worded as in English
// until somebody adds them here.
func pick(lang Lang, fr, en string) string {
	if lang == "fr" {
		return fr
	}
	return en
}
