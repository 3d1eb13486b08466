package calendar

import (
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

// Of makes the calendar that a pack wrote. It satisfies bot.Hours.
func Of(written bot.CalendarSpec) (*Calendar, error) {
	spec := Spec{Zone: written.Zone, Holidays: written.Holidays, Perhaps: written.Perhaps, Week: map[string][]Span{}}
	for day, texts := range written.Week {
		spans, err := spansOf(texts)
		if err != nil {
			return nil, fmt.Errorf("week: %s: %w", day, err)
		}
		spec.Week[day] = spans
	}
	for _, e := range written.Exceptions {
		exception, err := exceptionOf(e)
		if err != nil {
			return nil, fmt.Errorf("exception %s: %w", e.Date, err)
		}
		spec.Exceptions = append(spec.Exceptions, exception)
	}
	return New(spec)
}

func exceptionOf(written bot.CalendarException) (Exception, error) {
	out := Exception{Name: map[string]string{}}
	if err := out.Date.UnmarshalText([]byte(written.Date)); err != nil {
		return out, err
	}
	for lang, name := range written.Name {
		out.Name[string(lang)] = name
	}
	spans, err := spansOf(written.Spans)
	out.Spans = spans
	return out, err
}

func spansOf(texts []string) ([]Span, error) {
	spans := make([]Span, len(texts))
	for i, text := range texts {
		if err := spans[i].UnmarshalText([]byte(text)); err != nil {
			return nil, err
		}
	}
	return spans, nil
}

// All makes the calendars that a pack wrote, by their names.
func All(written map[string]bot.CalendarSpec) (map[string]bot.Hours, error) {
	out := make(map[string]bot.Hours, len(written))
	for name, spec := range written {
		made, err := Of(spec)
		if err != nil {
			return nil, fmt.Errorf("calendar %s: %w", name, err)
		}
		out[name] = made
	}
	return out, nil
}
