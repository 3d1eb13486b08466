package bot_test

import (
	"reflect"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// What is for the desks stands once for each of them, in its place among the rest; what is for the person stays.
func TestEachDeskIsShownWhatIsForDesks(t *testing.T) {
	show := bot.ShowCase{Case: bot.Case{State: bot.CaseQueued}}
	turn := bot.Turn{Session: bot.Session{ID: "terminal:me", Seq: 3}, Effects: []bot.Effect{bot.Hush{}, bot.Say{To: home}, show}}
	commit := bot.Commit{Turn: turn, Desks: []bot.Address{"slack:T1:C1", "discord:G1:C2"}}
	var to []bot.Address
	var queues []string
	for i, line := range commit.Lines() {
		to, queues = append(to, line.To()), append(queues, line.Queue())
		if line.Part != i || line.Seq != 3 {
			t.Errorf("line %d is %+v", i, line)
		}
	}
	if !reflect.DeepEqual(to, []bot.Address{home, "slack:T1:C1", "discord:G1:C2"}) || !reflect.DeepEqual(queues, []string{"", "slack:T1:C1", "discord:G1:C2"}) {
		t.Errorf("to %q in queues %q", to, queues)
	}
	if len(turn.Effects) != 3 {
		t.Errorf("the turn itself became %+v", turn.Effects)
	}
}

func TestWhatIsForADeskComesBackAsItWasWritten(t *testing.T) {
	for _, do := range []bot.Effect{bot.Relay{Text: "bonjour"}, bot.ShowCase{Case: bot.Case{State: bot.CaseHeld, Owner: &camille}}} {
		at := bot.AtDesk{Desk: "slack:T1:C1", Do: do}
		body, err := bot.MarshalEffect(at)
		if err != nil {
			t.Fatal(err)
		}
		back, err := bot.UnmarshalEffect(body)
		if err != nil || !reflect.DeepEqual(back, at) {
			t.Errorf("%s came back as %+v (%v)", body, back, err)
		}
	}
}

func TestOnlyWhatIsForDesksIsWrittenForOne(t *testing.T) {
	if body, err := bot.MarshalEffect(bot.AtDesk{Desk: "slack:T1:C1", Do: bot.Say{To: home}}); err == nil {
		t.Errorf("wrote %s", body)
	}
	if effect, err := bot.UnmarshalEffect([]byte(`{"kind":"at_desk","body":{"desk":"d","do":{"kind":"say","body":{}}}}`)); err == nil {
		t.Errorf("read %+v", effect)
	}
}
