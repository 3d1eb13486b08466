package bot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func TestAFileIsRefusedAndTheQuestionAskedAgain(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.FileSent{Name: "permis.jpg", Type: "image/jpeg", Size: 120000})
	k.hears("<file_refused", "[jam/kind]")
	k.offers("laser", bot.CmdHuman)
}

func TestAFileIsNeverNamed(t *testing.T) {
	k := opened(t, wednesday, "paper")
	for _, prepare := range []func(){
		func() {}, func() { k.press(bot.CmdHuman) }, func() { k.do(bot.AgentClaimed{Agent: camille}) },
	} {
		prepare()
		k.do(bot.FileSent{Name: "permis.jpg", Type: "image/jpeg\n<script>" + strings.Repeat("x", 99), Size: 120000})
		k.hears("<file_refused")
		for _, effect := range k.turn.Effects {
			if relay, ok := effect.(bot.Relay); ok && (strings.ContainsAny(relay.Text, "<\n") || len(relay.Text) > 80) {
				t.Fatalf("relayed %q", relay.Text)
			}
		}
		k.never("permis")
	}
}

// I7: "kind and size are noted", in every mode in which a case is open.
func TestAFileIsNotedForTheDeskByKindAndSize(t *testing.T) {
	for name, at := range map[string]bool{"queued": true, "deferred": false} {
		t.Run(name, func(t *testing.T) {
			k := opened(t, map[bool]time.Time{true: wednesday, false: saturday}[at], "paper")
			k.press(bot.CmdHuman)
			k.do(bot.FileSent{Name: "permis.jpg", Type: "image/jpeg", Size: 120000})
			relay, ok := effect[bot.Relay](k.turn)
			if !ok || !strings.Contains(relay.Text, "image/jpeg") {
				t.Fatalf("noted %q", relay.Text)
			}
			if !strings.Contains(relay.Text, "120") {
				t.Errorf("the size is not noted: %q", relay.Text)
			}
		})
	}
}

func TestAHiddenSecretIsToldByItsKind(t *testing.T) {
	for kind, phrase := range map[string]string{
		"password": "<masked_password", "code": "<masked_code", "card": "<masked_other", "sin": "<masked_other",
	} {
		k := opened(t, wednesday, "paper")
		k.do(bot.Said{Text: "voici [" + kind + "]", Masked: []string{kind}})
		k.hears(phrase)
		k.stands("jam", "kind")
		if k.s.Misses != 0 {
			t.Fatalf("%s counts as a miss", kind)
		}
	}
}

func TestTheWorstSecretIsToldFirst(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.Said{Text: "[card] [code] [password]", Masked: []string{"card", "code", "password"}})
	k.hears("<masked_password")
	k.never("<masked_code", "<masked_other")
}

func TestOnesOwnAddressIsHiddenWithoutAWord(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.Said{Text: "[email]", Masked: []string{"email", "phone"}})
	k.never("<masked")
	k.stands("jam", "kind")
}

func TestAnAnswerBesideASecretIsTaken(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.Said{Text: "laser [code]", Masked: []string{"code"}, Reading: bot.Reading{Option: "laser"}})
	k.hears("<masked_code")
	k.stands("jam", "where")
}

func TestTheLineAfterASecretIsReadWithSuspicion(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.Said{Text: "[password]", Masked: []string{"password"}})
	if got := k.engine.Context(k.s); len(got) != 2 {
		t.Fatalf("context %v", got)
	}
	k.write("laser", bot.Reading{Option: "laser"})
	if got := k.engine.Context(k.s); len(got) != 0 {
		t.Fatalf("context %v", got)
	}
}

func TestASecretIsToldBesideAnAgentToo(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.Said{Text: "[code]", Masked: []string{"code"}})
	k.hears("system: <masked_code")
	if relay, ok := effect[bot.Relay](k.turn); !ok || relay.Text != "[code]" {
		t.Fatalf("effects %v", k.turn.Effects)
	}
	k.press(bot.CmdAssistant)
	k.press(bot.CmdHuman)
	k.do(bot.Said{Text: "[password]", Masked: []string{"password"}})
	k.hears("<masked_password")
}
