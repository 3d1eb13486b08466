package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestFirstLineIsWelcomedOnceAndLedToTheMenu(t *testing.T) {
	k := begin(t, wednesday)
	k.write("bonjour", bot.Reading{Lang: "en"})
	k.hears("<welcome")
	k.stands("menu", "what")
	if k.s.Lang != "en" {
		t.Fatalf("speaks %s", k.s.Lang)
	}
	k.press("paper")
	k.never("<welcome")
	k.stands("jam", "kind")
	k.depth(1)
}

func TestFreeTextBeginsTheFlowItIsSurelyAbout(t *testing.T) {
	k := begin(t, wednesday)
	k.about("wifi")
	k.hears("<welcome", "<understood flow=t-wifi")
	k.stands("wifi", "light")
}

func TestCallComesHomeWithItsOutputs(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("unsure")
	k.stands("model", "look")
	k.depth(2)
	k.press("letters", "inkjet")
	k.stands("jam", "where")
	k.depth(1)
	if k.slot("kind") != "inkjet" {
		t.Fatalf("took home %v", k.s.Top().Slots)
	}
	if k.turn.Outcome != "" {
		t.Fatalf("a called flow ended the conversation's: %s", k.turn.Outcome)
	}
}

func TestBranchFollowsTheSlot(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "behind")
	k.stands("jam", "rear")
	k = opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.stands("jam", "open")
}

func TestEndSaysItsOutcomeAndWhereItCame(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes")
	if k.turn.Outcome != bot.Resolved || k.turn.Ended != (bot.StepRef{Flow: "jam", Step: "solved"}) {
		t.Fatalf("ended %s at %v", k.turn.Outcome, k.turn.Ended)
	}
	k.hears("[jam/solved]")
	k.asks(bot.AskFeedback)
	k.offers(bot.OptHelpful, bot.OptUnhelpful, bot.CmdHuman)
	k.press(bot.OptHelpful)
	k.hears("<feedback_yes")
	k.offers(bot.CmdHuman, bot.CmdRestart)
}

func TestGotoTakesThePlaceOfItsFlow(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("desk") // Wednesday at ten: the desk is open, nothing to wait for
	k.stands("wifi", "back")
	k.press("no", "failed")
	k.stands("jam", "kind")
	k.depth(1)
}

func TestDigressionThenAsksToResume(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.about("wifi")
	k.hears("<digressed flow=t-wifi", "old=t-jam")
	k.stands("wifi", "light")
	k.depth(2)
	k.press("nothing")
	k.asks(bot.AskResume, "jam")
	k.hears("[wifi/unknown]", "<resume_ask flow=t-jam")
	k.press(bot.OptResume)
	k.hears("<resumed flow=t-jam")
	k.stands("jam", "where")
	k.depth(1)
	if k.slot("kind") != "laser" {
		t.Fatal("the digression lost an answer")
	}
}

func TestDigressionThenLeavesTheOldTopic(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.about("wifi")
	k.press("nothing", bot.OptLeave)
	k.hears("<left")
	k.depth(0)
}

func TestQuestionsAfterADigressionComeTopicByTopic(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.about("model")
	k.about("wifi")
	k.depth(3)
	k.press("nothing")
	k.asks(bot.AskResume, "model")
	k.press(bot.OptLeave)
	k.asks(bot.AskResume, "jam")
	k.press(bot.OptResume)
	k.stands("jam", "kind")
}

func TestNamingATopicBelowGoesBackToIt(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.about("wifi")
	k.about("jam")
	k.hears("<resumed flow=t-jam")
	k.stands("jam", "where")
	k.depth(1)
}

func TestAsideIsAnsweredOnTheWay(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.about("thanks")
	k.hears("[thanks/welcome]")
	k.stands("jam", "kind")
	k.depth(1)
}

// An aside is "answered on the way, without leaving the topic" (bot.Flow): what the engine itself
// had asked is asked again too, or a problem that was remembered is never offered.
func TestAsideKeepsTheEnginesOwnQuestion(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.about("wifi")
	k.press("nothing")
	k.asks(bot.AskResume, "jam")
	k.about("thanks")
	k.hears("[thanks/welcome]")
	k.asks(bot.AskResume, "jam")
}

// Leaving a topic leaves what it had called, and what had called it: one topic, one question.
func TestLeavingATopicLeavesItsWholeCall(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("unsure") // jam has called model
	k.about("wifi")
	k.press("nothing", bot.OptLeave)
	k.depth(0)
	k.hears("<left")
}

// Naming a flow that is under way by way of a flow it called is no reason to begin the call anew.
func TestNamingTheCallerKeepsTheCall(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("unsure", "letters")
	k.about("jam")
	k.rests("model", "sure")
	if len(k.s.Top().Log) != 1 {
		t.Fatalf("answers were lost: %v", k.s.Top().Log)
	}
}

func TestEachFlowIsUnderWayOnce(t *testing.T) {
	k := opened(t, wednesday, "paper")
	for range 3 {
		k.about("wifi")
		k.about("model")
		k.about("jam")
	}
	seen := map[bot.FlowID]bool{}
	for _, f := range k.s.Stack {
		if seen[f.Flow] {
			t.Fatalf("twice under way: %v", k.s.Stack)
		}
		seen[f.Flow] = true
	}
}
