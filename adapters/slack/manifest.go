package slack

import (
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// mostPrompts is how many first sentences Slack shows.
const mostPrompts = 4

// AppOptions say for whom a manifest is written.
type AppOptions struct {
	URL     string   // where Slack's requests go; "" is Socket Mode, which needs no address
	Lang    bot.Lang // of what Slack shows: a manifest has one language
	Desk    bool     // agents work in this workspace
	Prompts []string // first sentences, the most useful first; four are taken
}

// App is an app manifest as Slack reads it, in YAML or in JSON.
type App struct {
	Display  AppDisplay  `json:"display_information" yaml:"display_information"`
	Features AppFeatures `json:"features"            yaml:"features"`
	OAuth    AppOAuth    `json:"oauth_config"        yaml:"oauth_config"`
	Settings AppSettings `json:"settings"            yaml:"settings"`
}

type (
	// AppDisplay is how the app presents itself.
	AppDisplay struct {
		Name  string `json:"name"             yaml:"name"`
		Short string `json:"description"      yaml:"description"`
		Long  string `json:"long_description" yaml:"long_description"`
	}
	// AppFeatures are the doors through which people come.
	AppFeatures struct {
		Home      AppHome       `json:"app_home"       yaml:"app_home"`
		Agent     AppAgent      `json:"agent_view"     yaml:"agent_view"`
		Bot       AppBot        `json:"bot_user"       yaml:"bot_user"`
		Shortcuts []AppShortcut `json:"shortcuts"      yaml:"shortcuts"`
		Commands  []AppCommand  `json:"slash_commands" yaml:"slash_commands"`
	}
	// AppHome are the tabs of the app. Slack takes a tab for messages that says nothing else as one to read only.
	AppHome struct {
		Home     bool `json:"home_tab_enabled"               yaml:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"           yaml:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled" yaml:"messages_tab_read_only_enabled"`
	}
	// AppAgent makes the tab for messages a conversation with first sentences.
	AppAgent struct {
		About   string      `json:"agent_description"           yaml:"agent_description"`
		Prompts []AppPrompt `json:"suggested_prompts,omitempty" yaml:"suggested_prompts,omitempty"`
	}
	// AppPrompt is a first sentence: what is shown, and what is written when it is chosen.
	AppPrompt struct {
		Title   string `json:"title"   yaml:"title"`
		Message string `json:"message" yaml:"message"`
	}
	// AppBot is who writes.
	AppBot struct {
		Name   string `json:"display_name"  yaml:"display_name"`
		Online bool   `json:"always_online" yaml:"always_online"`
	}
	// AppShortcut is an entry in the menu of every message.
	AppShortcut struct {
		Name     string `json:"name"        yaml:"name"`
		Type     string `json:"type"        yaml:"type"`
		Callback string `json:"callback_id" yaml:"callback_id"`
		About    string `json:"description" yaml:"description"`
	}
	// AppCommand is a slash command.
	AppCommand struct {
		Name   string `json:"command"       yaml:"command"`
		URL    string `json:"url,omitempty" yaml:"url,omitempty"`
		About  string `json:"description"   yaml:"description"`
		Usage  string `json:"usage_hint"    yaml:"usage_hint"`
		Escape bool   `json:"should_escape" yaml:"should_escape"`
	}
	// AppOAuth is what the app may do.
	AppOAuth struct {
		Scopes struct {
			Bot []string `json:"bot" yaml:"bot"`
		} `json:"scopes" yaml:"scopes"`
	}
	// AppSettings are what Slack sends, and where to.
	AppSettings struct {
		Events struct {
			URL string   `json:"request_url,omitempty" yaml:"request_url,omitempty"`
			Bot []string `json:"bot_events"            yaml:"bot_events"`
		} `json:"event_subscriptions" yaml:"event_subscriptions"`
		Interactivity struct {
			Enabled bool   `json:"is_enabled"            yaml:"is_enabled"`
			URL     string `json:"request_url,omitempty" yaml:"request_url,omitempty"`
		} `json:"interactivity" yaml:"interactivity"`
		WholeOrg     bool `json:"org_deploy_enabled"     yaml:"org_deploy_enabled"`
		Socket       bool `json:"socket_mode_enabled"    yaml:"socket_mode_enabled"`
		RotateTokens bool `json:"token_rotation_enabled" yaml:"token_rotation_enabled"`
	}
)

// Manifest is the app that HelpAide wants, with the least that it may do. The error says which option cannot be meant.
func Manifest(o AppOptions) (app App, err error) {
	words, known := appTexts[o.Lang]
	if !known {
		return app, fmt.Errorf("an app in %q: it is written in fr or en", o.Lang)
	}
	if err := publicAddress(o.URL); err != nil {
		return app, fmt.Errorf("an app at %s: %w", o.URL, err)
	}
	app.Display = AppDisplay{Name: "HelpAide", Short: words.short, Long: words.long}
	app.Features = AppFeatures{
		Home:      AppHome{Home: true, Messages: true},
		Agent:     AppAgent{About: words.agent, Prompts: firstPrompts(o.Prompts)},
		Bot:       AppBot{Name: "helpaide", Online: true},
		Shortcuts: []AppShortcut{{Name: words.shortcut, Type: "message", Callback: helpShortcut, About: words.aboutShortcut}},
	}
	for _, name := range []string{"/aide", "/helpaide"} {
		app.Features.Commands = append(app.Features.Commands, AppCommand{Name: name, URL: o.URL, About: words.command, Usage: words.usage})
	}
	for _, scope := range Asked(o.Desk) {
		app.OAuth.Scopes.Bot = append(app.OAuth.Scopes.Bot, scope.Name)
	}
	slices.Sort(app.OAuth.Scopes.Bot)
	for _, event := range Events() {
		if o.Desk || !event.Desk {
			app.Settings.Events.Bot = append(app.Settings.Events.Bot, event.Name)
		}
	}
	app.Settings.Events.URL = o.URL
	app.Settings.Interactivity.URL, app.Settings.Interactivity.Enabled = o.URL, true
	app.Settings.Socket = o.URL == ""
	return app, nil
}

// publicAddress refuses what Slack does not send to.
func publicAddress(address string) error {
	if address == "" {
		return nil
	}
	parsed, err := url.Parse(address)
	switch {
	case err != nil || parsed.Host == "":
		return errors.New("it must be an address such as https://helpaide.example.org/slack")
	case parsed.Scheme != "https":
		return errors.New("only https:// is sent to")
	case parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "":
		return errors.New("it must be without a password, a query and a fragment")
	}
	return nil
}

func firstPrompts(sentences []string) (first []AppPrompt) {
	for _, sentence := range sentences[:min(mostPrompts, len(sentences))] {
		first = append(first, AppPrompt{Title: sentence, Message: sentence})
	}
	return first
}
