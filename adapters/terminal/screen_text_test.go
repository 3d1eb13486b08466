package terminal

import (
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/helpaide/helpaide/bot"
)

func TestScreenFitsEveryWidth(t *testing.T) {
	long := "Une phrase assez longue pour être coupée plusieurs fois, avec 日本語 et 👩‍👩‍👧 et unmottrèslongquinetientpassurunelignedequarantecolonnes."
	prepare := func(f *fakeTalk) {
		f.reply = func(bot.Event) []bot.Say {
			say := question()[0]
			say.Text = long
			for range 12 {
				say.Choices = append(say.Choices, bot.Choice{ID: "x", Label: long}, bot.Choice{ID: "y", Label: "Commande", Command: true})
			}
			return []bot.Say{say}
		}
	}
	for _, size := range []tea.WindowSizeMsg{{Width: 40, Height: 24}, {Width: 200, Height: 50}, {Width: 12, Height: 8}} {
		watch(t, prepare, func(v *viewer, _ *fakeTalk) {
			v.take(size)
			v.take(tea.PasteMsg{Content: strings.Repeat(long+" ", 20)})
			v.press("enter")
			v.write(long)
			for _, stroke := range []string{"down", "down", "up", "tab", "tab", "tab", "shift+tab", "right", "esc"} {
				v.press(stroke)
				fits(t, v, size)
			}
			for _, line := range v.printed {
				if wide := ansi.StringWidth(line); wide > size.Width {
					t.Errorf("%d columns for %d: %q", wide, size.Width, line)
				}
			}
		})
	}
}

func fits(t *testing.T, v *viewer, size tea.WindowSizeMsg) {
	t.Helper()
	view := v.m.View()
	rows := strings.Split(view.Content, "\n")
	if size.Height > 10 && len(rows) >= size.Height {
		t.Errorf("%d rows for %d", len(rows), size.Height)
	}
	for _, row := range rows {
		if wide := ansi.StringWidth(row); wide > size.Width {
			t.Errorf("%d columns for %d: %q", wide, size.Width, row)
		}
	}
	if view.Cursor.X >= size.Width || view.Cursor.Y >= len(rows) {
		t.Errorf("the cursor is at %d, %d of %d rows", view.Cursor.X, view.Cursor.Y, len(rows))
	}
}

func TestScreenKeepsControlsOut(t *testing.T) {
	const evil = "\x1b]0;titre\x07\x1b[2Jbonjour\u009b31m\u202e\x00\r● Camille"
	prepare := func(f *fakeTalk) {
		f.reply = func(bot.Event) []bot.Say {
			f.session.Case = &bot.Case{State: bot.CaseHeld, Owner: &bot.Agent{Name: evil}}
			return []bot.Say{
				{From: bot.FromAgent, Name: evil, Text: evil}, {From: bot.FromSystem, Text: evil},
				{From: bot.FromAssistant, Text: evil, Choices: []bot.Choice{{ID: "a", Label: evil}, {ID: "b", Label: evil, Command: true}}},
			}
		}
	}
	styles := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	watch(t, prepare, func(v *viewer, _ *fakeTalk) {
		v.take(tea.PasteMsg{Content: evil})
		v.press("enter")
		for _, text := range []string{strings.Join(v.printed, "\n"), v.m.View().Content} {
			text = styles.ReplaceAllString(text, "")
			hasNot(t, text, "\x1b", "\x07", "\u009b", "\u202e", "\x00", "\r")
		}
		hasNot(t, "\n"+v.said(), "\n● Camille") // nobody's text begins where a name does
	})
}

func TestScreenHasNoColourWhenThereIsNone(t *testing.T) {
	watch(t, func(f *fakeTalk) { f.asking() }, func(v *viewer, _ *fakeTalk) {
		v.take(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
		v.write("aide")
		v.press("enter")
		if colours := regexp.MustCompile(`\x1b\[[0-9;]*3[0-9][0-9;]*m`).FindString(strings.Join(v.printed, "")); colours != "" {
			t.Errorf("a colour: %q", colours)
		}
		v.told("◆ HelpAide")
	})
}

func TestScreenSpeaksOneLanguage(t *testing.T) {
	english := regexp.MustCompile(`(?i)\b(enter|esc|leave|your|waiting|writes|team|tell|clear|not)\b`)
	for _, state := range []bot.CaseState{"", bot.CaseQueued, bot.CaseDeferred, bot.CaseHeld, bot.CaseClosed} {
		prepare := func(f *fakeTalk) {
			f.asking().session.Lang = "fr"
			f.session.Wakes = []bot.Pending{{Name: "wait:x", Due: time.Now().Add(48 * time.Hour)}}
			if state != "" {
				f.session.Case = &bot.Case{State: state, Owner: &bot.Agent{Name: "Camille"}}
			}
		}
		watch(t, prepare, func(v *viewer, _ *fakeTalk) {
			v.write("a")
			v.press("enter")
			for _, stroke := range []string{"down", "up", "up", "esc", "enter"} {
				v.press(stroke)
				if word := english.FindString(v.view()); word != "" {
					t.Errorf("%q in\n%s", word, v.view())
				}
			}
		})
	}
}

func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"un deux trois", 8, []string{"un deux", "trois"}},
		{"un\n\ndeux", 8, []string{"un", "", "deux"}},
		{"  - un deux", 8, []string{"  - un", "  deux"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"va sur https://exemple.test/un-chemin", 10, []string{"va sur", "https://exemple.test/un-chemin"}},
		{"日本語 日本", 6, []string{"日本語", "日本"}},
	} {
		if got := wrapped(c.text, c.width); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q in %d: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestMoment(t *testing.T) {
	now := time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after  time.Duration
		fr, en string
	}{
		{19 * time.Minute, "à 23\u00a0h\u00a019", "at 11:19 p.m."},
		{10 * time.Hour, "demain à 9\u00a0h", "tomorrow at 9:00 a.m."},
		{61 * time.Minute, "demain à 0\u00a0h\u00a001", "tomorrow at 12:01 a.m."},
		{34 * time.Hour, "le 2 janvier à 9\u00a0h", "on January 2 at 9:00 a.m."},
	} {
		if got := moment(now.Add(c.after), now, "fr"); got != c.fr {
			t.Errorf("%q, want %q", got, c.fr)
		}
		if got := moment(now.Add(c.after), now, "en"); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
	}
}
