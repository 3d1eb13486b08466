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
	return folder(dir)
}

func folder(dir string) (fs.FS, error) {
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
	return waken(pack)
}

// waken makes a pack that was loaded ready to talk.
func waken(pack *flows.Pack) (*brain, error) {
	hours, err := calendar.All(pack.Calendars)
	if err != nil {
		return nil, err
	}
	pack.Book.Hours = hours
	reads, err := understand.New(pack.Book, pack.Examples)
	if err != nil {
		return nil, fmt.Errorf("learn the pack's examples: %w", err)
	}
	engine := bot.NewEngine(pack.Book)
	return &brain{pack, engine, host.Reader{Engine: engine, Mask: redact.Mask, Understand: reads}}, nil
}

// prove refuses a pack of which a conversation could go wrong.
func (b *brain) prove() error {
	if _, found := b.pack.Prove(b.engine, b.read); len(found) > 0 {
		return problems(found)
	}
	return nil
}

// read is the reader without its errors: the local understander has none.
func (b *brain) read(s bot.Session, said bot.Said) bot.Said {
	read, err := b.reader.Said(context.Background(), s, said)
	if err != nil {
		return said
	}
	return read
}
