package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// corrected is a reading that gives an earlier question of the flow another answer.
func corrected(flow bot.FlowID, step bot.StepID, option bot.OptionID) bot.Reading {
	return bot.Reading{Flow: flow, Step: step, Option: option}
}

func TestCorrectionKeepsTheAnswersThatStillStand(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.write("en fait jet d'encre", corrected("jam", "kind", "inkjet"))
	k.hears("<corrected option=kind-inkjet")
	k.stands("jam", "open") // "where" did not depend on it
	k.never("[jam/where]", "[jam/kind]")
	if k.slot("kind") != "inkjet" || k.slot("where") != "front" {
		t.Fatalf("slots %v", k.s.Top().Slots)
	}
}

func TestCorrectionAsksOnlyWhatDependedOnIt(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "failed")
	k.stands("jam", "rear")
	k.write("non, derrière", corrected("jam", "where", "behind"))
	k.stands("jam", "rear")
	k.never("[jam/kind]", "[jam/where]")
	for _, a := range k.s.Top().Log {
		if a.Step == "open" {
			t.Fatal("an answer to a step that is not on the way was kept")
		}
	}
}

func TestCorrectionCanLeadIntoACall(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.write("je ne sais pas", corrected("jam", "kind", "unsure"))
	k.stands("model", "look")
	k.press("letters", "inkjet")
	k.stands("jam", "where") // asked after the call came home: "front" stood behind another answer
}

func TestCorrectionCancelsLaterTimers(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	if k.pending("wait:wifi") == nil {
		t.Fatal("no timer to cancel")
	}
	k.write("en fait éteint", corrected("wifi", "light", "nothing"))
	k.hears("[wifi/unknown]")
	if k.pending("wait:wifi") != nil {
		t.Fatal("the timer runs on")
	}
}

func TestCorrectionOfWhatAWaitDependsOnWaitsAnew(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.write("rapide", corrected("wifi", "light", "fast"))
	k.stands("wifi", "pause")
	if due := k.pending("wait:wifi").Due; !due.Equal(k.now.Add(2 * minute)) {
		t.Fatalf("due at %v, now is %v", due, k.now)
	}
}

func TestCorrectionByAnOldButton(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.pressAt("jam", "kind", "inkjet")
	k.hears("<corrected option=kind-inkjet")
	k.stands("jam", "open")
}

func TestCorrectionOfANonsenseOptionIsAMiss(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.write("bleu", corrected("jam", "kind", "blue"))
	k.never("<corrected")
	k.rests("jam", "open")
	if k.s.Misses != 1 {
		t.Fatalf("%d misses", k.s.Misses)
	}
}

// "Show me again" is no answer: on an older guide it must not lead the flow anywhere.
func TestShowAgainOnAnOlderGuideKeepsTheFlow(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done")
	k.rests("jam", "printing")
	k.pressAt("jam", "open", bot.ReplyAgain)
	k.rests("jam", "printing")
}

func TestShowAgainReadFromWordsKeepsTheFlow(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done")
	k.write("montre encore l'ouverture", corrected("jam", "open", bot.ReplyAgain))
	k.rests("jam", "printing")
}

func TestStepsEarlierAnswersAreOfferedToTheUnderstander(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	var chosen []bot.OptionID
	for _, e := range k.engine.Earlier(k.s) {
		if e.Chosen {
			chosen = append(chosen, e.Option.ID)
		}
	}
	if len(chosen) != 2 || chosen[0] != "front" || chosen[1] != "laser" {
		t.Fatalf("earlier answers %v, the latest first", chosen)
	}
	if got := k.engine.Context(k.s); len(got) != 0 {
		t.Fatalf("context %v", got)
	}
	k.about("model")
	if got := k.engine.Context(k.s); len(got) != 1 || got[0] != "code" {
		t.Fatalf("context %v", got)
	}
}
