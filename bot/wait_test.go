package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestWaitSaysWhenItWillBeOver(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.hears("[wifi/pause] at 10 h 15", "jeudi 19 novembre")
	k.offers(bot.CmdHuman, bot.CmdBack)
	wake, ok := effect[bot.Wake](k.turn)
	if !ok || wake.Name != "wait:wifi" || !wake.Due.Equal(k.now.Add(15*minute)) {
		t.Fatalf("effects %v", k.turn.Effects)
	}
}

func TestWaitLastsByTheAnswer(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("fast")
	if due := k.pending("wait:wifi").Due; !due.Equal(k.now.Add(2 * minute)) {
		t.Fatalf("due %v at %v", due, k.now)
	}
}

func TestWaitFiresAndTheBotWritesFirst(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	said := k.wait(15*minute - 1)
	if len(said) != 0 {
		t.Fatalf("too early: %v", said)
	}
	said = k.wait(1)
	if count(said, "[wifi/back]") != 1 {
		t.Fatalf("said %v", said)
	}
	k.stands("wifi", "back")
	k.offers("yes", "no", bot.CmdHuman)
}

func TestWaitThatFiresLateGoesOnAllTheSame(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	p := k.pending("wait:wifi")
	k.now = k.now.Add(300 * minute)
	k.do(bot.Woke{Name: p.Name, Generation: p.Generation})
	k.stands("wifi", "back")
}

func TestWaitFiresOnce(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	p := *k.pending("wait:wifi")
	k.do(bot.Woke{Name: p.Name, Generation: p.Generation})
	k.stands("wifi", "back")
	k.do(bot.Woke{Name: p.Name, Generation: p.Generation})
	k.silent()
	k.rests("wifi", "back")
}

func TestAWakeThatWasReplacedDoesNothing(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	old := *k.pending("wait:wifi")
	k.press(bot.CmdBack, "fast")
	k.do(bot.Woke{Name: old.Name, Generation: old.Generation})
	k.silent()
	k.rests("wifi", "pause")
	if k.pending("wait:wifi") == nil {
		t.Fatal("a stale wake took the new one along")
	}
}

func TestAPersonWhoWritesDuringAWaitFirstMayGoOn(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "behind", "failed")
	k.stands("jam", "rest")
	k.press("now")
	k.stands("jam", "printing")
	if k.pending("wait:jam") != nil {
		t.Fatal("the timer runs on")
	}
	if said := k.wait(11 * minute); len(said) != 0 {
		t.Fatalf("said %v", said)
	}
}

func TestAWaitThatIsOverBelowAnotherTopicIsToldAndKept(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.about("jam")
	k.rests("jam", "kind")
	k.wait(16 * minute)
	k.hears("<wait_elsewhere flow=t-wifi", "[jam/kind]")
	k.never("[wifi/back]")
	k.press("laser", "front", "done", "yes")
	k.asks(bot.AskSettled, "wifi")
	k.press(bot.OptResume)
	k.stands("wifi", "back")
}

func TestAWaitThatIsOverWhileAnAgentSpeaksOnlyMovesOn(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.do(bot.AgentClaimed{Agent: camille})
	if said := k.beside(16 * minute); len(said) != 0 {
		t.Fatalf("spoke beside the agent: %v", said)
	}
	k.do(bot.AgentReleased{Agent: camille})
	k.stands("wifi", "back")
}

func TestAWaitStillRunningIsAskedAboutAgainAfterADigression(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	due := k.pending("wait:wifi").Due
	k.about("thanks")
	k.stands("wifi", "pause")
	if !k.pending("wait:wifi").Due.Equal(due) {
		t.Fatal("the wait began anew")
	}
}

func TestAWaitOnACalendarFiresAtTheOpening(t *testing.T) {
	k := opened(t, saturday, "network")
	k.press("desk")
	k.stands("wifi", "until")
	k.hears("at 9 h, le lundi 23 novembre")
	if due := k.pending("wait:wifi").Due; !due.Equal(monday9) {
		t.Fatalf("due %v", due)
	}
}

func TestThereIsNoWaitForWhatIsThereAlready(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("desk")
	k.stands("wifi", "back")
	k.never("[wifi/until]")
	if k.pending("wait:wifi") != nil {
		t.Fatal("a timer for nothing")
	}
}

func TestLeavingATopicCancelsItsWait(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.about("jam")
	k.press("laser", "front", "done", "yes", bot.OptLeave)
	if k.pending("wait:wifi") != nil {
		t.Fatal("the timer of a topic that was left runs on")
	}
}

func TestWaitTimesAreWordedInEachLanguageAndZone(t *testing.T) {
	k := opened(t, wednesday.Add(13*60*minute), "network") // 23:00
	k.press(bot.CmdLanguage, "slow")
	k.hears("at 11:15 p.m.", "Thursday, November 19")
	k = opened(t, wednesday.Add(13*60*minute+50*minute), "network")
	k.press("slow")
	k.hears("at 0 h 05 demain")
}
