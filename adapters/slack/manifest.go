package slack

import (
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// HelpShortcut is the callback id of the shortcut on a message.
const HelpShortcut = "help_this_person"

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
	Display  Display  `json:"display_information" yaml:"display_information"`
	Features Features `json:"features"            yaml:"features"`
	OAuth    OAuth    `json:"oauth_config"        yaml:"oauth_config"`
	Settings Settings `json:"settings"            yaml:"settings"`
}

type (
	// Display is how the app presents itself.
	Display struct {
		Name  string `json:"name"             yaml:"name"`
		Short string `json:"description"      yaml:"description"`
		Long  string `json:"long_description" yaml:"long_description"`
	}
	// Features are the doors through which people come.
	Features struct {
		Home      Home       `json:"app_home"       yaml:"app_home"`
		Agent     Agent      `json:"agent_view"     yaml:"agent_view"`
		Bot       BotUser    `json:"bot_user"       yaml:"bot_user"`
		Shortcuts []Shortcut `json:"shortcuts"      yaml:"shortcuts"`
		Commands  []Command  `json:"slash_commands" yaml:"slash_commands"`
	}
	// Home are the tabs of the app. Slack takes a tab for messages that says nothing else as one to read only.
	Home struct {
		Home     bool `json:"home_tab_enabled"               yaml:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"           yaml:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled" yaml:"messages_tab_read_only_enabled"`
	}
	// Agent makes the tab for messages a conversation with first sentences.
	Agent struct {
		About   string   `json:"agent_description"           yaml:"agent_description"`
		Prompts []Prompt `json:"suggested_prompts,omitempty" yaml:"suggested_prompts,omitempty"`
	}
	// Prompt is a first sentence: what is shown, and what is written when it is chosen.
	Prompt struct {
		Title   string `json:"title"   yaml:"title"`
		Message string `json:"message" yaml:"message"`
	}
	// BotUser is who writes.
	BotUser struct {
		Name   string `json:"display_name"  yaml:"display_name"`
		Online bool   `json:"always_online" yaml:"always_online"`
	}
	// Shortcut is an entry in the menu of every message.
	Shortcut struct {
		Name     string `json:"name"        yaml:"name"`
		Type     string `json:"type"        yaml:"type"`
		Callback string `json:"callback_id" yaml:"callback_id"`
		About    string `json:"description" yaml:"description"`
	}
	// Command is a slash command.
	Command struct {
		Name   string `json:"command"       yaml:"command"`
		URL    string `json:"url,omitempty" yaml:"url,omitempty"`
		About  string `json:"description"   yaml:"description"`
		Usage  string `json:"usage_hint"    yaml:"usage_hint"`
		Escape bool   `json:"should_escape" yaml:"should_escape"`
	}
	// OAuth is what the app may do.
	OAuth struct {
		Scopes struct {
			Bot []string `json:"bot" yaml:"bot"`
		} `json:"scopes" yaml:"scopes"`
	}
	// Settings are what Slack sends, and where to.
	Settings struct {
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
	app.Display = Display{Name: "HelpAide", Short: words.short, Long: words.long}
	app.Features = Features{
		Home:      Home{Home: true, Messages: true},
		Agent:     Agent{About: words.agent, Prompts: prompts(o.Prompts)},
		Bot:       BotUser{Name: "helpaide", Online: true},
		Shortcuts: []Shortcut{{Name: words.shortcut, Type: "message", Callback: HelpShortcut, About: words.aboutShortcut}},
	}
	for _, name := range []string{"/aide", "/helpaide"} {
		app.Features.Commands = append(app.Features.Commands, Command{Name: name, URL: o.URL, About: words.command, Usage: words.usage})
	}
	for _, scope := range Asked(o.Desk) {
		app.OAuth.Scopes.Bot = append(app.OAuth.Scopes.Bot, scope.Name)
	}
	slices.Sort(app.OAuth.Scopes.Bot)
	app.Settings.Events.URL, app.Settings.Events.Bot = o.URL, Events(o.Desk)
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

func prompts(sentences []string) (first []Prompt) {
	for _, sentence := range sentences[:min(mostPrompts, len(sentences))] {
		first = append(first, Prompt{Title: sentence, Message: sentence})
	}
	return first
}
