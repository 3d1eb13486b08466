package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestMissesRephraseThenShowOptionsThenOfferAPerson(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("bof", bot.Reading{})
	k.hears("(laser?)") // the step's own wording
	k.offers("laser", "inkjet", bot.CmdHuman)
	k.write("bof", bot.Reading{})
	k.hears("<miss_options", "[jam/kind]")
	k.offers("laser", "inkjet", bot.CmdHuman)
	k.write("bof", bot.Reading{})
	k.hears("<offer_person")
	k.asks(bot.AskPerson)
	k.offers(bot.CmdHuman, bot.OptContinue)
	k.press(bot.OptContinue)
	k.stands("jam", "kind")
}

func TestMissWithoutAStepsRephraseUsesTheEngines(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.write("bof", bot.Reading{})
	k.hears("<miss_rephrase", "[jam/where]")
}

func TestMissesAreForgottenOnceUnderstood(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("bof", bot.Reading{})
	k.write("bof", bot.Reading{})
	k.press("laser")
	k.write("bof", bot.Reading{})
	k.hears("<miss_rephrase")
	k.never("<offer_person")
}

func TestMissAtTheOfferOfAPersonAsksItAgain(t *testing.T) {
	k := opened(t, wednesday, "paper")
	for range 5 {
		k.write("bof", bot.Reading{})
	}
	k.offers(bot.CmdHuman)
	k.rests("jam", "kind")
}

func TestMissInAWaitSaysUntilWhen(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.write("bof", bot.Reading{})
	k.hears("<miss_wait time=10 h 15")
	k.offers(bot.CmdHuman)
	if k.pending("wait:wifi") == nil {
		t.Fatal("a miss cancelled the timer")
	}
}

func TestMissAtTheVeryFirstLineShowsTheMenu(t *testing.T) {
	k := begin(t, wednesday)
	k.write("bof", bot.Reading{})
	k.hears("<welcome", "<miss_rephrase")
	k.stands("menu", "what")
}

func TestNothingToReadIsNoMiss(t *testing.T) {
	k := opened(t, wednesday, "paper")
	for range 4 {
		k.write("  \n", bot.Reading{})
		k.hears("<miss_empty")
		k.stands("jam", "kind")
	}
}

func TestTwoLikelyFlowsAreAskedAbout(t *testing.T) {
	k := begin(t, wednesday)
	near := []bot.Guess{{Flow: "jam", Score: 0.5}, {Flow: "thanks", Score: 0.4}, {Flow: "wifi", Score: 0.4}}
	k.write("ça bloque", bot.Reading{Guesses: near})
	k.asks(bot.AskWhich, "jam", "wifi")
	k.offers("jam", "wifi", bot.OptOther, bot.CmdHuman)
	k.press("wifi")
	k.stands("wifi", "light")
}

func TestNoneOfTheLikelyFlowsGoesOn(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("ça bloque", bot.Reading{Guesses: []bot.Guess{{Flow: "model"}, {Flow: "wifi"}}})
	k.press(bot.OptOther)
	k.stands("jam", "kind")
}

// Whoever is asked "this or that?" and presses the one under way was understood.
func TestChoosingTheFlowUnderWayIsNoMiss(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.write("ça bloque", bot.Reading{Guesses: []bot.Guess{{Flow: "jam"}, {Flow: "wifi"}}})
	k.asks(bot.AskWhich, "jam", "wifi")
	k.press("jam")
	k.never("<miss")
	k.stands("jam", "where")
	if k.s.Misses != 0 {
		t.Fatalf("%d misses", k.s.Misses)
	}
}

func TestTriesLeadOnAfterTheLast(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "behind", "done", "no", "now", "no", "now", "no", "now")
	k.hears("[jam/person]") // printing was asked three times: then a person
	k.mode(bot.Queued)
}

func TestTriesAreNotUsedUpByMissesOrRepeats(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("fast")
	k.wait(3 * minute)
	for range 2 {
		k.write("bof", bot.Reading{})
		k.press(bot.CmdRepeat)
	}
	k.rests("wifi", "back")
	k.press("no", "done")
	k.stands("wifi", "back")
	k.press("no", "done")
	k.stands("jam", "kind") // the third arrival
}

func TestShowAgainIsSlowerAndNoTry(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "behind")
	for range 3 {
		k.press(bot.ReplyAgain)
		k.hears("[jam/rear] slowly")
		k.offers(bot.ReplyDone, bot.ReplyFailed, bot.ReplyCannot, bot.ReplyAgain, bot.CmdHuman)
		k.rests("jam", "rear")
	}
}
