package slack_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

var instantRE = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d? (h \d\d)`)

// drawn is a card as docs/desk.md shows it: its texts, then what can be pressed.
func drawn(m slackfake.Message) string {
	words := instantRE.ReplaceAllString(strings.ReplaceAll(m.Words(), "\u00a0", " "), "2026-11-23 09 h 03")
	for _, b := range m.Buttons() {
		words += "\n[" + b.Label + "]"
	}
	return words
}

// The cards in docs/desk.md are those that a case has: while it waits, and once it is taken.
func TestCardsInTheDocs(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../docs/desk.md")
	if err != nil {
		t.Fatal(err)
	}
	o := openOffice(t, -1)
	o.client.DM("je n'ai pas internet")
	o.fake.AwaitMessages(t, o.client.Home(), 1)
	o.client.DM("tous mes appareils")
	o.fake.AwaitMessages(t, o.client.Home(), 2)
	o.client.DM("je veux parler à une personne")
	waiting := o.card("en attente")
	o.camille.Press(waiting, "Prendre et répondre ici")
	for _, card := range []slackfake.Message{waiting, o.card("Camille")} {
		if text := drawn(card); !strings.Contains(string(raw), "```text\n"+text+"\n```") {
			t.Errorf("docs/desk.md lacks this card:\n%s", text)
		}
	}
	o.clean()
}
