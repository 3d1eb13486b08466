package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

// I2: "after the joined line no bot line follows until the release".
func TestAlwaysTheAssistantIsSilentBesideAnAgent(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		if h.turn.Session.Mode() != bot.WithAgent {
			return
		}
		for _, say := range says(h.turn) {
			if say.From == bot.FromAssistant {
				t.Fatalf("after %+v the assistant said %q", h.in.Event, say.Text)
			}
		}
	})
}

// I10: every change of speaker has a line, and it comes before the new speaker's first.
func TestAlwaysAChangeOfSpeakerHasALine(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		was, is := h.before.Mode() == bot.WithAgent, h.turn.Session.Mode() == bot.WithAgent
		if was == is {
			return
		}
		all := says(h.turn)
		if len(all) == 0 || all[0].From != bot.FromSystem {
			t.Fatalf("%T: %v", h.in.Event, all)
		}
		_, hushed := effect[bot.Hush](h.turn)
		if is && (!hushed || !strings.Contains(all[0].Text, "<case_claimed agent="+h.turn.Session.Case.Owner.Name)) {
			t.Fatalf("claimed: %v", h.turn.Effects)
		}
	})
}

// I1, I4: only the owner's lines are said in an agent's name.
func TestAlwaysOnlyTheOwnerSpeaks(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		for _, say := range says(h.turn) {
			if say.From != bot.FromAgent {
				continue
			}
			said, ok := h.in.Event.(bot.AgentSaid)
			if edited, is := h.in.Event.(bot.AgentEdited); is { // an old line is followed by what it should have said
				said, ok = bot.AgentSaid{Agent: edited.Agent}, true
			}
			if !ok || h.before.Mode() != bot.WithAgent || h.before.Case.Owner.ID != said.Agent.ID || say.Name != h.before.Case.Owner.Name {
				t.Fatalf("%+v said %q", h.in.Event, say.Text)
			}
		}
	})
}

func TestAlwaysThereIsAnOwnerExactlyWhenAnAgentHasIt(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		c := h.turn.Session.Case
		if c != nil && (c.Owner != nil) != (h.turn.Session.Mode() == bot.WithAgent) {
			t.Fatalf("case %+v", c)
		}
	})
}

// Every change of a case is painted on the desks, and the last paint is how it stands.
func TestAlwaysTheDesksSeeTheCaseAsItIs(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		var last *bot.Case
		for _, effect := range h.turn.Effects {
			if show, ok := effect.(bot.ShowCase); ok {
				last = &show.Case
			}
		}
		was, is := h.before.Case, h.turn.Session.Case
		switch {
		case is == nil && was != nil && (was.State == bot.CaseQueued || was.State == bot.CaseDeferred):
			if last == nil || last.State != bot.CaseWithdrawn {
				t.Fatalf("gone from the desks? %+v", last)
			}
		case is != nil && (was == nil || was.State != is.State):
			if _, unshown := effect[bot.Unshow](h.turn); unshown && is.State == bot.CaseClosed {
				return
			}
			if last == nil || last.State != is.State {
				t.Fatalf("%+v: the desks see %+v, it is %+v", h.in.Event, last, is)
			}
		}
	})
}

// Rows 15 and 19: whatever was said meanwhile, the release asks what waited before the claim. Only
// a wait may have gone on, and one that has is asked after.
func TestAlwaysAReleaseAsksTheSameQuestionInTheSameTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t)
		for range rapid.IntRange(1, 15).Draw(t, "before") {
			k.next(t)
		}
		if k.s.Mode() == bot.WithAgent || k.s.Mode() == bot.Closed {
			return
		}
		k.apply(bot.AgentClaimed{Agent: camille})
		stack := k.s.Stack
		for range rapid.IntRange(0, 6).Draw(t, "meanwhile") {
			k.apply(rapid.SampledFrom([]bot.Event{
				bot.AgentSaid{Agent: camille, Text: "bonjour"}, bot.Said{Text: "merci"}, bot.AgentSaid{Agent: sam, Text: "psst"},
				bot.Chose{Option: "laser"}, bot.Chose{Option: bot.CmdBack}, bot.FileSent{}, bot.AgentReleased{Agent: sam},
			}).Draw(t, "event"))
		}
		h := k.apply(rapid.SampledFrom([]bot.Event{bot.AgentReleased{Agent: camille}, bot.Chose{Option: bot.CmdAssistant}}).Draw(t, "release"))
		all := says(h.turn)
		if k.s.Mode() != bot.Guided || len(all) < 2 || all[0].From != bot.FromSystem || all[len(all)-1].From != bot.FromAssistant {
			t.Fatalf("released: %s, %v", k.s.Mode(), all)
		}
		if len(stack) == 0 {
			return
		}
		top := stack[len(stack)-1]
		flow, _ := k.engine.Book().Flow(top.Flow)
		if at := &flow.Steps[flow.Step(top.Step)]; at.Kind.Rests() {
			last := all[len(all)-1]
			asked := slices.ContainsFunc(last.Choices, func(c bot.Choice) bool { return len(at.Options) == 0 || c.ID == at.Options[0].ID })
			if last.Flow != top.Flow || last.Step != top.Step || !asked {
				t.Fatalf("waited on %s/%s, asked %+v", top.Flow, top.Step, last)
			}
		}
	})
}
