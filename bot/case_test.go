package bot_test

import (
	"slices"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// inMode brings a talk, in the middle of the jam flow, where a row of TAKEOVER 2.3 begins.
func inMode(t testing.TB, mode bot.Mode) *talk {
	t.Helper()
	at := wednesday
	if mode == bot.Deferred {
		at = saturday
	}
	k := opened(t, at, "paper")
	k.press("laser")
	switch mode {
	case bot.Queued, bot.Deferred:
		k.press(bot.CmdHuman)
	case bot.WithAgent:
		k.do(bot.AgentClaimed{Agent: camille})
	}
	k.mode(mode)
	return k
}

// solvedBy brings a talk to a case that is resolved.
func solvedBy(t testing.TB, agent bool) *talk {
	t.Helper()
	if agent {
		k := inMode(t, bot.WithAgent)
		k.do(bot.AgentResolved{Agent: camille})
		return k
	}
	k := inMode(t, bot.Queued)
	k.press(bot.CmdSolved)
	return k
}

// TestTransitions is the table of TAKEOVER 2.3, as far as the engine has it.
func TestTransitions(t *testing.T) {
	write := func(k *talk) { k.write("j'ai encore un souci ici", bot.Reading{}) }
	for _, row := range []struct {
		row   string
		from  func(testing.TB) *talk
		event func(*talk)
		to    bot.Mode
		shown bot.CaseState
		hears []string
	}{
		{"1 asked for, by button", mode(bot.Guided), press(bot.CmdHuman), bot.Queued, bot.CaseQueued, []string{"<case_queued", "<passed_on"}},
		{"1 asked for, in words", mode(bot.Guided), func(k *talk) { k.write("quelqu'un", bot.Reading{Command: bot.CmdHuman}) }, bot.Queued, bot.CaseQueued, []string{"<passed_on"}},
		{"2 asked for, closed", closedDesk, press(bot.CmdHuman), bot.Deferred, bot.CaseDeferred, []string{"<case_deferred opens=lundi", "<passed_on", "[jam/where]"}},
		{"4 pulled from the bot", mode(bot.Guided), claim(camille), bot.WithAgent, bot.CaseHeld, []string{"<case_claimed agent=Camille"}},
		{"4 pulled while deferred", mode(bot.Deferred), claim(camille), bot.WithAgent, bot.CaseHeld, []string{"<case_claimed agent=Camille"}},
		{"5 claimed from the queue", mode(bot.Queued), claim(camille), bot.WithAgent, bot.CaseHeld, []string{"<case_claimed agent=Camille", "<case_scope"}},
		{"6 withdrawn from the queue", mode(bot.Queued), press(bot.CmdWithdraw), bot.Guided, bot.CaseWithdrawn, []string{"<case_withdrawn", "[jam/where]"}},
		{"6 withdrawn while deferred", mode(bot.Deferred), press(bot.CmdWithdraw), bot.Guided, bot.CaseWithdrawn, []string{"<case_withdrawn", "[jam/where]"}},
		{"6 withdrawn in words", mode(bot.Queued), func(k *talk) { k.write("retirez", bot.Reading{Command: bot.CmdWithdraw}) }, bot.Guided, bot.CaseWithdrawn, []string{"[jam/where]"}},
		{"9 the desk closes", mode(bot.Queued), func(k *talk) { k.wait(8 * hour) }, bot.Deferred, "", nil},
		{"10 the desk opens", mode(bot.Deferred), func(k *talk) { k.wait(monday9.Sub(k.now)) }, bot.Queued, bot.CaseQueued, []string{"<case_opens"}},
		{"15 released", mode(bot.WithAgent), func(k *talk) { k.do(bot.AgentReleased{Agent: camille}) }, bot.Guided, bot.CaseReleased, []string{"<case_released agent=Camille", "[jam/where]"}},
		{"16 resolved by the owner", mode(bot.WithAgent), func(k *talk) { k.do(bot.AgentResolved{Agent: camille}) }, bot.Guided, bot.CaseResolved, []string{"<case_resolved", "<passed_topic flow=t-jam", "<feedback_ask"}},
		{"16 resolved by the person, queued", mode(bot.Queued), press(bot.CmdSolved), bot.Guided, bot.CaseResolved, []string{"<solved", "<feedback_ask"}},
		{"16 resolved by the person, deferred", mode(bot.Deferred), func(k *talk) { k.write("réglé", bot.Reading{Command: bot.CmdSolved}) }, bot.Guided, bot.CaseResolved, []string{"<solved", "<feedback_ask"}},
		{"16 resolved by the person, with the bot", mode(bot.Guided), press(bot.CmdSolved), bot.Guided, "", []string{"<solved", "<feedback_ask"}},
		{"17 written again, a person had solved it", solved(true), write, bot.Queued, bot.CaseQueued, []string{"<case_reopened"}},
		{"17 written again, the bot had", solved(false), write, bot.Guided, "", []string{"[menu/what]"}},
		{"18 closed after 72 hours", solved(true), func(k *talk) { k.wait(72 * hour) }, bot.Closed, bot.CaseClosed, nil},
		{"18 closed after 72 hours, by oneself", solved(false), func(k *talk) { k.wait(72 * hour) }, bot.Closed, bot.CaseClosed, nil},
		{"19 the person goes back", mode(bot.WithAgent), press(bot.CmdAssistant), bot.Guided, bot.CaseReleased, []string{"<case_left", "[jam/where]"}},
	} {
		t.Run(row.row, func(t *testing.T) {
			k := row.from(t)
			row.event(k)
			k.mode(row.to)
			k.hears(row.hears...)
			shows := slices.DeleteFunc(slices.Clone(k.turn.Effects), func(e bot.Effect) bool { _, ok := e.(bot.ShowCase); return !ok })
			if row.shown != "" && (len(shows) == 0 || shows[len(shows)-1].(bot.ShowCase).Case.State != row.shown) {
				t.Fatalf("the desk is shown %+v, want %s", shows, row.shown)
			}
		})
	}
}

func mode(mode bot.Mode) func(testing.TB) *talk {
	return func(t testing.TB) *talk { t.Helper(); return inMode(t, mode) }
}

func solved(agent bool) func(testing.TB) *talk {
	return func(t testing.TB) *talk { t.Helper(); return solvedBy(t, agent) }
}

func closedDesk(t testing.TB) *talk {
	t.Helper()
	k := opened(t, saturday, "paper")
	k.press("laser")
	return k
}

func press(option bot.OptionID) func(*talk) { return func(k *talk) { k.press(option) } }

func claim(agent bot.Agent) func(*talk) {
	return func(k *talk) { k.do(bot.AgentClaimed{Agent: agent}) }
}

// afterCase is how long the tests look at what becomes of a case that is over.
const afterCase = 80 * time.Hour
