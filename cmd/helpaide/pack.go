package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/calendar"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/bot/understand"
	"github.com/helpaide/helpaide/flows"
	"github.com/helpaide/helpaide/flows/quickbooks"
)

// brain is a pack made ready to talk.
type brain struct {
	pack   *flows.Pack
	engine *bot.Engine
	reader host.Reader
}

// packFiles is the folder of the pack: the one given, or the one inside the binary.
func packFiles(dir string) (fs.FS, error) {
	if dir == "" {
		return quickbooks.Files, nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("open pack: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("open pack: %s is a file; a pack is a folder", dir)
	}
	return os.DirFS(dir), nil
}

// problems are what is wrong with a pack, as one error.
type problems []flows.Problem

func (p problems) Error() string {
	lines := make([]string, 0, len(p)+1)
	for _, problem := range p {
		lines = append(lines, problem.String())
	}
	return strings.Join(append(lines, fmt.Sprintf("the pack has %d problem(s)", len(p))), "\n")
}

// think makes a pack ready to talk, or says all that is wrong with it.
func think(dir string) (*brain, error) {
	files, err := packFiles(dir)
	if err != nil {
		return nil, err
	}
	pack, found := flows.Load(files)
	if len(found) > 0 {
		return nil, problems(found)
	}
	if pack.Book.Hours, err = hours(pack.Calendars); err != nil {
		return nil, err
	}
	reads, err := understand.New(pack.Book, pack.Examples)
	if err != nil {
		return nil, fmt.Errorf("learn the pack's examples: %w", err)
	}
	engine := bot.NewEngine(pack.Book)
	return &brain{pack, engine, host.Reader{Engine: engine, Mask: mask, Understand: reads}}, nil
}

// read is the reader without its errors: the local understander has none.
func (b *brain) read(s bot.Session, said bot.Said) bot.Said {
	read, err := b.reader.Said(context.Background(), s, said)
	if err != nil {
		return said
	}
	return read
}

// mask hides the secrets of a line, with an eye on what the question that waits makes likely.
func mask(text string, context []string) (string, []string) {
	var likely redact.Context
	for _, kind := range context {
		switch kind {
		case "code":
			likely.Code = true
		case "password":
			likely.Password = true
		case "document":
			likely.Document = true
		}
	}
	clean, found := redact.Clean(text, likely)
	kinds := make([]string, len(found))
	for i, kind := range found {
		kinds[i] = string(kind)
	}
	return clean, kinds
}

// hours makes calendars of what the pack wrote.
func hours(specs map[string]flows.CalendarSpec) (map[string]bot.Hours, error) {
	out := make(map[string]bot.Hours, len(specs))
	for name, spec := range specs {
		made, err := calendarOf(spec)
		if err != nil {
			return nil, fmt.Errorf("calendar %s: %w", name, err)
		}
		out[name] = made
	}
	return out, nil
}

func calendarOf(spec flows.CalendarSpec) (*calendar.Calendar, error) {
	out := calendar.Spec{Zone: spec.Zone, Holidays: spec.Holidays, Week: map[string][]calendar.Span{}}
	for day, written := range spec.Week {
		spans, err := spansOf(written)
		if err != nil {
			return nil, err
		}
		out.Week[day] = spans
	}
	for _, e := range spec.Exceptions {
		spans, err := spansOf(e.Spans)
		if err != nil {
			return nil, err
		}
		exception := calendar.Exception{Spans: spans, Name: map[string]string{}}
		if err := exception.Date.UnmarshalText([]byte(e.Date)); err != nil {
			return nil, err
		}
		for lang, name := range e.Name {
			exception.Name[string(lang)] = name
		}
		out.Exceptions = append(out.Exceptions, exception)
	}
	return calendar.New(out)
}

func spansOf(written []string) ([]calendar.Span, error) {
	spans := make([]calendar.Span, len(written))
	for i, text := range written {
		if err := spans[i].UnmarshalText([]byte(text)); err != nil {
			return nil, err
		}
	}
	return spans, nil
}
