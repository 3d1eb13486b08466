package bot_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// I1, I3: one owner; the second is refused, and the session is as it was.
func TestOfTwoClaimsOneWins(t *testing.T) {
	for _, mode := range []bot.Mode{bot.Guided, bot.Queued, bot.Deferred} {
		k := inMode(t, mode)
		k.do(bot.AgentClaimed{Agent: camille})
		before := k.s
		k.do(bot.AgentClaimed{Agent: sam})
		if k.turn.Refused != bot.RefusedHeld || len(k.turn.Effects) != 0 {
			t.Fatalf("%s: refused %q, %v", mode, k.turn.Refused, k.turn.Effects)
		}
		if !reflect.DeepEqual(k.s, before) || k.s.Case.Owner.ID != camille.ID {
			t.Fatalf("%s: the loser changed the session", mode)
		}
	}
}

func TestClaimingTwiceSaysNothingTwice(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	seq := k.s.Seq
	k.do(bot.AgentClaimed{Agent: camille})
	k.silent()
	if k.turn.Refused != "" || k.s.Seq != seq+1 {
		t.Fatalf("refused %q, seq %d after %d", k.turn.Refused, k.s.Seq, seq)
	}
}

// I2: "It comes first in its turn" (bot.Hush).
func TestAClaimHushesTheBotFirst(t *testing.T) {
	for _, mode := range []bot.Mode{bot.Guided, bot.Queued, bot.Deferred} {
		k := inMode(t, mode)
		k.do(bot.AgentClaimed{Agent: camille})
		if _, ok := k.turn.Effects[0].(bot.Hush); !ok {
			t.Fatalf("%s: first comes %T", mode, k.turn.Effects[0])
		}
		if said := says(k.turn); len(said) == 0 || said[0].From != bot.FromSystem {
			t.Fatalf("%s: nobody says who has joined: %v", mode, said)
		}
		k.offers() // something was said
	}
}

func TestAClaimUnderANewRevisionHushesTheBotFirst(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.engine = revised(without("wifi"))
	k.do(bot.AgentClaimed{Agent: camille})
	if _, ok := k.turn.Effects[0].(bot.Hush); !ok {
		t.Fatalf("first comes %T", k.turn.Effects[0])
	}
}

// I4: nothing that a non-owner types reaches the person.
func TestANonOwnersLineIsNeverRelayed(t *testing.T) {
	line := bot.AgentSaid{Agent: sam, Text: "psst"}
	for mode, why := range map[bot.Mode]bot.Refusal{
		bot.Guided: bot.RefusedUnowned, bot.Queued: bot.RefusedUnowned, bot.Deferred: bot.RefusedUnowned, bot.WithAgent: bot.RefusedHeld,
	} {
		k := inMode(t, mode)
		before := k.s
		for _, event := range []bot.Event{line, bot.AgentReleased{Agent: sam}, bot.AgentResolved{Agent: sam}} {
			k.do(event)
			if k.turn.Refused != why || len(k.turn.Effects) != 0 || !reflect.DeepEqual(k.s, before) {
				t.Fatalf("%s: %T refused %q, %v", mode, event, k.turn.Refused, k.turn.Effects)
			}
		}
	}
}

func TestOwnershipIsTheIdNeverTheName(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentSaid{Agent: bot.Agent{ID: "u9", Name: camille.Name}, Text: "psst"})
	if k.turn.Refused != bot.RefusedHeld {
		t.Fatalf("refused %q", k.turn.Refused)
	}
	k.do(bot.AgentSaid{Agent: bot.Agent{ID: camille.ID, Name: "C."}, Text: "bonjour"})
	if said := says(k.turn); len(said) != 1 || said[0].Name != camille.Name || said[0].From != bot.FromAgent {
		t.Fatalf("said %v", said)
	}
}

func TestAnOwnerWhoReleasedIsNoOwner(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentReleased{Agent: camille})
	k.do(bot.AgentSaid{Agent: camille, Text: "encore un mot"})
	if k.turn.Refused != bot.RefusedUnowned {
		t.Fatalf("refused %q", k.turn.Refused)
	}
}

func TestAnEmptyLineOfTheAgentIsRefused(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentSaid{Agent: camille, Text: " \n"})
	if k.turn.Refused != bot.RefusedEmpty {
		t.Fatalf("refused %q", k.turn.Refused)
	}
}

// Row 15: "the resumed question in the same turn", with the same options.
func TestAReleaseAsksTheSameQuestionInTheSameTurn(t *testing.T) {
	for name, path := range map[string][]bot.OptionID{
		"ask": {"paper"}, "guide": {"paper", "laser", "front"}, "called": {"paper", "unsure"},
		"wait": {"network", "slow"}, "menu": nil,
	} {
		t.Run(name, func(t *testing.T) {
			k := begin(t, wednesday)
			k.write("bonjour", bot.Reading{})
			k.press(path...)
			k.wait(minute)
			k.press(bot.CmdRepeat)
			asked := says(k.turn)[len(says(k.turn))-1]
			k.do(bot.AgentClaimed{Agent: camille})
			k.do(bot.AgentSaid{Agent: camille, Text: "bonjour"})
			k.write("merci", bot.Reading{})
			k.do(bot.AgentReleased{Agent: camille})
			again := says(k.turn)[len(says(k.turn))-1]
			if again.Text != asked.Text || !slices.Equal(again.Choices, asked.Choices) {
				t.Fatalf("asked %q %v\nthen %q %v", asked.Text, asked.Choices, again.Text, again.Choices)
			}
		})
	}
}

func TestOldButtonsRestBesideAnAgent(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	before := k.s.Stack
	for _, option := range []bot.OptionID{"front", bot.CmdHuman, bot.CmdBack, bot.CmdRestart, bot.CmdStop, bot.CmdSolved, bot.CmdWithdraw} {
		k.press(option)
		for _, say := range says(k.turn) {
			if say.From != bot.FromSystem {
				t.Fatalf("%s: %v", option, say)
			}
		}
	}
	k.hears("<case_silent agent=Camille")
	if k.mode(bot.WithAgent); !reflect.DeepEqual(k.s.Stack, before) {
		t.Fatalf("stack %v, was %v", k.s.Stack, before)
	}
	k.press(bot.CmdLanguage)
	k.hears("<switched> the team")
}
