package bot_test

import (
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

// walk is a conversation that goes on at random.
type walk struct {
	engine  *bot.Engine
	s       bot.Session
	now     time.Time
	offered []bot.Say  // the messages with choices
	woken   []bot.Woke // all that was ever set
}

// happened is an event with the session before it and the turn that came of it.
type happened struct {
	engine *bot.Engine
	before bot.Session
	in     bot.Envelope
	turn   bot.Turn
}

var testEngine = bot.NewEngine(printer())

// releases are the books that a live conversation may wake up in.
var releases = []*bot.Engine{
	testEngine, revised(nil), revised(renamed("where", "side", true)), revised(renamed("kind", "sort", false)),
	revised(without("wifi")), revised(without("model")), revised(renamedIn("wifi", "pause", "halt", false)),
	revised(renamed("rest", "halt", false)), revised(renamedIn("model", "look", "glance", false)),
}

func newWalk(t *rapid.T) *walk {
	at := rapid.SampledFrom([]time.Time{wednesday, saturday}).Draw(t, "at")
	return &walk{engine: testEngine, s: bot.NewSession(home, at), now: at}
}

// next lets something happen.
func (k *walk) next(t *rapid.T) happened {
	k.now = k.now.Add(anyPause.Draw(t, "pause"))
	if rapid.IntRange(0, 19).Draw(t, "release") == 19 {
		k.engine = rapid.SampledFrom(releases).Draw(t, "engine")
	}
	return k.apply(anyEvent(t, k))
}

func (k *walk) apply(event bot.Event) happened {
	h := happened{engine: k.engine, before: k.s, in: bot.Envelope{Where: home, At: k.now, Event: event}}
	h.turn = k.engine.Step(k.s, h.in)
	k.s = h.turn.Session
	for _, say := range says(h.turn) {
		if len(say.Choices) > 0 {
			k.offered = append(k.offered, say)
		}
	}
	for _, effect := range h.turn.Effects {
		if wake, ok := effect.(bot.Wake); ok {
			k.woken = append(k.woken, bot.Woke{Name: wake.Name, Generation: wake.Generation})
		}
	}
	return h
}

// always checks a promise after every event of many random walks.
func always(t *testing.T, promise func(t *rapid.T, h happened)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t)
		for range rapid.IntRange(1, 50).Draw(t, "length") {
			promise(t, k.next(t))
		}
	})
}

// byPerson reports whether the event is a message of the person's, and whether it has words.
func byPerson(event bot.Event) (message, words bool) {
	switch e := event.(type) {
	case bot.Said:
		return true, e.Text != ""
	case bot.FileSent:
		return true, true
	}
	return false, false
}
