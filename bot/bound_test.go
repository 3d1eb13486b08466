package bot_test

import (
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

// maxSession is how large a session may ever be, as the record keeps it.
const maxSession = 8 << 10

func TestAlwaysASessionStaysSmall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t)
		for i := range 500 {
			if h := k.next(t); i%20 == 0 {
				if size := len(encoded(t, h.turn.Session)); size > maxSession {
					t.Fatalf("%d bytes after %d events", size, i)
				}
			}
		}
	})
}

// Somebody who goes round and round in one flow does not make the session grow for ever.
func TestALogIsCutAndBackStillWorks(t *testing.T) {
	k := begin(t, wednesday)
	k.about("model")
	for range 500 {
		k.wait(minute)
		k.press("turn")
	}
	if size := len(encoded(t, k.s)); size > maxSession {
		t.Fatalf("%d bytes", size)
	}
	k.stands("model", "look")
	k.press("letters", "laser")
	k.hears("[model/found]")
}

func TestBackGoesOverACutLogAsFarAsItReaches(t *testing.T) {
	k := begin(t, wednesday)
	k.about("model")
	for range 70 {
		k.wait(minute)
		k.press("turn")
	}
	k.press("letters")
	k.stands("model", "sure")
	k.press(bot.CmdBack)
	k.stands("model", "look")
}

// Every topic there is, one upon the other, each with a long log.
func TestTheWorstSessionStaysSmall(t *testing.T) {
	k := begin(t, saturday)
	k.write("x", both("model", "wifi"))
	for range 65 {
		k.wait(minute)
		k.press("turn")
	}
	k.about("jam")
	for range 60 {
		k.press("laser")
		k.wait(minute)
		k.press("behind", "failed", "now", bot.CmdBack, bot.CmdBack, bot.CmdBack)
	}
	k.about("wifi")
	k.press("slow", bot.CmdHuman)
	if size := len(encoded(t, k.s)); size > maxSession {
		t.Fatalf("%d bytes", size)
	}
}

// The session keeps ids of the book, never what somebody typed: a press by words that name nothing
// may hold a password.
func TestAPressThatNamesNothingIsNotKept(t *testing.T) {
	for _, mode := range []bot.Mode{bot.Guided, bot.Queued, bot.WithAgent} {
		k := inMode(t, mode)
		for range 2 {
			k.do(bot.Chose{Option: bot.OptionID("hunter2 " + strings.Repeat("x", 9000)), Flow: "hunter2", Step: "hunter2"})
			if strings.Contains(encoded(t, k.s), "hunter2") {
				t.Fatalf("%s: kept %.60s…", mode, encoded(t, k.s))
			}
		}
	}
}

// Only what a card shows of a line is kept, cut, where it can be found and taken out again. A line in
// which something was hidden is not, nor the one after it.
func TestALineIsNotKept(t *testing.T) {
	for _, mode := range []bot.Mode{bot.Guided, bot.Queued, bot.Deferred, bot.WithAgent} {
		k := inMode(t, mode)
		k.do(bot.Said{Text: "[password]", Masked: []string{"password"}})
		k.write("hunter2", bot.Reading{Command: "hunter2", Option: "hunter2", Flow: "hunter2", Step: "hunter2", Also: "hunter2", Lang: "hunter2",
			Guesses: []bot.Guess{{Flow: "hunter2"}}, Sure: true, Heard: []bot.Heard{{Flow: "hunter2", Step: "hunter2", Option: "hunter2"}}})
		k.do(bot.FileSent{Name: "hunter2", Type: "hunter2", Lang: "hunter2"})
		k.do(bot.Woke{Name: "hunter2"})
		if strings.Contains(encoded(t, k.s), "hunter2") {
			t.Fatalf("%s: kept %s", mode, encoded(t, k.s))
		}
	}
}
