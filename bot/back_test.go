package bot_test

import (
	"slices"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestBackTakesTheLastAnswerBack(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.stands("jam", "open")
	k.press(bot.CmdBack)
	k.stands("jam", "where")
	if k.slot("where") != "" || k.slot("kind") != "laser" {
		t.Fatalf("slots %v", k.s.Top().Slots)
	}
	k.press(bot.CmdBack)
	k.stands("jam", "kind")
}

func TestBackByWords(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.write("retour", bot.Reading{Command: bot.CmdBack})
	k.stands("jam", "kind")
}

func TestBackOutOfACalledFlow(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("unsure")
	k.stands("model", "look")
	k.press(bot.CmdBack)
	k.stands("jam", "kind")
	k.depth(1)
}

func TestBackAfterACallAsksTheQuestionBeforeIt(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("unsure", "letters", "laser")
	k.stands("jam", "where")
	k.press(bot.CmdBack)
	k.stands("jam", "kind")
	if k.slot("kind") != "" {
		t.Fatalf("slots %v", k.s.Top().Slots)
	}
}

func TestBackOutOfADigressionResumes(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.about("wifi")
	k.press(bot.CmdBack)
	k.stands("jam", "where")
	k.depth(1)
}

func TestBackFromTheFirstQuestionLeadsToTheMenu(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdBack)
	k.stands("menu", "what")
	k.never("<back_none")
}

func TestBackWithNothingToGoBackToSaysSo(t *testing.T) {
	k := begin(t, wednesday)
	k.write("bonjour", bot.Reading{})
	k.press(bot.CmdBack)
	k.hears("<back_none")
	k.stands("menu", "what")
}

func TestBackFromTheEnginesQuestionAsksTheSteps(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("?", bot.Reading{})
	k.write("?", bot.Reading{})
	k.write("?", bot.Reading{})
	k.asks(bot.AskPerson)
	k.press(bot.CmdBack)
	k.stands("jam", "kind")
}

func TestBackOverAWaitCancelsItsTimer(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.stands("wifi", "pause")
	k.press(bot.CmdBack)
	k.stands("wifi", "light")
	if k.pending("wait:wifi") != nil {
		t.Fatal("the timer runs on")
	}
	if off, ok := effect[bot.Unwake](k.turn); !ok || off.Name != "wait:wifi" {
		t.Fatalf("effects %v", k.turn.Effects)
	}
}

func TestBackAfterAWaitAsksTheQuestionBeforeIt(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("fast")
	k.wait(3 * minute)
	k.rests("wifi", "back")
	k.press(bot.CmdBack)
	k.stands("wifi", "light")
}

// A reply that was taken back is no try: going back and forth does not use the tries up.
func TestBackGivesATryBack(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "behind")
	for range 4 {
		k.press("done")
		k.stands("jam", "printing")
		k.press(bot.CmdBack)
		k.stands("jam", "rear")
	}
}

func TestBackDoesNotBringAnOldAnswerToTheDesk(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "behind", "done", bot.CmdBack, bot.CmdHuman)
	k.never("did-rear")
	if slices.ContainsFunc(k.s.Tried, func(t bot.Tried) bool { return t.Step == "rear" }) {
		t.Fatal("a step that was taken back counts as tried")
	}
}
