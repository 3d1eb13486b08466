package flows

import (
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// desk is the calendar that every pack has: when people answer.
const desk = "desk"

func (l *loader) readCalendars(t *table) {
	l.calendars = map[string]bot.CalendarSpec{}
	all := t.section("calendars")
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
	t.only("zone", "week", "holidays", "perhaps", "import", "exceptions")
	spec := bot.CalendarSpec{Zone: s.zone(t.need("zone")), Week: map[string][]string{}}
	week := t.section("week")
	week.only(weekdays...)
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
	if path.Ext(name) != ".ics" || strings.ContainsAny(name, `/\:`) || !fs.ValidPath(name) {
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
	t.only("date", "spans", "name")
	out := bot.CalendarException{
		Date:  s.word(t.need("date"), "a date"),
		Spans: s.spans(t.get("spans")),
		Name:  l.text(s, node, t.need("name"), label("the exception's name")),
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
		case !clockTime(from) || !clockTime(to) && to != "24:00" || from >= to:
			s.wrong(item, "%q is no span of hours; write it as \"09:00-18:30\"", span)
		case from < last:
			s.wrong(item, "%q begins before the span in front of it ends", span)
		}
		out, last = append(out, span), to
	}
	return out
}

func clockTime(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil && len(text) == len("15:04")
}
