package slack_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/adapters/slack"
)

// methods are the calls that this package makes and the scope that each wants of a bot, as Slack's page on it says.
var methods = map[string]string{
	"AuthTestContext":      "",
	"PublishViewContext":   "",
	"PostMessageContext":   "chat:write",
	"UpdateMessageContext": "chat:write",

	"GetConversationHistoryContext": "im:history", // of direct messages; elsewhere Probe goes without
	"GetConversationRepliesContext": "im:history",
	"OpenConversationContext":       "im:write",
	"GetUserInfoContext":            "users:read",
	"GetBotInfoContext":             "users:read",

	"SetAssistantThreadsStatusContext":           "chat:write",
	"SetAssistantThreadsSuggestedPromptsContext": "assistant:write",
}

// byEvent are the scopes that let something in instead.
var byEvent = []string{"app_mentions:read", "commands"}

// TestScopesAreThoseOfTheCalls finds a call whose scope nobody asks for, and a scope that no call wants.
func TestScopesAreThoseOfTheCalls(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{"": true}
	called := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range regexp.MustCompile(`\bapi(?:\(\))?\.([A-Z]\w+)\(`).FindAllStringSubmatch(string(text), -1) {
			called++
			scope, known := methods[call[1]]
			if !known {
				t.Errorf("%s calls %s: say in this test which scope it wants, and in Scopes what for", file, call[1])
			}
			wanted[scope] = true
		}
	}
	if called < len(methods) {
		t.Errorf("only %d calls were found", called)
	}
	for _, s := range slack.Asked(false) {
		if !wanted[s.Name] && !slices.Contains(byEvent, s.Name) {
			t.Errorf("%s is asked for, and no call wants it", s.Name)
		}
		delete(wanted, s.Name)
	}
	delete(wanted, "")
	for scope := range wanted {
		t.Errorf("a call wants %s, and nobody asks for it", scope)
	}
}
