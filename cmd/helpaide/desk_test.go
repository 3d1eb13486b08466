package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

// The desk as `helpaide serve` sets it up from the configuration alone, and its cases as operators read them.
func TestServeWithADesk(t *testing.T) {
	fake := slackfake.Start(t, slackfake.Options{
		Ping: 200 * time.Millisecond, Retries: []time.Duration{},
		Scopes: append(slackfake.DefaultScopes(), "groups:history", "usergroups:read"), Events: append(slackfake.DefaultEvents(), "message.groups"),
	})
	agent, p := fake.Person("U2", "fr-CA"), fake.Person("U1", "fr-CA")
	desk := fake.Private("G1", agent)
	t.Setenv("HELPAIDE_SLACK_DESK_CHANNEL", desk)
	t.Setenv("HELPAIDE_SLACK_AGENTS_GROUP", "S1")
	fake.Usergroup("S1", agent)
	s := onSlack(t, fake)
	s.start(t, fake)
	p.DM("mon compte est verrouillé")
	fake.AwaitMessages(t, p.Home(), 1)
	p.DM("je veux parler à une personne")
	card := fake.AwaitMessages(t, desk, 1)[0]
	if !strings.Contains(card.Words(), "mon compte est verrouillé") {
		t.Errorf("the card is %q", card.Words())
	}
	s.end(t)
	id := "slack:" + slackfake.Team + ":" + p.Home()
	var list []heldCase
	printed(t, &list, "cases", "list", "--embedded", s.config.Embedded)
	if len(list) != 1 || string(list[0].Conversation) != id || list[0].Card.Words == "" {
		t.Errorf("the cases are %+v", list)
	}
	var one exportedCase
	printed(t, &one, "cases", "export", id, "--embedded", s.config.Embedded)
	if one.Card.State != list[0].Card.State || len(one.Turns) < 2 || len(one.Audit) != 1 {
		t.Errorf("the case is %+v", one)
	}
}

// printed runs a command, and reads what it prints.
func printed(t *testing.T, into any, args ...string) {
	t.Helper()
	var out bytes.Buffer
	cmd := root()
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
}
