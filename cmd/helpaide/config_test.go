package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// Secrets that no output may ever hold. They are put together here, so that nothing takes them for real ones.
const (
	botToken      = "xoxb-" + "7041-planted-bot-token"
	appToken      = "xapp-" + "7041-planted-app-token"
	signingSecret = "7041planted" + "signingsecret"
	lineSecret    = "7041planted" + "linesecret"
	discordToken  = "MTA3MDQx." + "planted.discord-token"
	dbPassword    = "planted-db-7041"
	redisPassword = "planted-redis-7041"
	databaseURL   = "postgres://helpaide:" + dbPassword + "@127.0.0.1:5432/helpaide"
	redisURL      = "redis://:" + redisPassword + "@127.0.0.1:6379/0"
)

// needed is the least environment that is right.
func needed(more ...string) []string {
	return append([]string{"PATH=/bin", "HELPAIDE_DATABASE_URL=" + databaseURL, "HELPAIDE_REDIS_URL=" + redisURL}, more...)
}

// written is a configuration file of its own, which only its owner reads.
func written(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "helpaide.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// told are the lines of the error, without the folder of the file and without the count at the end.
func told(t *testing.T, file string, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	problems := configProblems(nil)
	if !errors.As(err, &problems) {
		t.Fatalf("%T is no list of problems", err)
	}
	lines := strings.Split(strings.ReplaceAll(err.Error(), filepath.Dir(file)+"/", ""), "\n")
	return lines[:len(lines)-1]
}

func TestConfigHasDefaults(t *testing.T) {
	config, err := loadConfig("", needed())
	if err != nil {
		t.Fatal(err)
	}
	config.DatabaseURL, config.RedisURL = Secret{}, Secret{}
	want := Config{
		Operators:  OperatorsConfig{"127.0.0.1:9090"},
		Log:        LogConfig{"info", "json"},
		Retention:  RetentionConfig{30, 7, 14, 730},
		Pace:       PaceConfig{3, time.Second},
		Workspaces: []Workspace{},
	}
	if !reflect.DeepEqual(config, want) {
		t.Errorf("got  %+v\nwant %+v", config, want)
	}
}

func TestPlainVariablesAreTheOnlyWorkspace(t *testing.T) {
	config, err := loadConfig("", needed(
		"HELPAIDE_SLACK_BOT_TOKEN="+botToken, "HELPAIDE_SLACK_APP_TOKEN="+appToken,
		"HELPAIDE_SLACK_API_URL=http://127.0.0.1:9/api", "HELPAIDE_SLACK_DESK_CHANNEL=C07041",
		"HELPAIDE_DISCORD_TOKEN="+discordToken, "HELPAIDE_DISCORD_SERVERS=12,34", "HELPAIDE_TEAM_NAME=Soutien",
	))
	if err != nil {
		t.Fatal(err)
	}
	want := []Workspace{{
		Name: "main", TeamName: "Soutien",
		Slack:   SlackConfig{Mode: "socket", APIURL: "http://127.0.0.1:9/api/", BotToken: secret(botToken), AppToken: secret(appToken), DeskChannel: "C07041"},
		Discord: DiscordConfig{Token: secret(discordToken), APIURL: "https://discord.com/api/v10/", Servers: []string{"12", "34"}},
	}}
	if !reflect.DeepEqual(config.Workspaces, want) || config.Workspaces[0].Slack.BotToken.Reveal() != botToken {
		t.Errorf("got  %+v\nwant %+v", config.Workspaces, want)
	}
}

const twoWorkspaces = `
log: { level: debug, format: text }
pace: { every: 250ms }
insecure: { redis: true }
workspaces:
  - name: nord
    team_name: Soutien
    language: fr
    slack: { mode: http, bot_token: ` + botToken + `, signing_secret: ` + signingSecret + `, listen: ":8080" }
  - name: sud
    pack: ./flows
    discord:
      token: ` + discordToken + `
      servers: [12, 34]
`

func TestConfigFromAFile(t *testing.T) {
	config, err := loadConfig(written(t, twoWorkspaces), needed("HELPAIDE_LOG_LEVEL=warn", "HELPAIDE_WORKSPACES_1_DISCORD_HELP_CHANNEL=56"))
	if err != nil {
		t.Fatal(err)
	}
	if config.Log != (LogConfig{"warn", "text"}) || config.Pace != (PaceConfig{3, 250 * time.Millisecond}) || !config.Insecure.Redis {
		t.Errorf("got %+v", config)
	}
	nord, sud := config.Workspaces[0], config.Workspaces[1]
	if nord.Slack.SigningSecret.Reveal() != signingSecret || nord.Slack.Listen != ":8080" || nord.TeamName != "Soutien" || nord.Language != "fr" {
		t.Errorf("nord is %+v", nord)
	}
	if sud.Discord.Token.Reveal() != discordToken || !slices.Equal(sud.Discord.Servers, []string{"12", "34"}) || sud.Discord.HelpChannel != "56" || sud.Pack != "./flows" {
		t.Errorf("sud is %+v", sud)
	}
	if sud.Slack.BotToken.IsSet() || nord.Discord.Token.IsSet() {
		t.Error("one workspace has what was said of the other")
	}
}

func TestPlainVariablesFillAFileWithOneWorkspace(t *testing.T) {
	file := written(t, "workspaces: [{ name: nord, slack: { desk_channel: C1 } }]")
	config, err := loadConfig(file, needed("HELPAIDE_SLACK_BOT_TOKEN="+botToken, "HELPAIDE_WORKSPACES_0_SLACK_APP_TOKEN="+appToken))
	if err != nil {
		t.Fatal(err)
	}
	if slack := config.Workspaces[0].Slack; slack.BotToken.Reveal() != botToken || slack.AppToken.Reveal() != appToken || slack.DeskChannel != "C1" {
		t.Errorf("slack is %+v", slack)
	}
}

func TestSecretsComeFromFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "bot", botToken+"\n")
	write(t, dir, "app", appToken)
	file := written(t, "workspaces: [{ slack: { bot_token_file: "+filepath.Join(dir, "bot")+", app_token: "+appToken+"-older } }]")
	config, err := loadConfig(file, needed("HELPAIDE_SLACK_APP_TOKEN_FILE="+filepath.Join(dir, "app")))
	if err != nil {
		t.Fatal(err)
	}
	if slack := config.Workspaces[0].Slack; slack.BotToken.Reveal() != botToken || slack.AppToken.Reveal() != appToken {
		t.Error("the secrets are not those of the files, or the environment did not win")
	}
}

func TestEmbeddedNeedsNothingElse(t *testing.T) {
	config, err := loadConfig("", []string{"HELPAIDE_EMBEDDED=me.db"})
	if err != nil || config.Embedded != "me.db" {
		t.Errorf("got %q, %v", config.Embedded, err)
	}
}

func TestEveryRuleIsOfASetting(t *testing.T) {
	known := map[string]bool{}
	for _, s := range settings() {
		known[strings.ToLower(strings.Join(s.path, "."))] = true
	}
	for path := range configRules {
		if !known[path] {
			t.Errorf("%s has a rule and is no setting", path)
		}
	}
}

func TestEveryVariableFindsItsSetting(t *testing.T) {
	for _, number := range []int{0, 1, 42} {
		for _, p := range places(number) {
			if found, ok := placeOf(p.numbered()); !ok || found.key() != p.key() {
				t.Errorf("%s leads to %s, not to %s", p.numbered(), found.key(), p.key())
			}
		}
	}
	if _, ok := placeOf("HELPAIDE_WORKSPACES_007_NAME"); ok {
		t.Error("a number with zeros before it is taken")
	}
}
