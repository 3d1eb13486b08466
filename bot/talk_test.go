package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

var (
	camille = bot.Agent{ID: "u1", Name: "Camille"}
	sam     = bot.Agent{ID: "u2", Name: "Sam"}
	lead    = bot.Agent{ID: "u3", Name: "Lou", Role: bot.RoleLead}
	viewer  = bot.Agent{ID: "u4", Name: "Vic", Role: bot.RoleViewer}
)

// talk drives a conversation by events and remembers the last turn.
type talk struct {
	testing.TB
	engine *bot.Engine
	s      bot.Session
	now    time.Time
	turn   bot.Turn
	events int
}

func begin(t testing.TB, at time.Time) *talk {
	t.Helper()
	return &talk{TB: t, engine: bot.NewEngine(printer()), s: bot.NewSession(home, at), now: at}
}

// opened is a talk in which the menu was shown and the flow begun from it.
func opened(t testing.TB, at time.Time, option bot.OptionID) *talk {
	t.Helper()
	k := begin(t, at)
	k.write("bonjour", bot.Reading{})
	k.press(option)
	return k
}

// do is one event. A second passes before it.
func (k *talk) do(event bot.Event) bot.Turn {
	k.Helper()
	k.now = k.now.Add(time.Second)
	k.events++
	k.turn = k.engine.Step(k.s, bot.Envelope{ID: bot.EventID(fmt.Sprint(k.events)), Where: home, At: k.now, Event: event})
	k.s = k.turn.Session
	return k.turn
}

func (k *talk) write(words string, reading bot.Reading) bot.Turn {
	k.Helper()
	return k.do(bot.Said{Text: words, Reading: reading})
}

// about writes a line that is surely about the flow.
func (k *talk) about(flow bot.FlowID) bot.Turn {
	k.Helper()
	return k.write("about "+string(flow), bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: flow, Score: 1}}})
}

// press presses buttons of the message that is waiting, one after the other.
func (k *talk) press(options ...bot.OptionID) bot.Turn {
	k.Helper()
	for _, option := range options {
		k.pressAt(k.flow(), k.step(), option)
	}
	return k.turn
}

// pressAt presses a button of a message that may be older.
func (k *talk) pressAt(flow bot.FlowID, step bot.StepID, option bot.OptionID) bot.Turn {
	k.Helper()
	return k.do(bot.Chose{Option: option, Flow: flow, Step: step})
}

// wait lets time pass and fires what falls due, in order. It returns all that was said.
func (k *talk) wait(d time.Duration) []bot.Say {
	k.Helper()
	var said []bot.Say
	until := k.now.Add(d)
	for range 50 {
		wake := k.nextWake(until)
		if wake == nil {
			break
		}
		if wake.Due.After(k.now) {
			k.now = wake.Due.In(eastern)
		}
		k.turn = k.engine.Step(k.s, bot.Envelope{Where: home, At: k.now, Event: bot.Woke{Name: wake.Name, Generation: wake.Generation}})
		k.s = k.turn.Session
		said = append(said, says(k.turn)...)
	}
	k.now = until
	return said
}

// beside lets time pass with an agent who writes now and then. It returns what others said.
func (k *talk) beside(d time.Duration) []bot.Say {
	k.Helper()
	var said []bot.Say
	for ; d > 0; d -= 20 * minute {
		k.do(bot.AgentSaid{Agent: *k.s.Case.Owner, Text: "je regarde"})
		said = append(said, k.wait(min(d, 20*minute))...)
	}
	return said
}

func (k *talk) nextWake(until time.Time) *bot.Pending {
	var next *bot.Pending
	for i, p := range k.s.Wakes {
		if !p.Due.After(until) && (next == nil || p.Due.Before(next.Due)) {
			next = &k.s.Wakes[i]
		}
	}
	return next
}

func (k *talk) flow() bot.FlowID {
	if top := k.s.Top(); top != nil {
		return top.Flow
	}
	return ""
}

func (k *talk) step() bot.StepID {
	if top := k.s.Top(); top != nil {
		return top.Step
	}
	return ""
}

// says are the messages of a turn.
func says(turn bot.Turn) []bot.Say {
	var out []bot.Say
	for _, effect := range turn.Effects {
		if say, ok := effect.(bot.Say); ok {
			out = append(out, say)
		}
	}
	return out
}

// heard is all that a turn said, as one text.
func heard(turn bot.Turn) string {
	var out []string
	for _, say := range says(turn) {
		out = append(out, string(say.From)+": "+say.Text)
	}
	return strings.Join(out, "\n")
}

func effect[E bot.Effect](turn bot.Turn) (E, bool) {
	for _, e := range turn.Effects {
		if found, ok := e.(E); ok {
			return found, true
		}
	}
	var none E
	return none, false
}

func (k *talk) pending(name string) *bot.Pending {
	i := slices.IndexFunc(k.s.Wakes, func(p bot.Pending) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return &k.s.Wakes[i]
}
