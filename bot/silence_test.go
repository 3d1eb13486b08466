package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

const hour = 60 * minute

func TestSilenceIsBrokenOnceThenEndsQuietly(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	said := k.wait(48 * hour)
	if count(said, "<nudge") != 1 || count(said, "[jam/where]") != 1 || len(said) != 1 {
		t.Fatalf("said %v", said)
	}
	k.depth(0)
	if len(k.s.Wakes) != 0 {
		t.Fatalf("wakes %v", k.s.Wakes)
	}
}

func TestSilenceEndsWithTheOutcomeAbandoned(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.wait(hour)
	k.wait(24 * hour)
	if k.turn.Outcome != bot.Abandoned || k.turn.Ended != (bot.StepRef{Flow: "jam", Step: "kind"}) {
		t.Fatalf("ended %q at %v", k.turn.Outcome, k.turn.Ended)
	}
	k.silent()
}

func TestSilenceCountsFromTheLastThingThePersonDid(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.wait(20 * minute)
	k.press("laser")
	if said := k.wait(29 * minute); len(said) != 0 {
		t.Fatalf("said %v", said)
	}
	if said := k.wait(2 * minute); count(said, "<nudge") != 1 {
		t.Fatalf("said %v", said)
	}
}

func TestSilenceIsArmedOnceForManyAnswers(t *testing.T) {
	k := opened(t, wednesday, "paper")
	armed := *k.pending("silence")
	for _, option := range []bot.OptionID{"laser", "front", "failed"} {
		k.press(option)
		if wake, ok := effect[bot.Wake](k.turn); ok && wake.Name == "silence" {
			t.Fatal("armed again for an answer")
		}
	}
	if *k.pending("silence") != armed {
		t.Fatal("another wake")
	}
}

func TestANewNudgeAfterThePersonCameBack(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.wait(hour)
	k.press("laser")
	if said := k.wait(48 * hour); count(said, "<nudge") != 1 {
		t.Fatalf("said %v", said)
	}
}

func TestNobodyIsNudgedForFeedback(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes")
	if said := k.wait(48 * hour); len(said) != 0 {
		t.Fatalf("said %v", said)
	}
	if k.s.Asked != nil {
		t.Fatalf("still asked %v", k.s.Asked)
	}
}

func TestNobodyIsNudgedInAWaitOrBesideAnAgent(t *testing.T) {
	k := opened(t, saturday, "network")
	k.press("desk")
	if said := k.wait(30 * hour); len(said) != 0 {
		t.Fatalf("nudged in a wait: %v", said)
	}
	k = opened(t, wednesday, "paper")
	k.do(bot.AgentClaimed{Agent: camille})
	if said := k.beside(48 * hour); len(said) != 0 {
		t.Fatalf("spoke beside the agent: %v", said)
	}
	k = opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	if said := k.wait(3 * hour); count(said, "<nudge") != 0 {
		t.Fatalf("nudged in the queue: %v", said)
	}
}

func TestSilenceIsWatchedAgainAfterARelease(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.AgentClaimed{Agent: camille})
	k.beside(2 * hour)
	k.do(bot.AgentReleased{Agent: camille})
	if said := k.wait(29 * minute); len(said) != 0 {
		t.Fatalf("said %v", said)
	}
	if said := k.wait(2 * minute); count(said, "<nudge") != 1 {
		t.Fatalf("said %v", said)
	}
}

// After a wait of days ("I will write on Tuesday to ask whether it came") the person has a day to
// answer like anybody: silence counts from the question, not from what the person last did.
func TestAQuestionAfterALongWaitIsLeftOpenForADay(t *testing.T) {
	k := opened(t, saturday, "network")
	k.press("desk")
	k.wait(monday9.Sub(k.now))
	k.stands("wifi", "back")
	k.wait(2 * hour)
	k.rests("wifi", "back")
	k.press("yes")
	k.hears("[wifi/ok]")
}

// A deferred case keeps where it was made, whatever the bot's patience.
func TestADeferredCaseKeepsItsResumePointOverTheWeekend(t *testing.T) {
	k := opened(t, saturday, "paper")
	k.press("laser", bot.CmdHuman)
	k.wait(monday9.Sub(k.now))
	k.mode(bot.Queued)
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille})
	k.stands("jam", "where")
}
