package bot_test

import (
	"slices"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// after is the point of the card that leaves the step by the option.
func (k *talk) after(step bot.StepID, by bot.OptionID) bot.Pass {
	k.Helper()
	for _, point := range k.engine.Card(k.s, "fr").Ahead {
		if point.After.Step == step && point.After.By == by {
			return point.After
		}
	}
	k.Fatalf("no point after %s by %s", step, by)
	return bot.Pass{}
}

// Row 15, 2.6: "the steps between are marked done with agent" and never asked again.
func TestAReleaseAfterAStepAsksWhatComesNext(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille, After: k.after("open", "failed")})
	k.hears("<case_after agent=Camille")
	k.stands("jam", "rear")
	if k.slot("where") != "front" {
		t.Fatalf("slots %v", k.s.Top().Slots)
	}
	card := k.engine.Card(k.s, "fr")
	if i := slices.IndexFunc(card.Tried, func(s bot.CardStep) bool { return s.At.Step == "open" && s.Aided && s.Mark == bot.MarkFailed }); i < 0 {
		t.Fatalf("tried %+v", card.Tried)
	}
}

// A remedy that was done with an agent does not come again: the next one does, or people.
func TestARemedyDoneWithAnAgentIsNotAskedAgain(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "behind") // rear, which may come twice
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille, After: k.after("rear", "done")})
	k.stands("jam", "printing")
	k.press("no")
	k.rests("jam", "rest")
	k.never("[jam/rear]")
}

func TestAReleaseToAnotherFlowOrTheMenu(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "failed")
	k.do(bot.AgentClaimed{Agent: camille})
	for _, wrong := range []bot.AgentReleased{{Flow: "nowhere"}, {Flow: "thanks"}, {Flow: "person"}, {After: bot.Pass{Flow: "jam", Step: "kind", By: "laser"}}} {
		wrong.Agent = camille
		k.do(wrong)
		k.refused(bot.RefusedPoint)
	}
	k.do(bot.AgentReleased{Agent: camille, Flow: "wifi"})
	k.hears("<case_to agent=Camille")
	k.stands("wifi", "light")
	k.depth(1)
	if len(k.s.Tried) == 0 {
		t.Fatal("what was tried is forgotten")
	}
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille, Menu: true})
	k.stands("menu", "what")
}

// 2.6: "no later rule acts on an old promise". After the release no clock of the case runs.
func TestAfterAReleaseNoClockOfTheCaseRuns(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentSaid{Agent: camille, Text: "bonjour"})
	k.do(bot.AgentOffered{Agent: camille, To: sam, Note: "x"})
	k.do(bot.AgentReleased{Agent: camille})
	for _, p := range k.s.Wakes {
		if p.Name != "silence" {
			t.Errorf("%s still runs", p.Name)
		}
	}
	k.do(bot.AgentClaimed{Agent: sam, Reason: "offert"})
	k.owner(sam)
}

// Back over a step that was done with an agent asks it, since the person wants to see it.
func TestBackOverAStepDoneWithAnAgent(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille, After: k.after("open", "failed")})
	k.press(bot.CmdBack)
	k.stands("jam", "open")
}

// A flow that knows nothing but a remedy that was done with an agent asks it, rather than go round.
func TestAFlowWithNothingNewAsks(t *testing.T) {
	rest := lasting("rest", "again", bot.Span{For: hour})
	rest.Options, rest.goals = []bot.Option{{ID: "now", Label: text("now")}}, []string{"again"}
	book := printer()
	book.Flows = append(book.Flows, flow("round", nil, rest.tries(2, "again"), guide("again", "bye", "rest", "rest"), ending("bye", bot.Resolved)))
	k := begin(t, wednesday)
	k.engine = bot.NewEngine(book)
	k.about("round")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille, After: k.after("again", "failed")})
	k.press("now")
	k.stands("round", "again")
	if len(k.turn.Path) > 10 {
		t.Fatalf("went round: %v", k.turn.Path)
	}
}
