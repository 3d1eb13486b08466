package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/adapters/slack"
)

const slackDoc = "../../docs/slack.md"

func TestScopesAreDocumented(t *testing.T) {
	text, err := os.ReadFile(slackDoc)
	if err != nil {
		t.Fatal(err)
	}
	byHand, _, found := strings.Cut(string(text), beginTables)
	if !found {
		t.Fatalf("%s lacks the line %s", slackDoc, beginTables)
	}
	want := byHand + beginTables + scopeTables()
	if *update {
		if err := os.WriteFile(slackDoc, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s is not what the scopes are: go test ./cmd/helpaide -update", slackDoc)
	}
}

func scopeTables() string {
	var scopes, desk, events strings.Builder
	for _, s := range slack.Scopes() {
		to := &scopes
		if s.Desk {
			to = &desk
		}
		needed := ""
		if s.Needed {
			needed = " **(needed)**"
		}
		fmt.Fprintf(to, "| `%s`%s | %s | %s |\n", s.Name, needed, s.Does, s.Without)
	}
	for _, e := range slack.Events() {
		on := ""
		if e.Desk {
			on = ", with `--desk`"
		}
		fmt.Fprintf(&events, "| `%s`%s | %s |\n", e.Name, on, e.Does)
	}
	const head = "| permission | what it is for | without it |\n| --- | --- | --- |\n"
	return "\n" + head + scopes.String() +
		"\nOnly with `helpaide slack manifest --desk`, where agents work in Slack:\n\n" + head + desk.String() +
		"\nSlack tells HelpAide of these events, and of no other:\n\n| event | what HelpAide does |\n| --- | --- |\n" + events.String()
}

// TestSlackGuideNamesWhatIsThere holds the commands, settings and links of docs/slack.md against the binary.
func TestSlackGuideNamesWhatIsThere(t *testing.T) {
	text, err := os.ReadFile(slackDoc)
	if err != nil {
		t.Fatal(err)
	}
	commands := regexp.MustCompile("(?m)^helpaide (.*)$|`helpaide ([^`]*)`").FindAllStringSubmatch(string(text), -1)
	for _, c := range commands {
		accepts(t, strings.Fields(c[1]+c[2]))
	}
	if len(commands) < 6 {
		t.Errorf("found only %q", commands)
	}
	for _, name := range regexp.MustCompile(`HELPAIDE_[A-Z0-9_]+`).FindAllString(string(text), -1) {
		if _, known := placeOf(name); !known {
			t.Errorf("%s is no setting", name)
		}
	}
	for _, link := range regexp.MustCompile(`\]\(([^)#:]+)`).FindAllStringSubmatch(string(text), -1) {
		if _, err := os.Stat("../../docs/" + link[1]); err != nil {
			t.Errorf("a link leads nowhere: %v", err)
		}
	}
}
