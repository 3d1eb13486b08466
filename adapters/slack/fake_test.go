package slack_test

import (
	"slices"
	"testing"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

// TestFakeGrantsWhatTheManifestAsks keeps the suites on the app that people install.
func TestFakeGrantsWhatTheManifestAsks(t *testing.T) {
	app, err := slack.Manifest(slack.AppOptions{Lang: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(slices.Values(slackfake.DefaultScopes())); !slices.Equal(got, app.OAuth.Scopes.Bot) {
		t.Errorf("the fake grants %q, and the manifest asks for %q", got, app.OAuth.Scopes.Bot)
	}
	if got := slices.Sorted(slices.Values(slackfake.DefaultEvents())); !slices.Equal(got, app.Settings.Events.Bot) {
		t.Errorf("the fake sends %q, and the manifest subscribes to %q", got, app.Settings.Events.Bot)
	}
}
