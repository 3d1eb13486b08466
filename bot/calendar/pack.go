package calendar

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

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
	imported, errImport := importedOf(written.Imports)
	spec.Imported = imported
	made, errSpec := New(spec)
	if err := errors.Join(errImport, errSpec); err != nil {
		return nil, err
	}
	return made, nil
}

// importedOf reads the files in the order in which they are named: of two that close the same day, the first
// gives the name.
func importedOf(files []bot.CalendarFile) ([]Exception, error) {
	var errs []error
	byDate := map[Date]Exception{}
	for _, file := range files {
		days, err := Import(file.Data)
		if err != nil {
			errs = append(errs, under(file.Name, err))
		}
		for _, e := range days {
			if _, taken := byDate[e.Date]; !taken {
				byDate[e.Date] = e
			}
		}
	}
	return inOrderOfDate(byDate), errors.Join(errs...)
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

// All makes the calendars that a pack wrote, by their names. Every mistake is in the error, one a line, behind
// the name of its calendar and of its file.
func All(written map[string]bot.CalendarSpec) (map[string]bot.Hours, error) {
	var errs []error
	out := make(map[string]bot.Hours, len(written))
	for _, name := range slices.Sorted(maps.Keys(written)) {
		made, err := Of(written[name])
		if err != nil {
			errs = append(errs, under("calendar "+name, err))
			continue
		}
		out[name] = made
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return out, nil
}

// under puts a name before each mistake of an error that has one a line.
func under(name string, err error) error {
	return errors.New(name + ": " + strings.ReplaceAll(err.Error(), "\n", "\n"+name+": "))
}
