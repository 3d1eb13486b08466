package bot_test

import (
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// eve is the Thursday before the one holiday that the desk's calendar is unsure of.
var eve = time.Date(2026, time.December, 24, 10, 0, 0, 0, eastern)

func TestADueDayBehindAHolidaySaysSo(t *testing.T) {
	k := opened(t, eve, "network")
	k.press("slow")
	k.hears("<unless_holiday day=vendredi 25 décembre> fr")
	k.do(bot.Said{Text: "english", Reading: bot.Reading{Command: bot.CmdLanguage}})
	k.hears("<unless_holiday day=Friday, December 25> en")
}

func TestADueDayWithoutAHolidayIsTheDayAlone(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.hears("jeudi 19 novembre")
	k.never("<unless_holiday")
}

// The holiday concerns what is due, not when people answer.
func TestAnOpeningBehindAHolidayIsTheOpeningAlone(t *testing.T) {
	k := opened(t, eve.Add(8*time.Hour), "network")
	k.write("quelqu'un?", bot.Reading{Command: bot.CmdHuman})
	k.hears("opens=vendredi 25 décembre à 9 h")
	k.never("<unless_holiday")
}

// nights is an office that closes at midnight.
type nights struct{ office }

func (n nights) Due(at time.Time) time.Time { return n.office.Due(at).Add(7 * time.Hour) }

func TestWhatIsDueAtMidnightIsDueOnTheDayThatEnds(t *testing.T) {
	book := printer()
	book.Hours["desk"] = nights{office{eastern}}
	k := begin(t, wednesday)
	k.engine = bot.NewEngine(book)
	k.write("bonjour", bot.Reading{})
	k.press("network", "slow")
	k.hears("jeudi 19 novembre")
}
