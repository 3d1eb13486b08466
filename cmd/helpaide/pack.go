package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"

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

// think makes a pack ready to talk, or says all that is wrong with what is written in it.
func think(dir string) (*brain, error) {
	pack, err := load(dir)
	if err != nil {
		return nil, err
	}
	return waken(pack)
}

func load(dir string) (*flows.Pack, error) {
	files, err := packFiles(dir)
	if err != nil {
		return nil, err
	}
	pack, found := flows.Load(files)
	if len(found) > 0 {
		return nil, problems(found)
	}
	return pack, nil
}

// waken makes a pack that was loaded ready to talk.
func waken(pack *flows.Pack) (*brain, error) {
	mind, learnt, err := waking(pack)
	if err != nil {
		return nil, err
	}
	return mind, learnt()
}

// waking is a brain that still learns the pack's examples: it reads once learnt has returned nil.
func waking(pack *flows.Pack) (mind *brain, learnt func() error, err error) {
	if pack.Book.Hours, err = calendar.All(pack.Calendars); err != nil {
		return nil, nil, err
	}
	engine := bot.NewEngine(pack.Book)
	mind = &brain{pack, engine, host.Reader{Engine: engine, Mask: redact.Mask}}
	done := make(chan error, 1)
	go func() {
		reads, err := understand.New(pack.Book, pack.Examples)
		if err != nil {
			err = fmt.Errorf("learn the pack's examples: %w", err)
		}
		mind.reader.Understand = reads
		done <- err
	}()
	return mind, sync.OnceValue(func() error { return <-done }), nil
}

// proved makes a pack that was loaded ready to talk, and goes through all that can happen while it
// learns its examples.
func proved(pack *flows.Pack) (*brain, flows.Proof, []flows.Problem, error) {
	mind, learnt, err := waking(pack)
	if err != nil {
		return nil, flows.Proof{}, nil, err
	}
	proof, found := pack.Prove(mind.engine, func(s bot.Session, said bot.Said) bot.Said {
		if learnt() != nil {
			return said
		}
		return mind.read(s, said)
	})
	return mind, proof, found, learnt()
}

// ready is a pack that is ready to serve: sound in all that can happen.
func ready(dir string) (*brain, error) {
	pack, err := load(dir)
	if err != nil {
		return nil, err
	}
	mind, _, found, err := proved(pack)
	if err == nil && len(found) > 0 {
		err = problems(found)
	}
	return mind, err
}

// read is the reader without its errors: the local understander has none.
func (b *brain) read(s bot.Session, said bot.Said) bot.Said {
	read, err := b.reader.Said(context.Background(), s, said)
	if err != nil {
		return said
	}
	return read
}
