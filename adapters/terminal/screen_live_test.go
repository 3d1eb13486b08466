package terminal

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/helpaide/helpaide/bot"
)

var _ Face = Screen{}

func TestScreenSaysNothingFirst(t *testing.T) {
	watch(t, nil, func(v *viewer, f *fakeTalk) {
		v.shows("Écrivez ce qui ne va pas", "Tell me what is wrong", "sortir", "leave")
		if v.said() != "" {
			t.Errorf("printed %q before anybody wrote", v.said())
		}
		f.got(t)
	})
}

func TestScreenSendsWhatIsTyped(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking() }, func(v *viewer, f *fakeTalk) {
		v.write("mon compte est bloqué 🙂")
		v.shows("› mon compte est bloqué 🙂")
		v.press("enter")
		f.got(t, bot.Said{Text: "mon compte est bloqué 🙂"})
		v.told("› mon compte est bloqué 🙂", "◆ HelpAide\n  Quand avez-vous vu ce message?")
		v.shows("1. À l'instant", "2. Il y a 10 minutes", "Une personne · Reculer", "À vous")
		hasNot(t, v.view(), "bloqué", "Écrivez ce qui ne va pas")
	})
}

func TestScreenPicks(t *testing.T) {
	for _, c := range []struct {
		name   string
		press  []string
		write  string
		picked bot.OptionID
	}{
		{"the first with an arrow", []string{"down", "enter"}, "", "now"},
		{"the second with arrows", []string{"down", "down", "enter"}, "", "later"},
		{"the second by its number", nil, "2", "later"},
		{"a command past the answers", []string{"down", "down", "down", "enter"}, "", bot.CmdHuman},
		{"the next command", []string{"up", "right", "right", "enter"}, "", bot.CmdBack},
		{"the last with Tab", []string{"shift+tab", "enter"}, "", bot.CmdBack},
		{"the first after going round", []string{"tab", "tab", "tab", "tab", "tab", "tab", "enter"}, "", "now"},
		{"from a command up to the last answer", []string{"up", "up", "enter"}, "", "later"},
	} {
		t.Run(c.name, func(t *testing.T) {
			watch(t, func(f *fakeTalk) { f.asking() }, func(v *viewer, f *fakeTalk) {
				v.write("aide")
				v.press("enter")
				v.press(c.press...)
				v.write(c.write)
				f.got(t, bot.Said{Text: "aide"}, bot.Chose{Option: c.picked, Step: "when"})
			})
		})
	}
}

func TestScreenShowsWhatIsPointedAt(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking() }, func(v *viewer, f *fakeTalk) {
		v.write("aide")
		v.press("enter", "down")
		v.shows("❯ 1. À l'instant", "Entrée\u00a0: choisir")
		v.press("down", "down")
		v.shows("[Une personne] · Reculer", "←→")
		v.press("esc")
		hasNot(t, v.view(), "❯", "[")
		v.press("enter") // nothing is pointed at and nothing is typed
		f.got(t, bot.Said{Text: "aide"})
	})
}

func TestScreenKeepsTheDraft(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking() }, func(v *viewer, f *fakeTalk) {
		v.write("aide")
		v.press("enter")
		v.write("il est 2")
		v.shows("› il est 2", "Entrée\u00a0: envoyer")
		v.press("down", "enter")
		v.shows("› il est 2")
		v.press("down")
		v.write("0 h")
		v.shows("› il est 20 h")
		v.press("enter")
		f.got(t, bot.Said{Text: "aide"}, bot.Chose{Option: "now", Step: "when"}, bot.Said{Text: "il est 20 h"})
	})
}

func TestScreenTakesAPaste(t *testing.T) {
	watch(t, nil, func(v *viewer, f *fakeTalk) {
		v.take(tea.PasteMsg{Content: "erreur 404\r\nréessayez\x1b[2J"})
		v.shows("› erreur 404\n  réessayez")
		v.press("enter")
		f.got(t, bot.Said{Text: "erreur 404\nréessayez[2J"})
	})
}

func TestScreenForgetsAQuestionThatIsOver(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking() }, func(v *viewer, f *fakeTalk) {
		v.write("aide")
		v.press("enter")
		f.mu.Lock()
		f.session.Stack, f.reply = nil, nil
		f.mu.Unlock()
		v.write("bon")
		v.press("enter")
		hasNot(t, v.view(), "À l'instant")
		v.shows("Une personne")
	})
}

func TestScreenWakesByItself(t *testing.T) {
	prepare := func(f *fakeTalk) {
		f.reply = func(bot.Event) []bot.Say {
			f.wake = time.Now().Add(15 * time.Minute)
			f.session.Wakes = []bot.Pending{{Name: "wait:locked", Due: f.wake}}
			return []bot.Say{{From: bot.FromAssistant, Text: "Je vous écris dans 15 minutes."}}
		}
		f.woken = question()
	}
	watch(t, prepare, func(v *viewer, f *fakeTalk) {
		v.write("verrouillé")
		v.press("enter")
		v.shows("HelpAide vous réécrit " + moment(time.Now().Add(15*time.Minute), time.Now(), "fr"))
		v.write("un mot")
		v.pass(14 * time.Minute)
		hasNot(t, v.said(), "Quand avez-vous")
		v.pass(2 * time.Minute)
		v.told("Quand avez-vous vu ce message?")
		v.shows("1. À l'instant", "› un mot")
	})
}

func TestScreenLeavesAStillClockAlone(t *testing.T) {
	prepare := func(f *fakeTalk) {
		f.wake, f.woken = time.Now().Add(time.Minute), question()
		f.t.Clock = StillClock(time.Now())
	}
	watch(t, prepare, func(v *viewer, _ *fakeTalk) {
		v.write("allo")
		v.press("enter")
		v.pass(time.Hour)
		hasNot(t, v.said(), "Quand avez-vous")
	})
}
