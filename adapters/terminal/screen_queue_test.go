package terminal

import (
	"context"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func TestScreenTriesAgain(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking().fails = 1 }, func(v *viewer, f *fakeTalk) {
		v.write("aide")
		v.press("enter")
		v.shows("Ça n'a pas passé", "the disk is full", "That did not go through")
		v.write("la suite")
		v.pass(retryAfter)
		f.got(t, bot.Said{Text: "aide"})
		if len(f.ids) != 2 || f.ids[0] != f.ids[1] {
			t.Errorf("tried with the ids %q, want the same one twice", f.ids)
		}
		v.told("Quand avez-vous")
		v.shows("› la suite")
		hasNot(t, v.view(), "Ça n'a pas passé")
	})
}

func TestScreenGivesBackWhatCannotBeSent(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking().fails = 3 }, func(v *viewer, f *fakeTalk) {
		v.write("aide")
		v.press("enter", "enter") // the second one tries again at once
		if len(f.ids) != 2 {
			t.Errorf("tried %d times, want 2", len(f.ids))
		}
		v.press("esc")
		v.shows("› aide")
		hasNot(t, v.view(), "Ça n'a pas passé")
		v.pass(time.Minute)
		f.got(t)
	})
}

func TestScreenKeepsTheOrder(t *testing.T) {
	var release chan struct{}
	prepare := func(f *fakeTalk) {
		release = make(chan struct{})
		pump := f.t.Pump
		f.t.Pump = func(ctx context.Context) error {
			<-release
			return pump(ctx)
		}
	}
	watch(t, prepare, func(v *viewer, f *fakeTalk) {
		for _, text := range []string{"un", "deux", "trois"} {
			v.write(text)
			v.press("enter")
		}
		f.got(t)
		v.write("quatre")
		v.shows("› quatre")
		close(release)
		v.still()
		f.got(t, bot.Said{Text: "un"}, bot.Said{Text: "deux"}, bot.Said{Text: "trois"})
	})
}

func TestScreenPlaysTheAgent(t *testing.T) {
	prepare := func(f *fakeTalk) {
		f.session.Lang = "fr"
		f.reply = func(bot.Event) []bot.Say {
			f.session.Case = &bot.Case{State: bot.CaseHeld, Owner: &bot.Agent{Name: "Camille"}}
			return []bot.Say{
				{From: bot.FromSystem, Text: "Camille a rejoint la conversation."},
				{From: bot.FromAgent, Name: "Camille", Text: "Bonjour!"},
			}
		}
	}
	watch(t, prepare, func(v *viewer, f *fakeTalk) {
		v.write("/agent claim Camille")
		v.press("enter")
		f.got(t, bot.AgentClaimed{Agent: bot.Agent{ID: "terminal:camille", Name: "Camille"}})
		v.told("· Camille a rejoint la conversation.", "● Camille\n  Bonjour!")
		v.shows("Vous parlez avec Camille")

		f.refuses = bot.RefusedHeld
		v.write("/agent claim Dominique")
		v.press("enter")
		v.shows("! Camille a déjà la conversation")
		v.write("/help")
		v.press("enter")
		v.told("/agent release", "/quit")
		hasNot(t, v.view(), "a déjà la conversation")
	})
}

func TestScreenReopens(t *testing.T) {
	for _, c := range []struct {
		name    string
		state   bot.CaseState
		stack   []bot.Frame
		repeats bool
	}{
		{"a question", "", []bot.Frame{{Step: "when"}}, true},
		{"a question while the desk is closed", bot.CaseDeferred, []bot.Frame{{Step: "when"}}, true},
		{"the queue", bot.CaseQueued, []bot.Frame{{Step: "when"}}, false},
		{"nothing", "", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			prepare := func(f *fakeTalk) {
				f.asking()
				f.session.Seq, f.session.Lang, f.session.Stack = 3, "fr", c.stack
				if c.state != "" {
					f.session.Case = &bot.Case{State: c.state}
				}
			}
			watch(t, prepare, func(v *viewer, f *fakeTalk) {
				if !c.repeats {
					f.got(t)
					return
				}
				f.got(t, bot.Chose{Option: bot.CmdRepeat})
				v.told("◆ HelpAide\n  Quand avez-vous vu ce message?")
				v.shows("1. À l'instant")
			})
		})
	}
}

func TestScreenReopensWithWhatFellDue(t *testing.T) {
	prepare := func(f *fakeTalk) {
		f.asking()
		f.session.Seq, f.wake, f.woken = 3, time.Now(), question()
	}
	watch(t, prepare, func(v *viewer, f *fakeTalk) {
		f.got(t) // the question was asked by the wake: it is not asked again
		v.shows("1. À l'instant")
	})
}

func TestScreenLeaves(t *testing.T) {
	for _, stroke := range []string{"ctrl+c", "ctrl+d", "/quit"} {
		t.Run(stroke, func(t *testing.T) {
			watch(t, func(f *fakeTalk) { f.session.Lang = "en"; f.t.Lang = "en" }, func(v *viewer, f *fakeTalk) {
				if stroke == "/quit" {
					v.write(stroke)
					stroke = "enter"
				}
				v.press(stroke)
				if !v.quit || v.view() != "" {
					t.Errorf("still there: %q", v.view())
				}
				v.told("· Goodbye.")
				f.got(t)
			})
		})
	}
}

func TestScreenLosesNothingWhenLeaving(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking().fails = 1 }, func(v *viewer, f *fakeTalk) {
		v.write("le premier")
		v.press("ctrl+d") // not an empty line
		v.press("enter")
		v.write("le second")
		v.press("ctrl+c")
		if !v.quit {
			t.Error("still there")
		}
		v.told("Pas envoyé\u00a0: ", "le premier", "le second")
	})
}
