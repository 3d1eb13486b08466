package bot_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

type unheardOf struct{ bot.Event }

type unheardEffect struct{ bot.Effect }

func TestEveryEventSurvivesTheRecord(t *testing.T) {
	for _, event := range someEvents() {
		data, err := bot.MarshalEvent(event)
		if err != nil {
			t.Fatal(err)
		}
		back, err := bot.UnmarshalEvent(data)
		if err != nil || !reflect.DeepEqual(back, event) {
			t.Errorf("%s came back as %+v, %v", data, back, err)
		}
		if !strings.HasPrefix(string(data), `{"kind":"`) {
			t.Errorf("the record does not say first what it is: %s", data)
		}
	}
}

func TestEveryReadingSurvivesTheRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := bot.Said{Text: "x", Reading: anyReading.Draw(t, "reading")}
		data, err := bot.MarshalEvent(said)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := bot.UnmarshalEvent(data); err != nil || !reflect.DeepEqual(back, bot.Event(said)) {
			t.Fatalf("%s came back as %+v, %v", data, back, err)
		}
	})
}

func TestEffectsOfTheOutboxSurviveTheRecord(t *testing.T) {
	for _, effect := range []bot.Effect{
		bot.Say{To: home, From: bot.FromAgent, Name: "Camille", Lang: "fr", Text: "é\n{x}", Flow: "jam", Step: "kind",
			Choices: []bot.Choice{{ID: "human", Label: "!", Command: true}, {ID: "laser", Label: "L"}}},
		bot.ShowCase{Case: bot.Case{State: bot.CaseHeld, Since: wednesday.UTC(), Owner: &camille, Reason: bot.StepRef{Flow: "jam", Step: "person"}}},
		bot.Relay{Text: "vite"}, bot.Relay{Text: "voice", Kind: bot.RelayUnsupported, Of: "e1"}, bot.Note{By: sam, Text: "vu", Of: "e2"},
		bot.Amend{To: home, Of: "e3", Text: "plutôt"}, bot.Amend{Of: "e3", Gone: true}, bot.Unshow{},
		bot.Alert{What: bot.AlertOffered, For: bot.ForAgent, To: &sam, By: "Camille", Text: "à toi", Line: "l"},
	} {
		data, err := bot.MarshalEffect(effect)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := bot.UnmarshalEffect(data); err != nil || !reflect.DeepEqual(back, effect) {
			t.Errorf("%s came back as %+v, %v", data, back, err)
		}
	}
}

func TestWhatIsNoLineIsNotWritten(t *testing.T) {
	for _, effect := range []bot.Effect{bot.Wake{}, bot.Unwake{}, bot.Hush{}, unheardEffect{}, nil} {
		if data, err := bot.MarshalEffect(effect); err == nil {
			t.Errorf("%T became %s", effect, data)
		}
	}
}

func TestUnknownKindsAreErrors(t *testing.T) {
	for _, event := range []bot.Event{nil, unheardOf{}, &bot.Said{}} {
		if data, err := bot.MarshalEvent(event); err == nil {
			t.Errorf("%T became %s", event, data)
		}
	}
	for _, data := range []string{
		``, `null`, `{}`, `[]`, `{"kind":"later"}`, `{"kind":"Said","body":{}}`, `{"kind":"said"}`, `{"kind":"said","body":[]}`,
		`{"kind":"woke","body":{"generation":-1}}`, `{"kind":"say","body":"x"}`, `{"kind":"relay"`,
	} {
		if event, err := bot.UnmarshalEvent([]byte(data)); err == nil {
			t.Errorf("%s was read as %+v", data, event)
		}
		if effect, err := bot.UnmarshalEffect([]byte(data)); err == nil {
			t.Errorf("%s was read as %+v", data, effect)
		}
	}
}

func TestTheLinesOfATurnAreNumberedInOrder(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	lines := k.turn.Lines(k.s.ID)
	if len(lines) < 3 {
		t.Fatalf("lines %v", lines)
	}
	for i, line := range lines {
		if line.Part != i || line.Seq != k.s.Seq || line.Conversation != k.s.ID {
			t.Errorf("line %d is %s", i, line.ID())
		}
		switch line.Effect.(type) {
		case bot.Wake, bot.Unwake, bot.Hush:
			t.Errorf("%T is no line", line.Effect)
		}
	}
}
