//go:build integration

package faults

import (
	"fmt"
	"os"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/bot/understand"
	"github.com/helpaide/helpaide/flows"
)

// hurry is how much shorter the pack's waits are here: a minute is a second.
const hurry = 60

// think is the Wi-Fi pack with short waits and a desk that never closes: what is said must not depend
// on the hour at which the rig runs.
func think() (*bot.Engine, host.Reader, error) {
	pack, problems := flows.Load(os.DirFS("../flows/wifi"))
	if pack == nil || len(problems) > 0 {
		return nil, host.Reader{}, fmt.Errorf("load the pack: %v", problems)
	}
	book := pack.Book
	for i := range book.Flows {
		for j := range book.Flows[i].Steps {
			book.Flows[i].Steps[j].For.For /= hurry
		}
	}
	book.Hours = map[string]bot.Hours{"desk": always{}}
	reads, err := understand.New(book, pack.Examples)
	if err != nil {
		return nil, host.Reader{}, fmt.Errorf("learn the pack's examples: %w", err)
	}
	engine := bot.NewEngine(book)
	return engine, host.Reader{Engine: engine, Mask: redact.Mask, Understand: reads}, nil
}

// always is a calendar without a closed hour.
type always struct{}

func (always) Open(time.Time) bool               { return true }
func (always) Opens(at time.Time) time.Time      { return at }
func (always) Closes(at time.Time) time.Time     { return at.Add(24 * time.Hour) }
func (always) Due(at time.Time) time.Time        { return at.Add(24 * time.Hour) }
func (always) Perhaps(time.Time, time.Time) bool { return false }
func (always) Zone() *time.Location              { return time.UTC }
