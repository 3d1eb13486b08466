//go:build integration

package faults

import (
	"fmt"
	"os"

	"github.com/helpaide/helpaide/adapters/adaptertest"
	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/bot/understand"
	"github.com/helpaide/helpaide/flows"
)

// hurry is how much shorter the pack's waits are here: a minute is a second.
const hurry = 60

// The revisions of the pack: as it is, and the one that a deploy brings.
const (
	oldBook = "old"
	newBook = "new"
)

// load is the Wi-Fi pack with short waits and a desk that never closes: what is said must not depend
// on the hour at which the rig runs.
func load(revision string) (*flows.Pack, error) {
	pack, problems := flows.Load(os.DirFS("../flows/wifi"))
	if pack == nil || len(problems) > 0 {
		return nil, fmt.Errorf("load the pack: %v", problems)
	}
	book := pack.Book
	for i := range book.Flows {
		for j := range book.Flows[i].Steps {
			book.Flows[i].Steps[j].For.For /= hurry
		}
	}
	book.Hours, book.Revision = map[string]bot.Hours{"desk": adaptertest.Always{}}, revision
	if revision == newBook {
		release(book)
	}
	return pack, nil
}

// think is what a replica thinks with.
func think(revision string) (*bot.Engine, host.Reader, error) {
	pack, err := load(revision)
	if err != nil {
		return nil, host.Reader{}, err
	}
	reads, err := understand.New(pack.Book, pack.Examples)
	if err != nil {
		return nil, host.Reader{}, fmt.Errorf("learn the pack's examples: %w", err)
	}
	engine := bot.NewEngine(pack.Book)
	return engine, host.Reader{Engine: engine, Mask: redact.Mask, Understand: reads}, nil
}

// release renames every step that people may stand on: half of them are found again under the new name, the other
// half are gone. Steps know each other by number, so nothing else changes.
func release(book *bot.Book) {
	for i := range book.Flows {
		flow := &book.Flows[i]
		flow.Moved = map[bot.StepID]bot.StepID{}
		for j := range flow.Steps {
			step := &flow.Steps[j]
			if !step.Kind.Rests() {
				continue
			}
			if was := step.ID; j%2 == 0 {
				step.ID += "_moved"
				flow.Moved[was] = step.ID
			} else {
				step.ID += "_anew"
			}
		}
	}
}
