package bot_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

func TestAlwaysSeqGrowsByOneUnlessRefused(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		if h.turn.Refused != "" {
			if !reflect.DeepEqual(h.turn.Session, h.before) || len(h.turn.Effects)+len(h.turn.Path) > 0 {
				t.Fatalf("%T was refused (%s) and changed something", h.in.Event, h.turn.Refused)
			}
			return
		}
		if h.turn.Session.Seq != h.before.Seq+1 {
			t.Fatalf("seq %d after %d", h.turn.Session.Seq, h.before.Seq)
		}
	})
}

func TestAlwaysOnlyAgentsAreRefused(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		if _, agents := bot.Doer(h.in.Event); agents {
			return
		}
		if h.turn.Refused != "" {
			t.Fatalf("%T was refused: %s", h.in.Event, h.turn.Refused)
		}
	})
}

func TestAlwaysAMessageIsAnsweredOrKept(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		message, words := byPerson(h.in.Event)
		mode := h.before.Mode()
		if !message || !words && (mode == bot.WithAgent || mode == bot.Queued) {
			return // nothing to keep, nothing to answer
		}
		_, kept := effect[bot.Relay](h.turn)
		if len(says(h.turn)) == 0 && !kept {
			t.Fatalf("%s: %+v was neither answered nor kept: %v", mode, h.in.Event, h.turn.Effects)
		}
	})
}

// A press is answered too, unless it is the second of a double press, or an agent speaks.
func TestAlwaysAPressIsAnswered(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		press, ok := h.in.Event.(bot.Chose)
		if !ok || h.before.Mode() == bot.WithAgent || len(says(h.turn)) > 0 {
			return
		}
		if h.in.At.Sub(h.before.Touched).Seconds() > 10 {
			t.Fatalf("%+v was not answered", press)
		}
	})
}

func TestAlwaysWhatIsSaidHasWordsInTheLanguage(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		for _, say := range says(h.turn) {
			if strings.TrimSpace(say.Text) == "" || strings.Contains(say.Text, "{") || !strings.HasPrefix(string(say.To), string(home)) && say.To != lobby {
				t.Fatalf("said %+v", say)
			}
			changed := !h.before.Met && strings.Contains(say.Text, "<welcome") // the first word may be "English"
			if say.Lang != h.turn.Session.Lang && !changed || !slices.Contains(langs, say.Lang) {
				t.Fatalf("said %q in %q, spoken is %q", say.Text, say.Lang, h.turn.Session.Lang)
			}
			for _, c := range say.Choices {
				if c.ID == "" || c.Label == "" || strings.Contains(c.Label, "{") {
					t.Fatalf("offered %+v in %q", c, say.Text)
				}
			}
		}
	})
}

func TestAlwaysEveryQuestionOffersAPerson(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		for _, say := range says(h.turn) {
			human := slices.ContainsFunc(say.Choices, func(c bot.Choice) bool { return c.ID == bot.CmdHuman })
			if say.From == bot.FromAssistant && len(say.Choices) > 0 && !human {
				t.Fatalf("%q offers only %v", say.Text, say.Choices)
			}
		}
	})
}

func TestAlwaysNoChoiceIsOfferedTwice(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		for _, say := range says(h.turn) {
			seen := map[bot.OptionID]bool{}
			for _, c := range say.Choices {
				if seen[c.ID] {
					t.Fatalf("%q offers %s twice", say.Text, c.ID)
				}
				seen[c.ID] = true
			}
		}
	})
}

// Whoever is answered is left with something to press while the bot leads.
func TestAlwaysTheLastWordOfTheBotLeavesAWay(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		all, mode := says(h.turn), h.turn.Session.Mode()
		all = slices.DeleteFunc(all, func(say bot.Say) bool { return say.To == lobby })
		if len(all) == 0 || mode != bot.Guided && mode != bot.Deferred {
			return
		}
		if last := all[len(all)-1]; len(last.Choices) == 0 {
			t.Fatalf("after %+v nothing to press: %q", h.in.Event, last.Text)
		}
	})
}

func TestAlwaysTheWakesAreTheFoldOfTheEffects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t)
		set := map[string]bot.Pending{}
		for range rapid.IntRange(1, 40).Draw(t, "length") {
			h := k.next(t)
			if woke, ok := h.in.Event.(bot.Woke); ok && set[woke.Name].Generation == woke.Generation {
				delete(set, woke.Name) // the record takes a wake off when it fires
			}
			for _, effect := range h.turn.Effects {
				switch e := effect.(type) {
				case bot.Wake:
					set[e.Name] = bot.Pending(e)
				case bot.Unwake:
					delete(set, e.Name)
				}
			}
			for _, p := range k.s.Wakes {
				if set[p.Name] != p {
					t.Fatalf("the session has %v, the record %v", p, set[p.Name])
				}
			}
			if len(set) != len(k.s.Wakes) {
				t.Fatalf("the record has %v, the session %v", set, k.s.Wakes)
			}
		}
	})
}

func TestAlwaysATurnIsShort(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		if len(h.turn.Path) > 60 || len(h.turn.Effects) > 30 {
			t.Fatalf("%d steps, %d effects", len(h.turn.Path), len(h.turn.Effects))
		}
	})
}
