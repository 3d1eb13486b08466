package slack_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	slackgo "github.com/slack-go/slack"
	"go.yaml.in/yaml/v4"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/bot"
)

// update writes what tests find where it is expected: go test ./adapters/slack -update.
var update = flag.Bool("update", false, "rewrite testdata")

const address = "https://helpaide.example.org/slack"

// apps are the manifests that there are, by the names of their golden files.
func apps(t *testing.T) map[string]slack.App {
	t.Helper()
	all := map[string]slack.App{}
	for name, o := range map[string]slack.AppOptions{
		"socket_fr": {Lang: "fr", Prompts: []string{"Le code n'arrive pas", "Le compte est verrouillé", "Trois", "Quatre", "Cinq"}},
		"socket_en": {Lang: "en"},
		"http_en":   {Lang: "en", URL: address, Prompts: []string{"The code does not arrive"}},
		"desk_fr":   {Lang: "fr", Desk: true},
	} {
		app, err := slack.Manifest(o)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = app
	}
	return all
}

func TestManifests(t *testing.T) {
	for name, app := range apps(t) {
		t.Run(name, func(t *testing.T) {
			got, err := yaml.Dump(app)
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", "manifest_"+name+".yaml")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s is not what is written now: go test ./adapters/slack -update\n%s", golden, got)
			}
		})
	}
}

// TestManifestsAreSlacks reads them with the library's types, which refuse a key that they do not know.
func TestManifestsAreSlacks(t *testing.T) {
	for name, app := range apps(t) {
		text, err := json.Marshal(app)
		if err != nil {
			t.Fatal(err)
		}
		from := json.NewDecoder(bytes.NewReader(text))
		from.DisallowUnknownFields()
		var read slackgo.Manifest
		if err := from.Decode(&read); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if read.Settings.SocketModeEnabled == (read.Settings.EventSubscriptions.RequestUrl != "") {
			t.Errorf("%s: an app has Socket Mode or an address, and one of them", name)
		}
		if !bytes.Contains(text, []byte(`"messages_tab_read_only_enabled":false`)) {
			t.Errorf("%s: nobody can write in the tab for messages", name)
		}
	}
}

// TestManifestsAreWithinSlacksLimits holds every text against what Slack's schema of manifests allows.
func TestManifestsAreWithinSlacksLimits(t *testing.T) {
	for name, app := range apps(t) {
		within := func(what, text string, least, most int) {
			if n := utf8.RuneCountInString(text); n < least || n > most {
				t.Errorf("%s: %s has %d characters, and Slack takes %d to %d", name, what, n, least, most)
			}
		}
		within("the name", app.Display.Name, 1, 35)
		within("the description", app.Display.Short, 1, 140)
		within("the long description", app.Display.Long, 175, 4000)
		within("what the agent is", app.Features.Agent.About, 1, 300)
		within("the bot's name", app.Features.Bot.Name, 1, 80)
		if !regexp.MustCompile(`^[a-z0-9._-]+$`).MatchString(app.Features.Bot.Name) {
			t.Errorf("%s: Slack takes no bot called %q", name, app.Features.Bot.Name)
		}
		if n := len(app.Features.Agent.Prompts); n > 4 {
			t.Errorf("%s: %d first sentences, and Slack takes 4", name, n)
		}
		for _, s := range app.Features.Shortcuts {
			within("a shortcut's name", s.Name, 1, 24)
			within("a shortcut's description", s.About, 1, 150)
			within("a shortcut's id", s.Callback, 1, 255)
		}
		for _, c := range app.Features.Commands {
			within("a command", c.Name, 2, 32)
			within("a command's description", c.About, 1, 2000)
			within("a command's hint", c.Usage, 1, 1000)
			if !strings.HasPrefix(c.Name, "/") || c.URL != app.Settings.Events.URL {
				t.Errorf("%s: the command %q goes to %q", name, c.Name, c.URL)
			}
		}
		if app.Settings.Interactivity.URL != app.Settings.Events.URL || !app.Settings.Interactivity.Enabled {
			t.Errorf("%s: presses on buttons go elsewhere than events", name)
		}
	}
}

func TestManifestAsksForTheScopesAndNoOther(t *testing.T) {
	for name, app := range apps(t) {
		var want []string
		for _, s := range slack.Scopes() {
			if !s.Desk || strings.HasPrefix(name, "desk") {
				want = append(want, s.Name)
			}
		}
		slices.Sort(want)
		if !slices.Equal(app.OAuth.Scopes.Bot, want) {
			t.Errorf("%s asks for %q, want %q", name, app.OAuth.Scopes.Bot, want)
		}
	}
}

// What Slack's pages on these events say they need.
func TestEventsHaveTheirScopes(t *testing.T) {
	needs := map[string]string{"app_mention": "app_mentions:read", "message.im": "im:history", "message.groups": "groups:history", "app_home_opened": "", "app_uninstalled": "", "tokens_revoked": ""}
	for _, event := range slack.Events() {
		asked := []string{""}
		for _, s := range slack.Asked(event.Desk) {
			asked = append(asked, s.Name)
		}
		scope, known := needs[event.Name]
		if !known || !slices.Contains(asked, scope) || event.Does == "" {
			t.Errorf("the event %s needs %q, and %q are asked for", event.Name, scope, asked)
		}
	}
}

func TestEveryScopeHasItsFeature(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range slack.Scopes() {
		if s.Does == "" || s.Without == "" || seen[s.Name] {
			t.Errorf("%s: each scope is there once, with what it does and what is lost without: %+v", s.Name, s)
		}
		seen[s.Name] = true
	}
}

func TestManifestRefuses(t *testing.T) {
	for _, c := range []struct {
		lang bot.Lang
		url  string
		want string
	}{
		{"de", "", `an app in "de": it is written in fr or en`},
		{"", "", `an app in "": it is written in fr or en`},
		{"fr", "http://helpaide.example.org/slack", "an app at http://helpaide.example.org/slack: only https:// is sent to"},
		{"fr", "helpaide.example.org", "an app at helpaide.example.org: it must be an address such as https://helpaide.example.org/slack"},
		{"fr", "https://", "an app at https://: it must be an address such as https://helpaide.example.org/slack"},
		{"fr", address + "?a=b", "an app at " + address + "?a=b: it must be without a password, a query and a fragment"},
	} {
		if _, err := slack.Manifest(slack.AppOptions{Lang: c.lang, URL: c.url}); err == nil || err.Error() != c.want {
			t.Errorf("%q %q: %v, want %s", c.lang, c.url, err, c.want)
		}
	}
}
