package main

import "time"

// Config is how HelpAide is set up. Its tags are the whole of it: `env` and `envPrefix` give both the
// environment variable and the key in the file (SLACK_ and BOT_TOKEN: HELPAIDE_SLACK_BOT_TOKEN and
// slack.bot_token), `envDefault` what holds when nobody says otherwise, `about` what it means.
// docs/configuration.md is written from it.
type Config struct {
	DatabaseURL Secret          `env:"DATABASE_URL" about:"The Postgres that keeps every conversation, as postgres://user:password@host/database?sslmode=verify-full. Wanted, unless embedded is set."`
	RedisURL    Secret          `env:"REDIS_URL" about:"The Redis that holds conversations between turns, as rediss://:password@host:6379/0. Wanted, unless embedded is set."`
	Embedded    string          `env:"EMBEDDED" about:"A file that keeps everything, in place of Postgres and Redis. For one process; the flag --embedded is the same."`
	LineSecret  Secret          `env:"LINE_SECRET" about:"What marks our own messages on a platform, so that one whose answer was lost is known again; the same for all processes, at least 16 characters. Without it: a random one, which the record keeps."`
	Pack        string          `env:"PACK" about:"The folder of flows to talk from. Without it: QuickBooks sign-in, which is in the binary."`
	Operators   OperatorsConfig `envPrefix:"OPERATORS_"`
	Log         LogConfig       `envPrefix:"LOG_"`
	Retention   RetentionConfig `envPrefix:"RETENTION_"`
	Pace        PaceConfig      `envPrefix:"PACE_"`
	Insecure    InsecureConfig  `envPrefix:"INSECURE_"`
	Workspaces  []Workspace     `envPrefix:"WORKSPACES_"`
}

// OperatorsConfig is where operators and what watches the process ask how it is.
type OperatorsConfig struct {
	Listen string `env:"LISTEN" envDefault:"127.0.0.1:9090" about:"Where /livez, /readyz and /metrics are, as host:port. Never an address that the public reaches."`
}

// LogConfig is what the process writes to standard error.
type LogConfig struct {
	Level  string `env:"LEVEL" envDefault:"info" oneOf:"error warn info debug" about:"How much is logged: error, warn, info or debug."`
	Format string `env:"FORMAT" envDefault:"json" oneOf:"json text" about:"json for machines, text for people."`
}

// RetentionConfig is for how many days things are kept.
type RetentionConfig struct {
	Days           int `env:"DAYS" envDefault:"30" about:"Days that a turn and what was said in it stay; while a case is open, all of it stays. When nothing is left, so is nothing of the conversation."`
	MarkDays       int `env:"MARK_DAYS" envDefault:"7" about:"Days for which an event that comes again is recognised."`
	DeadLetterDays int `env:"DEAD_LETTER_DAYS" envDefault:"14" about:"Days that events which could not become a turn stay."`
	AuditDays      int `env:"AUDIT_DAYS" envDefault:"730" about:"Days that it is kept who did what with cases, without a word that was said."`
}

// PaceConfig is how fast messages go to one place.
type PaceConfig struct {
	Burst int           `env:"BURST" envDefault:"3" about:"How many messages may go to one place at once."`
	Every time.Duration `env:"EVERY" envDefault:"1s" about:"After those, one message each so often, as 1s or 500ms."`
}

// InsecureConfig holds what must be said aloud before it is allowed.
type InsecureConfig struct {
	Database bool `env:"DATABASE" envDefault:"false" about:"Postgres on another machine without TLS is fine: whoever is on the way reads everything."`
	Redis    bool `env:"REDIS" envDefault:"false" about:"Redis on another machine without a password is fine: whoever reaches it reads and changes conversations."`
}

// Workspace is one place of work: its people, its desk, its words.
type Workspace struct {
	Name     string        `env:"NAME" envDefault:"main" about:"What logs and commands call it: small letters, digits, dashes. Each workspace has its own."`
	TeamName string        `env:"TEAM_NAME" about:"What people call those who answer, as in: someone of the Support team."`
	Language string        `env:"LANGUAGE" about:"The language to begin in when a person's is not known, as fr or en. Without it: the pack's first."`
	Calendar string        `env:"CALENDAR" about:"The calendar of the pack that says when the desk is open. Without it: the pack's own choice."`
	Pack     string        `env:"PACK" plain:"no" about:"A folder of flows for this workspace alone, in place of pack."`
	Slack    SlackConfig   `envPrefix:"SLACK_"`
	Discord  DiscordConfig `envPrefix:"DISCORD_"`
}

// SlackConfig is a workspace on Slack. It is in use when BotToken is set.
type SlackConfig struct {
	Mode          string `env:"MODE" envDefault:"socket" oneOf:"socket http" about:"socket needs no public address, only app_token. http needs signing_secret and listen."`
	APIURL        string `env:"API_URL" envDefault:"https://slack.com/api/" about:"Where Slack's methods are; a / at the end is added when it lacks one. Another one is for tests."`
	BotToken      Secret `env:"BOT_TOKEN" about:"The bot's token, xoxb-…"`
	AppToken      Secret `env:"APP_TOKEN" about:"The app's token with connections:write, xapp-…, for mode socket."`
	SigningSecret Secret `env:"SIGNING_SECRET" about:"What Slack signs its requests with, for mode http."`
	Listen        string `env:"LISTEN" about:"Where Slack's requests arrive in mode http, as host:port."`
	DeskChannel   string `env:"DESK_CHANNEL" about:"The id of the private channel in which agents work."`
	AgentsGroup   string `env:"AGENTS_GROUP" about:"The id of the user group whose members are agents."`
}

// DiscordConfig is a workspace on Discord. It is in use when Token is set.
type DiscordConfig struct {
	Token         Secret   `env:"TOKEN" about:"The bot's token."`
	APIURL        string   `env:"API_URL" envDefault:"https://discord.com/api/v10/" about:"Where Discord's API is; a / at the end is added when it lacks one. Another one is for tests."`
	GatewayURL    string   `env:"GATEWAY_URL" about:"Where the gateway is, as wss://host. Without it Discord is asked."`
	ApplicationID string   `env:"APPLICATION_ID" about:"The id of the application whose bot this is."`
	Servers       []string `env:"SERVERS" about:"The ids of the servers where it works; in a variable with commas between."`
	DeskForum     string   `env:"DESK_FORUM" about:"The id of the forum in which agents work."`
	HelpChannel   string   `env:"HELP_CHANNEL" about:"The id of the channel in which people ask."`
	AgentsRole    string   `env:"AGENTS_ROLE" about:"The id of the role whose members are agents."`
}
