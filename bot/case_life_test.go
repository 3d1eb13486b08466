package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestClosedCaseBeginsAnewWithTheNextLine(t *testing.T) {
	k := solvedBy(t, true)
	k.wait(afterCase)
	k.mode(bot.Closed)
	k.write("bonjour", bot.Reading{})
	k.mode(bot.Guided)
	k.stands("menu", "what")
	if k.s.Case != nil {
		t.Fatalf("the old case %+v", k.s.Case)
	}
}

func TestClosedCaseRefusesAgents(t *testing.T) {
	for name, event := range map[string]bot.Event{
		"claim": bot.AgentClaimed{Agent: camille}, "say": bot.AgentSaid{Agent: camille, Text: "bonjour"},
		"release": bot.AgentReleased{Agent: camille}, "resolve": bot.AgentResolved{Agent: camille},
	} {
		k := solvedBy(t, true)
		k.wait(afterCase)
		if k.do(event); k.turn.Refused != bot.RefusedClosed {
			t.Errorf("%s: refused %q", name, k.turn.Refused)
		}
	}
}

// Row 17 leads out of RESOLVED: a person who went on with the bot is not cut off by row 18.
func TestAFlowBegunAfterTheCaseIsNotCutOffWhenItWouldHaveClosed(t *testing.T) {
	k := solvedBy(t, false)
	k.wait(72*hour - 5*minute)
	k.about("wifi")
	k.wait(minute)
	k.press("slow")
	k.wait(10 * minute)
	k.rests("wifi", "pause")
	k.mode(bot.Guided)
}

func TestThanksAfterTheCaseDoesNotReopenIt(t *testing.T) {
	k := solvedBy(t, true)
	k.about("thanks")
	k.mode(bot.Guided)
	k.hears("[thanks/welcome]")
}

func TestTheAnswerToDidItHelpDoesNotReopenTheCase(t *testing.T) {
	k := solvedBy(t, true)
	k.write("oui beaucoup", bot.Reading{Option: bot.OptHelpful})
	k.mode(bot.Guided)
	k.hears("<feedback_yes")
}

// Edge case 4: "User writes between resolve and CSAT: reopen wins, CSAT withdrawn".
func TestReopeningWithdrawsTheFeedbackQuestion(t *testing.T) {
	k := solvedBy(t, true)
	k.asks(bot.AskFeedback)
	k.write("non ça ne marche plus", bot.Reading{})
	k.mode(bot.Queued)
	if k.s.Asked != nil {
		t.Fatalf("still asked %v", k.s.Asked)
	}
	if relay, ok := effect[bot.Relay](k.turn); !ok || relay.Text != "non ça ne marche plus" {
		t.Fatal("the line that reopened the case was not kept")
	}
	if k.pending("close") != nil {
		t.Fatal("an open case still has the wake that closes it")
	}
}

func TestReopenedOutOfHoursIsDeferred(t *testing.T) {
	k := solvedBy(t, true)
	k.wait(10 * hour)
	k.write("encore", bot.Reading{})
	k.mode(bot.Deferred)
	k.hears("<case_reopened", "<case_deferred opens=jeudi 19 novembre")
}

func TestFeedbackIsAskedOncePerConversation(t *testing.T) {
	k := solvedBy(t, true)
	k.asks(bot.AskFeedback)
	k.press(bot.OptUnhelpful)
	k.about("wifi")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentResolved{Agent: camille})
	k.never("<feedback_ask")
}

func TestScopeIsToldOncePerCase(t *testing.T) {
	k := inMode(t, bot.Queued)
	k.do(bot.AgentClaimed{Agent: camille})
	k.hears("<case_scope agent=Camille")
	k.do(bot.AgentReleased{Agent: camille})
	k.do(bot.AgentClaimed{Agent: sam})
	k.hears("<case_claimed agent=Sam")
	k.never("<case_scope")
}

func TestResolvingTellsWhatWasTried(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "failed", "cannot")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentResolved{Agent: camille})
	k.hears("did-open", "did-rear")
	if k.turn.Outcome != bot.Resolved {
		t.Fatalf("outcome %q", k.turn.Outcome)
	}
}

func TestWithdrawWithoutACaseSaysSo(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.write("retirez", bot.Reading{Command: bot.CmdWithdraw})
	k.hears("<case_nothing")
	k.stands("jam", "kind")
}

// "From the start" is what starting over says. Who presses "back to the assistant" while the
// assistant leads is asked the same question again, and is not told that all begins anew.
func TestBackToTheAssistantWithoutAnAgentDoesNotSayThatAllBeginsAnew(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.press(bot.CmdAssistant)
	k.stands("jam", "where")
	k.never("<restarted")
}

// An agent may pull a case that is resolved; it no longer closes by itself then.
func TestAClaimOfAResolvedCaseKeepsItOpen(t *testing.T) {
	k := solvedBy(t, true)
	k.do(bot.AgentClaimed{Agent: sam})
	k.mode(bot.WithAgent)
	if k.pending("close") != nil {
		t.Fatal("an open case still has the wake that closes it")
	}
	k.beside(afterCase)
	k.mode(bot.WithAgent)
}
