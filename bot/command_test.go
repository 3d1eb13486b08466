package bot_test

import (
	"slices"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestStartOverAsksTheMenuAgain(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.about("wifi")
	k.press("slow", bot.CmdRestart)
	k.hears("<restarted")
	k.stands("menu", "what")
	k.depth(1)
	if k.pending("wait:wifi") != nil {
		t.Fatal("a timer of a flow that was left runs on")
	}
}

func TestRepeatSaysTheQuestionAgain(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	before := k.s.Top().Log
	k.press(bot.CmdRepeat)
	k.stands("jam", "where")
	k.offers("front", "back", bot.CmdHuman)
	if len(k.s.Top().Log) != len(before) {
		t.Fatal("repeating is no answer")
	}
}

func TestRepeatWithNothingUnderWayShowsTheMenu(t *testing.T) {
	k := begin(t, wednesday)
	k.write("répète", bot.Reading{Command: bot.CmdRepeat})
	k.stands("menu", "what")
}

func TestStopEndsWhatIsUnderWay(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow", bot.CmdStop)
	k.hears("<stopped")
	k.depth(0)
	if k.turn.Outcome != bot.Abandoned || k.turn.Ended != (bot.StepRef{Flow: "wifi", Step: "pause"}) {
		t.Fatalf("ended %s at %v", k.turn.Outcome, k.turn.Ended)
	}
	if len(k.s.Wakes) != 0 {
		t.Fatalf("wakes %v", k.s.Wakes)
	}
	k.offers(bot.CmdHuman, bot.CmdRestart)
	if said := k.wait(48 * 60 * minute); len(said) != 0 {
		t.Fatalf("it still talks: %v", said)
	}
}

func TestLanguageChangesAtAnyQuestion(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdLanguage)
	k.hears("<switched> the team", "[jam/kind] en")
	k.never(" fr")
	k.press("laser", "front", bot.CmdLanguage)
	k.hears("<switched> l'équipe", "[jam/open] l'équipe")
}

func TestLanguageChangesInTheEnginesQuestion(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.about("wifi")
	k.press("nothing", bot.CmdLanguage)
	k.asks(bot.AskResume, "jam")
	k.hears("<resume_ask flow=t-jam en>")
}

func TestLanguageFollowsAPersonWhoWritesASentenceInIt(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.write("please speak English now", bot.Reading{Lang: "en"})
	k.hears("<switched> the team", "[jam/where] en")
}

func TestLanguageStaysForAWordOrTwo(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("ok email", bot.Reading{Lang: "en"})
	k.never("<switched")
	k.write("the laser one please", bot.Reading{Lang: "en", Option: "laser"})
	k.never("<switched")
	k.hears("[jam/where] fr")
}

func TestLanguageOfThePlatformIsTheFirstGuess(t *testing.T) {
	k := begin(t, wednesday)
	k.do(bot.Said{Text: "allo", Lang: "en"})
	k.hears("<welcome> the team")
	k = begin(t, wednesday)
	k.do(bot.Said{Text: "hola", Lang: "es", Reading: bot.Reading{Lang: "en"}})
	k.hears("<welcome> the team")
}

// "Reachable at every question" (FLOWS): whatever waits, the commands are offered beside it.
func TestCommandsAreOfferedAtEveryQuestion(t *testing.T) {
	everywhere := []bot.OptionID{bot.CmdHuman, bot.CmdBack, bot.CmdRepeat, bot.CmdRestart, bot.CmdLanguage, bot.CmdStop}
	for name, path := range map[string][]bot.OptionID{
		"ask": {"paper"}, "guide": {"paper", "laser", "front"}, "check": {"paper", "laser", "front", "done"},
		"called": {"paper", "unsure"}, "wait": {"network", "slow"}, "engine": {"paper", "laser", "front", "done", "yes"},
		"shown again": {"paper", "laser", "front", "again"},
	} {
		t.Run(name, func(t *testing.T) {
			k := begin(t, wednesday)
			k.write("bonjour", bot.Reading{})
			k.press(path...)
			k.offers(everywhere...)
			expected := k.engine.Expecting(k.s)
			for _, id := range everywhere {
				if !slices.ContainsFunc(expected, func(e bot.Expected) bool { return e.Option.ID == id }) {
					t.Errorf("the understander does not know of %s", id)
				}
			}
		})
	}
}

func TestItWorksNowEndsTheFlowAsResolved(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("ça marche", bot.Reading{Command: bot.CmdSolved})
	k.hears("<solved")
	if k.turn.Outcome != bot.Resolved {
		t.Fatalf("outcome %q", k.turn.Outcome)
	}
	k.asks(bot.AskFeedback)
}
