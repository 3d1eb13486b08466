package flows

import (
	"slices"
	"strconv"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Reader makes an event of a typed line: masked and understood, as it is meant at this point of
// the session.
type Reader func(s bot.Session, said bot.Said) bot.Said

// Talk is a conversation with an engine alone, its time moved by hand. It stores and sends nothing.
type Talk struct {
	Session bot.Session
	Now     time.Time
	Passed  map[bot.Lang][]bot.Pass // every step that was walked over, by the language spoken there

	engine *bot.Engine
	read   Reader
	events int
}

// NewTalk is a conversation in which nothing was said.
func NewTalk(engine *bot.Engine, read Reader, now time.Time) *Talk {
	return &Talk{
		Session: bot.NewSession("transcript:1", now), Now: now, Passed: map[bot.Lang][]bot.Pass{},
		engine: engine, read: read,
	}
}

// Reply is what came of something that happened.
type Reply struct {
	Says    []bot.Say
	Outcome bot.Outcome
	Ended   bot.StepRef
	Refused bot.Refusal
}

// Do applies an event.
func (t *Talk) Do(event bot.Event) Reply {
	if said, ok := event.(bot.Said); ok {
		event = t.read(t.Session, said)
	}
	t.events++
	in := bot.Envelope{ID: bot.EventID(strconv.Itoa(t.events)), Where: t.Session.Home, At: t.Now, Event: event}
	turn := t.engine.Step(t.Session, in)
	t.Session = turn.Session
	lang := turn.Session.Lang
	t.Passed[lang] = append(t.Passed[lang], turn.Path...)
	reply := Reply{Outcome: turn.Outcome, Ended: turn.Ended, Refused: turn.Refused}
	for _, effect := range turn.Effects {
		if say, ok := effect.(bot.Say); ok {
			reply.Says = append(reply.Says, say)
		}
	}
	return reply
}

// Advance lets time pass. Each wake fires at its own time.
func (t *Talk) Advance(by time.Duration) Reply {
	until := t.Now.Add(by)
	var reply Reply
	for {
		next, ok := t.nextWake()
		if !ok || next.Due.After(until) {
			t.Now = until
			return reply
		}
		if next.Due.After(t.Now) {
			t.Now = next.Due.In(t.Now.Location())
		}
		more := t.Do(bot.Woke{Name: next.Name, Generation: next.Generation})
		reply.Says = append(reply.Says, more.Says...)
		if more.Outcome != "" {
			reply.Outcome, reply.Ended = more.Outcome, more.Ended
		}
	}
}

func (t *Talk) nextWake() (bot.Pending, bool) {
	if len(t.Session.Wakes) == 0 {
		return bot.Pending{}, false
	}
	return slices.MinFunc(t.Session.Wakes, func(a, b bot.Pending) int { return a.Due.Compare(b.Due) }), true
}
