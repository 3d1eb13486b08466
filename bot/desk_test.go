package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestAskingForAPersonQueuesAtOnceAndShowsWhatIsPassedOn(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "failed", bot.CmdHuman)
	k.mode(bot.Queued)
	k.hears("<case_queued", "<passed_on", "<passed_topic flow=t-jam", "did-open", "<passed_asked question=[jam/rear]")
	k.offers(bot.CmdWithdraw, bot.CmdHuman)
	k.rests("jam", "rear")
	show, ok := effect[bot.ShowCase](k.turn)
	if !ok || show.Case.State != bot.CaseQueued || !show.Case.Since.Equal(k.now) {
		t.Fatalf("the desk is shown %+v", show)
	}
}

func TestAskingForAPersonByWordsIsTheSame(t *testing.T) {
	k := begin(t, wednesday)
	k.write("une personne svp", bot.Reading{Command: bot.CmdHuman})
	k.mode(bot.Queued)
	k.hears("<welcome", "<case_queued", "<passed_none")
	k.offers(bot.CmdWithdraw)
}

func TestTheIntentOfAPersonBeginsThatFlowOrTakesThePlaceAsItIs(t *testing.T) {
	k := begin(t, wednesday)
	k.about("person")
	k.mode(bot.Queued)
	k.hears("[person/call]")
	k = opened(t, wednesday, "paper")
	k.about("person")
	k.mode(bot.Queued)
	k.rests("jam", "kind")
}

func TestAskingTwiceIsAnsweredAndKeepsThePlace(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	since := k.s.Case.Since
	k.wait(minute)
	k.press(bot.CmdHuman)
	k.hears("<case_again")
	if !k.s.Case.Since.Equal(since) {
		t.Fatal("lost its place")
	}
}

func TestOutOfHoursTheBotTellsTheOpeningAndStaysUseful(t *testing.T) {
	k := opened(t, saturday, "paper")
	k.press("laser", bot.CmdHuman)
	k.mode(bot.Deferred)
	k.hears("<case_deferred opens=lundi 23 novembre à 9 h (heure de l'Est)", "<passed_on")
	k.stands("jam", "where")
	k.press("front")
	k.stands("jam", "open")
	k.mode(bot.Deferred)
	k.offers(bot.CmdWithdraw, bot.CmdHuman)
}

func TestADeferredLineIsAnsweredAndCopiedToTheCase(t *testing.T) {
	k := opened(t, saturday, "paper")
	k.press(bot.CmdHuman)
	k.write("c'est une laser", bot.Reading{Option: "laser"})
	k.stands("jam", "where")
	if relay, ok := effect[bot.Relay](k.turn); !ok || relay.Text != "c'est une laser" {
		t.Fatalf("effects %v", k.turn.Effects)
	}
}

func TestTheDeskOpensAndTheCaseIsQueued(t *testing.T) {
	k := opened(t, saturday, "paper")
	k.press(bot.CmdHuman)
	since := k.s.Case.Since
	k.wait(monday9.Sub(k.now))
	k.mode(bot.Queued)
	k.hears("<case_opens")
	if show, ok := effect[bot.ShowCase](k.turn); !ok || show.Case.State != bot.CaseQueued || !show.Case.Since.Equal(since) {
		t.Fatalf("the desk is shown %+v, asked at %v", show, since)
	}
}

func TestTheDeskClosesAndTheCaseIsDeferred(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	since := k.s.Case.Since
	k.wait(7 * 60 * minute)
	k.mode(bot.Deferred)
	if !k.s.Case.Since.Equal(since) {
		t.Fatal("lost its place")
	}
	k.wait(16 * 60 * minute)
	k.mode(bot.Queued)
}

func TestALineInTheQueueIsKeptAndSaidSoOncePerBurst(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	for i, heard := range []bool{true, false, false} {
		k.write("vite", bot.Reading{})
		if relay, ok := effect[bot.Relay](k.turn); !ok || relay.Text != "vite" {
			t.Fatalf("line %d was not kept", i)
		}
		if got := len(says(k.turn)) > 0; got != heard {
			t.Fatalf("line %d: answered %v", i, got)
		}
	}
	k.wait(2 * minute)
	k.write("vite", bot.Reading{})
	k.hears("<case_kept")
}

func TestTheStepsButtonsStillWorkInTheQueue(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	k.press("laser")
	k.stands("jam", "where")
	k.mode(bot.Queued)
	k.press("front")
	k.stands("jam", "open")
}

// "The person's free text goes to the case" (TAKEOVER 2.2): a "yes" may be meant for the people.
func TestAnAnswerInWordsGoesToTheCaseInTheQueue(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	k.write("laser", bot.Reading{Option: "laser"})
	k.hears("<case_kept")
	k.rests("jam", "kind")
	if relay, ok := effect[bot.Relay](k.turn); !ok || relay.Text != "laser" {
		t.Fatalf("relayed %+v", relay)
	}
}

func TestTheTeamThatWritesFirstIsFollowedByTheWelcome(t *testing.T) {
	k := begin(t, wednesday)
	k.do(bot.AgentClaimed{Agent: camille})
	k.write("bonjour", bot.Reading{})
	k.do(bot.AgentReleased{Agent: camille})
	k.hears("<case_released", "<welcome", "[menu/what]")
}

func TestTheSummaryTellsWhatFailedFromWhatWasDone(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "failed")
	k.press(bot.CmdHuman)
	k.hears("<passed_failed")
	k.never("<passed_tried")
}

func TestAHandoffQueuesAndGoesOnAfterwards(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "cannot")
	k.hears("[jam/person]", "<case_queued")
	k.rests("jam", "person")
	if k.s.Case.Reason != (bot.StepRef{Flow: "jam", Step: "person"}) {
		t.Fatalf("reason %v", k.s.Case.Reason)
	}
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille})
	k.stands("jam", "after")
	k.press("enough")
	if k.turn.Outcome != bot.HandedOff {
		t.Fatalf("outcome %q", k.turn.Outcome)
	}
}

func TestAHandoffOutOfHoursGoesOnAtOnce(t *testing.T) {
	k := opened(t, saturday, "paper")
	k.press("laser", "front", "cannot")
	k.mode(bot.Deferred)
	k.hears("[jam/person]", "<case_deferred")
	k.stands("jam", "after")
}

// While people are waited for, nobody has handed the conversation back: repeating, or an old
// button, does not walk past the handoff. "Resume point kept" (TAKEOVER 2.3, row 1).
func TestRepeatInTheQueueKeepsTheHandoff(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "cannot")
	k.rests("jam", "person")
	k.press(bot.CmdRepeat)
	k.mode(bot.Queued)
	k.rests("jam", "person")
	if len(says(k.turn)) == 0 {
		t.Fatal("nothing was said")
	}
}

// Row 16: "the person too (c'est réglé)". By words as by button.
func TestItWorksNowByWordsInTheQueueResolvesTheCase(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	k.write("c'est réglé", bot.Reading{Command: bot.CmdSolved})
	k.hears("<solved")
	k.mode(bot.Guided)
	if show, ok := effect[bot.ShowCase](k.turn); !ok || show.Case.State != bot.CaseResolved {
		t.Fatalf("the desk is shown %+v", show)
	}
}

func TestStopTakesTheRequestBack(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman, bot.CmdStop)
	k.mode(bot.Guided)
	k.hears("<stopped")
	if show, ok := effect[bot.ShowCase](k.turn); !ok || show.Case.State != bot.CaseWithdrawn {
		t.Fatalf("the desk is shown %+v", show)
	}
}
