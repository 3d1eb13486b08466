package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

// hurriedly is the person's event as one of many.
func hurriedly(h happened, notice bool) bot.Turn {
	hurried := bot.Hurried{Notice: notice}
	switch event := h.in.Event.(type) {
	case bot.Said:
		hurried.Text, hurried.Lang = event.Text, event.Lang
	case bot.Chose:
		hurried.Lang = event.Lang
	case bot.FileSent:
		hurried.Lang = event.Lang
	}
	in := h.in
	in.Event = hurried
	return h.engine.Step(h.before, in)
}

// What comes too fast is kept: it moves nothing, takes no answer, and says one line or none.
func TestAlwaysAHurriedEventIsATurnAndMovesNothing(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		if !h.in.FromPerson() {
			return
		}
		still := h.engine.Step(h.before, bot.Envelope{At: h.in.At, Event: bot.Undelivered{}}).Session // a new release moves people whatever happens
		was := encoded(t, h.before)
		for _, notice := range []bool{false, true} {
			turn := hurriedly(h, notice)
			if bytesOf(t, turn) != bytesOf(t, hurriedly(h, notice)) || encoded(t, h.before) != was {
				t.Fatal("it is not pure")
			}
			s := turn.Session
			moved := encoded(t, s.Stack) != encoded(t, still.Stack) || encoded(t, s.Asked) != encoded(t, still.Asked) || s.Misses != still.Misses
			ended := h.before.Mode() == bot.Closed && s.Mode() == bot.Guided // as any event ends it
			if moved || s.Seq != h.before.Seq+1 || s.Mode() != h.before.Mode() && !ended || turn.Outcome != "" || len(turn.Path) > 0 {
				t.Fatalf("notice %v: %+v moved\n%s\nto\n%s", notice, h.in.Event, was, encoded(t, s))
			}
			all := says(turn)
			if !notice && len(all) > 0 || notice && len(all) != 1 {
				t.Fatalf("notice %v: said %v", notice, all)
			}
			for _, say := range all {
				if say.From != bot.FromSystem {
					t.Fatalf("the notice comes from %s", say.From)
				}
			}
		}
	})
}

// While people have the conversation, or wait for it, they get every line.
func TestAlwaysAHurriedLineReachesPeople(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		said, ok := h.in.Event.(bot.Said)
		if !ok {
			return
		}
		turn := hurriedly(h, false)
		relay, relayed := effect[bot.Relay](turn)
		want := turn.Session.Mode() != bot.Guided && said.Text != ""
		if relayed != want || relayed && relay.Text != said.Text {
			t.Fatalf("%s: %q was relayed: %v", turn.Session.Mode(), said.Text, turn.Effects)
		}
	})
}

func TestAFaultLeavesAWayOn(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.Faulted{})
	k.hears("<faulted")
	k.asks(bot.AskPerson)
	k.offers(bot.CmdHuman)
	k.press("continue")
	k.hears("[jam/")
}

func TestAFaultBesideAnAgentIsTheAgentsToKnow(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.Faulted{})
	k.silent()
	if relay, ok := effect[bot.Relay](k.turn); !ok || relay.Text == "" {
		t.Fatalf("the agent is not told: %v", k.turn.Effects)
	}
}

// A wake that cannot become a turn would be handed out for ever. One that took its place stays.
func TestAFaultTakesItsWakeAway(t *testing.T) {
	k := opened(t, wednesday, "paper")
	silence := *k.pending("silence")
	k.do(bot.Faulted{Woke: bot.Woke{Name: silence.Name, Generation: silence.Generation + 1}})
	if k.pending("silence") == nil || *k.pending("silence") != silence {
		t.Fatal("another wake was taken away")
	}
	turn := k.do(bot.Faulted{Woke: bot.Woke{Name: silence.Name, Generation: silence.Generation}})
	gone, ok := effect[bot.Unwake](turn)
	if now := k.pending("silence"); !ok || gone.Name != "silence" || now != nil && now.Generation == silence.Generation {
		t.Fatalf("it is still set: %v, %v", now, turn.Effects)
	}
}
