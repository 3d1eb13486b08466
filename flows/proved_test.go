package flows_test

import (
	"io/fs"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/calendar"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/bot/understand"
	"github.com/helpaide/helpaide/flows"
)

// proved is the pack in the folder, loaded and proved, or all that is wrong with it.
func proved(tb testing.TB, dir fs.FS) (flows.Proof, []flows.Problem) {
	tb.Helper()
	pack, problems := flows.Load(dir)
	if pack == nil {
		return flows.Proof{}, problems
	}
	k := talking(tb, pack)
	return pack.Prove(k.engine, k.read)
}

// talking makes a pack ready to talk, with its real understander, hours and masks.
func talking(tb testing.TB, pack *flows.Pack) talker {
	tb.Helper()
	hours, err := calendar.All(pack.Calendars)
	if err != nil {
		tb.Fatal(err)
	}
	pack.Book.Hours = hours
	reads, err := understand.New(pack.Book, pack.Examples)
	if err != nil {
		tb.Fatal(err)
	}
	engine := bot.NewEngine(pack.Book)
	return talker{pack, engine, host.Reader{Engine: engine, Mask: redact.Mask, Understand: reads}}
}
