package adaptertest

import (
	"fmt"
	"io/fs"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/bot/understand"
	"github.com/helpaide/helpaide/flows"
)

// Mind is a pack ready to talk.
type Mind struct {
	Engine *bot.Engine
	Reader host.Reader
}

// wifi is the small pack, learnt once for all tests of a binary.
var wifi = sync.OnceValues(func() (Mind, error) { return think(os.DirFS("../../flows/wifi")) })

// Wifi is the small pack.
func Wifi(t testing.TB) Mind {
	t.Helper()
	mind, err := wifi()
	if err != nil {
		t.Fatal(err)
	}
	return mind
}

// Think makes any pack ready to talk.
func Think(t testing.TB, files fs.FS) Mind {
	t.Helper()
	mind, err := think(files)
	if err != nil {
		t.Fatal(err)
	}
	return mind
}

func think(files fs.FS) (Mind, error) {
	pack, problems := flows.Load(files)
	if pack == nil || len(problems) > 0 {
		return Mind{}, fmt.Errorf("load the pack: %v", problems)
	}
	pack.Book.Hours = map[string]bot.Hours{"desk": Always{}} // what is said must not depend on the hour of the test
	reads, err := understand.New(pack.Book, pack.Examples)
	if err != nil {
		return Mind{}, fmt.Errorf("learn the pack's examples: %w", err)
	}
	engine := bot.NewEngine(pack.Book)
	return Mind{engine, host.Reader{Engine: engine, Mask: redact.Mask, Understand: reads}}, nil
}

// Always is a calendar without a closed hour.
type Always struct{}

func (Always) Open(time.Time) bool                                { return true }
func (Always) Opens(at time.Time) time.Time                       { return at }
func (Always) Closes(at time.Time) time.Time                      { return at.Add(24 * time.Hour) }
func (Always) Due(at time.Time) time.Time                         { return at.Add(24 * time.Hour) }
func (Always) Add(at time.Time, business time.Duration) time.Time { return at.Add(business) }
func (Always) Perhaps(time.Time, time.Time) bool                  { return false }
func (Always) Zone() *time.Location                               { return time.UTC }
