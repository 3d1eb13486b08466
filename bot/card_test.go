package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

func TestTheCardTellsTheCaseInTheAgentsLanguage(t *testing.T) {
	k := begin(t, wednesday)
	k.do(bot.Said{Text: "mon\n bourrage", Lang: "fr", Reading: bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: "jam"}}}})
	k.do(bot.Said{Text: "voici [code]", Masked: []string{"code"}})
	k.write("laser", bot.Reading{Option: "laser"})
	k.press("front", "failed")
	k.do(bot.FileSent{Type: "image/jpeg"})
	k.press(bot.CmdHuman)
	k.write("c'est urgent pour la paie", bot.Reading{})
	card := k.engine.Card(k.s, "en")
	want := []string{
		"t-jam en · FR · terminal · waiting · waiting since 10:00 a.m.",
		"✗ did-open en (no effect)", "? did-rear en (not answered)",
		`In their words: "mon bourrage"`,
		`Question that waits: "[jam/rear] the team en"`,
		`Wants: "c'est urgent pour la paie"`,
		"Mind: tried to send a file (blocked); wrote a code, a password or a number (hidden)",
		"Next, the assistant would suggest: [jam/rest] at … Thursday, November 19 en",
	}
	got := card.Lines("en", k.now)
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("the card lacks %q:\n%s", line, strings.Join(got, "\n"))
		}
	}
	if strings.Contains(strings.Join(got, "\n"), "[code]") {
		t.Errorf("a line in which something was hidden is shown:\n%s", strings.Join(got, "\n"))
	}
}

// A card is a value: it changes nothing, is worded whole in each language, and lists no more than is allowed.
func TestAlwaysACardCanBeMade(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		s := h.turn.Session
		was := encoded(t, s)
		for _, lang := range []bot.Lang{"fr", "en", "xx"} {
			card := h.engine.Card(s, lang)
			for _, line := range card.Lines(lang, h.in.At) {
				if strings.Contains(line, "{") || strings.TrimSpace(line) == "" {
					t.Fatalf("%s: %q", lang, line)
				}
			}
			if len([]rune(card.Words)) > 201 || len([]rune(card.Wants)) > 201 {
				t.Fatalf("long words %q %q", card.Words, card.Wants)
			}
		}
		if encoded(t, s) != was {
			t.Fatal("the session changed")
		}
	})
}

// What a card says is allowed is not refused for the role, and a release after each of its points asks
// something in the same turn.
func TestAlwaysTheCardTellsTheTruth(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		s := h.turn.Session
		if s.Mode() != bot.WithAgent {
			return
		}
		owner := *s.Case.Owner
		for _, point := range h.engine.Card(s, "fr").Ahead {
			turn := h.engine.Step(s, bot.Envelope{ID: "r", Where: home, At: h.in.At, Event: bot.AgentReleased{Agent: owner, After: point.After}})
			if turn.Refused == bot.RefusedRole {
				return
			}
			if turn.Refused != "" || turn.Session.Mode() == bot.WithAgent || len(says(turn)) < 2 {
				t.Fatalf("after %v: refused %q, %v", point.After, turn.Refused, turn.Effects)
			}
		}
	})
}

// Everything that desks say has words in both languages.
func TestDesksHaveWordsForEverything(t *testing.T) {
	for _, lang := range langs {
		for _, kind := range []bot.AlertKind{
			bot.AlertWaiting, bot.AlertLong, bot.AlertSilent, bot.AlertUnanswered, bot.AlertOverdue, bot.AlertTakenBack, bot.AlertTaken, bot.AlertOffered, bot.AlertNotTaken,
			bot.AlertAssigned, bot.AlertReleased, bot.AlertLeft, bot.AlertReopened, bot.AlertUndelivered, bot.AlertGone, bot.AlertFound, bot.AlertAfterHours, bot.AlertErased,
		} {
			if words := (bot.Alert{What: kind, By: "Sam"}).In(lang); words == "" || strings.Contains(words, "{") {
				t.Errorf("%s: alert %q says %q", lang, kind, words)
			}
		}
		for _, kind := range []bot.WarningKind{
			bot.WarnFile, bot.WarnMasked, bot.WarnUnreachable, bot.WarnDeskDown, bot.WarnOffered, bot.WarnLater, bot.WarnFront, bot.WarnReopened,
		} {
			if (bot.Warning{What: kind}).In(lang) == "" {
				t.Errorf("%s: no words for warning %q", lang, kind)
			}
		}
		for _, act := range []bot.Action{
			bot.ActClaim, bot.ActPull, bot.ActTake, bot.ActSay, bot.ActNote, bot.ActOffer, bot.ActPutBack, bot.ActAssign, bot.ActRelease, bot.ActResolve, bot.ActErase,
		} {
			if act.In(lang) == "" {
				t.Errorf("%s: no words for action %q", lang, act)
			}
		}
	}
}
