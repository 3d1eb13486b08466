package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// both is a reading that is surely about the first flow, and mentions the second.
func both(first, second bot.FlowID) bot.Reading {
	return bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: first, Score: 0.9}}, Also: second}
}

func TestASecondProblemIsRememberedAndOfferedAtTheEnd(t *testing.T) {
	k := begin(t, wednesday)
	k.write("bourrage, et le Wi-Fi est mort", both("jam", "wifi"))
	k.hears("<noted flow=t-wifi")
	k.stands("jam", "kind")
	k.press("laser", "front", "done", "yes")
	k.asks(bot.AskSecond, "wifi")
	k.hears("<second_ask flow=t-wifi")
	k.offers(bot.OptBegin, bot.OptLater, bot.CmdHuman)
	k.press(bot.OptBegin)
	k.stands("wifi", "light")
	if len(k.s.Later) != 0 {
		t.Fatalf("still remembered: %v", k.s.Later)
	}
}

func TestASecondProblemMayBeLeft(t *testing.T) {
	k := begin(t, wednesday)
	k.write("les deux", both("jam", "wifi"))
	k.press("laser", "front", "done", "yes", bot.OptLater)
	k.hears("<second_left")
	if len(k.s.Later) != 0 {
		t.Fatalf("still remembered: %v", k.s.Later)
	}
}

func TestASecondProblemThatWasBegunMeanwhileIsNotOffered(t *testing.T) {
	k := begin(t, wednesday)
	k.write("les deux", both("jam", "wifi"))
	k.about("wifi")
	k.press("nothing", bot.OptResume, "laser", "front", "done", "yes")
	k.asks(bot.AskFeedback)
}

// The flow that a first problem leads to may be the second one: then it has been looked at.
func TestASecondProblemThatTheFirstLeadsToIsNotOffered(t *testing.T) {
	k := begin(t, wednesday)
	k.write("les deux", both("wifi", "jam"))
	k.press("desk")
	k.press("no", "failed")
	k.stands("jam", "kind")
	if len(k.s.Later) != 0 {
		t.Fatalf("still remembered: %v", k.s.Later)
	}
}

// Whoever names the flow under way together with another problem has that one remembered too.
func TestASecondProblemIsRememberedInTheMiddleOfAFlow(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.write("toujours coincé, et le Wi-Fi est mort", both("jam", "wifi"))
	if len(k.s.Later) != 1 || k.s.Later[0] != "wifi" {
		t.Fatalf("remembered %v", k.s.Later)
	}
}

func TestASecondProblemIsRememberedBesideAnAnswer(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("laser, et le Wi-Fi est mort", bot.Reading{Option: "laser", Also: "wifi"})
	k.stands("jam", "where")
	if len(k.s.Later) != 1 {
		t.Fatalf("remembered %v", k.s.Later)
	}
}

func TestASecondProblemIsRememberedWhenTheFirstWasFinishedBefore(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes")
	k.write("encore coincé, et le Wi-Fi", both("jam", "wifi"))
	k.asks(bot.AskEnter, "jam")
	k.press(bot.OptContinue)
	if len(k.s.Later) != 1 {
		t.Fatalf("remembered %v", k.s.Later)
	}
}

// heardEarly is a line about the jam that answers two questions before they are asked.
func heardEarly() bot.Reading {
	return bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: "jam", Score: 0.9}}, Heard: []bot.Heard{
		{Flow: "jam", Step: "kind", Option: "laser"}, {Flow: "jam", Step: "where", Option: "front"},
	}}
}

func TestAnswersHeardEarlyAreNotAskedFor(t *testing.T) {
	k := begin(t, wednesday)
	k.write("ma laser est coincée devant", heardEarly())
	k.hears("<heard option=kind-laser fr, where-front fr>")
	k.never("[jam/kind]", "[jam/where]")
	k.stands("jam", "open")
	k.press(bot.CmdBack)
	k.stands("jam", "where")
}

func TestAnswersHeardOfAnotherFlowAreLeft(t *testing.T) {
	k := begin(t, wednesday)
	k.write("…", bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: "jam"}}, Heard: []bot.Heard{
		{Flow: "wifi", Step: "light", Option: "slow"}, {Flow: "jam", Step: "kind", Option: "blue"},
	}})
	k.never("<heard")
	k.stands("jam", "kind")
}

func TestAnswersHeardAreForgottenByTheNextLine(t *testing.T) {
	k := begin(t, wednesday)
	k.write("ma laser est coincée devant", heardEarly())
	k.press("failed", "failed")
	k.press(bot.CmdBack, bot.CmdBack, bot.CmdBack)
	k.stands("jam", "where") // asked, not taken from the line of before
}

// "Show me again" heard in a line is no answer: it must not end the flow.
func TestShowAgainHeardEarlyKeepsTheFlow(t *testing.T) {
	k := begin(t, wednesday)
	reading := heardEarly()
	reading.Heard = append(reading.Heard, bot.Heard{Flow: "jam", Step: "open", Option: bot.ReplyAgain})
	k.write("encore", reading)
	k.rests("jam", "open")
}

func TestAFlowFinishedBeforeOffersAPerson(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes", bot.OptHelpful)
	k.about("jam")
	k.asks(bot.AskEnter, "jam")
	k.hears("<again flow=t-jam")
	k.offers(bot.CmdHuman, bot.OptContinue)
	k.press(bot.OptContinue)
	k.stands("jam", "kind")
}

func TestAFlowFinishedBeforeOffersAPersonFromTheMenuToo(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes", bot.CmdRestart, "paper")
	k.asks(bot.AskEnter, "jam")
	k.press(bot.CmdHuman)
	k.mode(bot.Queued)
}

func TestADayLaterAFlowMayBeFinishedAgain(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes", bot.OptHelpful)
	k.wait(25 * 60 * minute)
	k.about("jam")
	k.stands("jam", "kind")
}

// A case that is long over is no reason to remember for ever what was finished.
func TestADayAfterAReleaseAFlowMayBeFinishedAgain(t *testing.T) {
	k := begin(t, wednesday)
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille})
	k.press("paper", "laser", "front", "done", "yes", bot.OptHelpful)
	k.wait(7 * 24 * 60 * minute)
	k.about("jam")
	k.stands("jam", "kind")
}
