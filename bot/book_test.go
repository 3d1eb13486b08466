package bot_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The tests talk about a printer, in a book written by hand: what the engine does must not depend
// on any pack. Every text bears its own name, so that a test can say which one it heard.

var langs = []bot.Lang{"fr", "en"}

// eastern stands still: a test must not depend on the zones of the machine.
var eastern = time.FixedZone("EST", -5*60*60)

// wednesday is a moment at which the desk is open, saturday one at which it is closed.
var (
	wednesday = time.Date(2026, time.November, 18, 10, 0, 0, 0, eastern)
	saturday  = time.Date(2026, time.November, 21, 10, 0, 0, 0, eastern)
	monday9   = time.Date(2026, time.November, 23, 9, 0, 0, 0, eastern)
)

const home bot.Address = "terminal:me"

// text is words in both languages.
func text(format string, args ...any) bot.Text {
	words := fmt.Sprintf(format, args...)
	return bot.Text{"fr": words + " fr", "en": words + " en"}
}

// printer is the book of the tests.
func printer() *bot.Book {
	return &bot.Book{
		Name: "printer", Revision: "r1", Langs: langs, Menu: "menu", Person: "person",
		Flows:   []bot.Flow{menuFlow(), jamFlow(), wifiFlow(), modelFlow(), personFlow(), thanksFlow()},
		Wording: wording(), Labels: labels(),
		Links: map[string]bot.Text{"help": {"fr": "https://printer.example/fr", "en": "https://printer.example/en"}},
		Hours: map[string]bot.Hours{"desk": office{eastern}},
		Team:  bot.Text{"fr": "l'équipe", "en": "the team"},
	}
}

// wording has a line for each phrase that uses all it may use: <understood flow={flow}>.
func wording() map[bot.Phrase]bot.Text {
	all := map[bot.Phrase]bot.Text{}
	for _, use := range bot.Phrases() {
		words := "<" + string(use.Phrase)
		for _, name := range use.Uses {
			words += " " + name + "={" + name + "}"
		}
		words += ">"
		if !use.Within() {
			words += " {team} {link:help}"
		}
		all[use.Phrase] = text("%s", words)
	}
	return all
}

// labels words each command and each built-in answer: "!human fr".
func labels() map[bot.OptionID]bot.Option {
	all := map[bot.OptionID]bot.Option{}
	for _, id := range append(bot.Commands(), bot.Replies()...) {
		all[id] = bot.Option{ID: id, Label: text("!%s", id), Next: bot.Nowhere}
	}
	return all
}

// office is a desk that is open from Monday to Friday, from 9 to 17.
type office struct{ zone *time.Location }

func (o office) Zone() *time.Location { return o.zone }

func (o office) Open(at time.Time) bool {
	at = at.In(o.zone)
	return worked(at) && at.Hour() >= 9 && at.Hour() < 17
}

func (o office) Opens(at time.Time) time.Time {
	if o.Open(at) {
		return at
	}
	return o.next(at, 9)
}

func (o office) Closes(at time.Time) time.Time { return o.next(at, 17) }

// Add is when it has been open for that long.
func (o office) Add(at time.Time, business time.Duration) time.Time {
	for business > 0 {
		at = o.Opens(at)
		left := o.Closes(at).Sub(at)
		if business <= left {
			return at.Add(business)
		}
		business, at = business-left, at.Add(left)
	}
	return at
}

func (o office) Due(at time.Time) time.Time { return o.Closes(o.next(at, 9)) }

// Perhaps knows one holiday, Christmas of 2026, on which the desk may be closed.
func (o office) Perhaps(from, to time.Time) bool {
	christmas := time.Date(2026, time.December, 25, 0, 0, 0, 0, o.zone)
	return from.Before(christmas.AddDate(0, 0, 1)) && to.After(christmas)
}

// next is the first moment after at when it is that hour of a day on which people work.
func (o office) next(at time.Time, hour int) time.Time {
	day := at.In(o.zone)
	for {
		moment := time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, o.zone)
		if moment.After(at) && worked(moment) {
			return moment
		}
		day = day.AddDate(0, 0, 1)
	}
}

func worked(at time.Time) bool {
	return at.Weekday() != time.Saturday && at.Weekday() != time.Sunday
}
