package flows

import (
	"regexp"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// desk is the calendar that every pack has: when people answer.
const desk = "desk"

// calendarFileShape is a file beside pack.yaml.
var calendarFileShape = regexp.MustCompile(`^[^/\\:]+\.ics$`)

// calendarForm is a calendar.
var calendarForm = form{
	{"zone", needed, "The time zone: a place, such as America/Toronto.", ref("zone")},
	{"week", needed, "Open hours for each day of the week; a day that is not there is closed.", ref("week")},
	{"holidays", optional, "Sets of holidays that are days off, such as canada or quebec.", listOf(ref("id"))},
	{"perhaps", optional, "Sets of holidays that may be days off: a day that one of them puts off is told so.", listOf(ref("id"))},
	{"import", optional, "iCalendar files beside pack.yaml with days off, such as holidays.ics.", listOf(ref("calendar_file"))},
	{"exceptions", optional, "Days that are otherwise than the week says.", listOf(ref("exception"))},
}

// exceptionForm is a day that is otherwise than its week says.
var exceptionForm = form{
	{"date", needed, "The day: 2026-12-24.", ref("date")},
	{"spans", optional, "Open hours of that day; without them it is closed.", ref("spans")},
	{"name", needed, "What the day is called.", ref("label")},
}

// weekForm is a week; every day may be left out.
func weekForm() form {
	var out form
	for _, day := range weekdays {
		out = append(out, key{day, optional, `Open hours of the day, in order: ["09:00-12:00", "13:00-18:30"].`, ref("spans")})
	}
	return out
}

// The shapes of what is written in a calendar. Whether there is such a place or day is looked up.
var (
	zoneShape = regexp.MustCompile(`^[A-Za-z0-9_+/-]+$`)
	dateShape = regexp.MustCompile(`^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$`)
	spanShape = regexp.MustCompile(`^(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$`)
)

func (l *loader) readCalendars(t *table) {
	l.calendars = map[string]bot.CalendarSpec{}
	all := t.part("calendars")
	for _, key := range all.keys {
		if name := t.id(key, "a calendar's name"); name != "" {
			l.calendars[name] = l.readCalendar(t.source, key, all.get(name))
		}
	}
	if _, ok := l.calendars[desk]; !ok && !all.void {
		t.wrong(t.get("calendars"), "there is no calendar %q; it says when people answer", desk)
	}
}

func (l *loader) readCalendar(s *source, key, node *yaml.Node) bot.CalendarSpec {
	t := s.table(key, node, "calendar \""+key.Value+"\"")
	t.fits(calendarForm)
	spec := bot.CalendarSpec{Zone: s.zone(t.get("zone")), Week: map[string][]string{}}
	week := t.part("week")
	week.fits(weekForm())
	for _, day := range week.keys {
		spec.Week[day.Value] = s.spans(week.get(day.Value))
	}
	spec.Holidays, spec.Perhaps = t.sets("holidays"), t.sets("perhaps")
	for _, node := range s.list(t.get("import"), "import") {
		spec.Imports = append(spec.Imports, l.readImport(s, node))
	}
	seen := map[string]bool{}
	for _, node := range s.list(t.get("exceptions"), "exceptions") {
		spec.Exceptions = append(spec.Exceptions, l.readException(s, node, seen))
	}
	return spec
}

// sets are the names of sets of holidays. Which there are is known to package calendar.
func (t *table) sets(key string) []string {
	var out []string
	for _, node := range t.list(t.get(key), key) {
		out = append(out, t.id(node, "a set of holidays"))
	}
	return out
}

// readImport takes a file that lies beside pack.yaml as it is. What it says is read by package calendar.
func (l *loader) readImport(s *source, node *yaml.Node) bot.CalendarFile {
	name := s.word(node, "a file's name")
	if name == "" {
		return bot.CalendarFile{}
	}
	if !calendarFileShape.MatchString(name) {
		s.remark(node, "%q is no file to import; write the name of an iCalendar file beside pack.yaml, such as holidays.ics", name)
		return bot.CalendarFile{}
	}
	data, err := readBounded(l.dir, name)
	switch {
	case err != nil:
		s.remark(node, "%q cannot be read: %s", name, plainError(err))
	case len(data) > maxBytes:
		s.remark(node, "%q is larger than 1 MiB; a list of holidays is a few kilobytes, so look whether it is the right file", name)
	}
	return bot.CalendarFile{Name: name, Data: data}
}

func (l *loader) readException(s *source, node *yaml.Node, seen map[string]bool) bot.CalendarException {
	t := s.table(node, node, "an exception")
	t.fits(exceptionForm)
	out := bot.CalendarException{
		Date:  s.word(t.get("date"), "a date"),
		Spans: s.spans(t.get("spans")),
		Name:  l.text(s, node, t.get("name"), label("the exception's name")),
	}
	_, err := time.Parse(time.DateOnly, out.Date)
	switch {
	case out.Date == "":
	case err != nil:
		s.wrong(t.get("date"), "%q is no day; write it as 2026-12-24", out.Date)
	case seen[out.Date]:
		s.wrong(t.get("date"), "there is an exception for %s already", out.Date)
	}
	seen[out.Date] = true
	return out
}

func (s *source) zone(node *yaml.Node) string {
	zone := s.word(node, "a time zone")
	if zone == "" {
		return ""
	}
	if _, err := time.LoadLocation(zone); err != nil || zone == "Local" {
		s.wrong(node, "%q is no time zone; write a place, such as America/Toronto", zone)
	}
	return zone
}

// spans reads hours of a day: in order, and none inside another.
func (s *source) spans(node *yaml.Node) []string {
	var out []string
	last := ""
	for _, item := range s.list(node, "a day's hours") {
		span := s.word(item, "a span of hours")
		from, to, _ := strings.Cut(span, "-")
		switch {
		case span == "":
		case !spanShape.MatchString(span) || from >= to:
			s.wrong(item, "%q is no span of hours; write it as \"09:00-18:30\"", span)
		case from < last:
			s.wrong(item, "%q begins before the span in front of it ends", span)
		}
		out, last = append(out, span), to
	}
	return out
}
