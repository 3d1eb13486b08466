package bot

// CalendarSpec is a calendar of opening hours as a pack writes it. Its days and hours have been
// checked; package calendar makes Hours of it, and knows which sets of holidays there are.
type CalendarSpec struct {
	Zone       string              // a place of the time zone data: "America/Toronto"
	Week       map[string][]string // "monday" to "sunday" → "09:00-18:30", in order
	Holidays   []string            // names of sets: on these days it is closed
	Perhaps    []string            // names of sets: on these days somebody else's office may be closed
	Imports    []CalendarFile      // days on which it is closed, too
	Exceptions []CalendarException // they win over all else
}

// CalendarFile is an iCalendar file of the pack, as it was found: package calendar reads it.
type CalendarFile struct {
	Name string // in the pack's folder: "holidays.ics"
	Data []byte
}

// CalendarException is a day with other hours. Without spans it is closed.
type CalendarException struct {
	Date  string // 2026-12-24
	Spans []string
	Name  Text
}
