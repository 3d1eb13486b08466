package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each mistake is told of with the variable and the key of what is wrong, and never with the value.
func TestConfigMistakes(t *testing.T) {
	slack := func(more ...string) []string {
		return needed(append([]string{"HELPAIDE_SLACK_BOT_TOKEN=" + botToken, "HELPAIDE_SLACK_APP_TOKEN=" + appToken}, more...)...)
	}
	without := []string{}
	cases := []struct {
		name    string
		file    string
		environ []string
		want    []string
	}{
		{"nothing at all", "", without, []string{
			"database_url (HELPAIDE_DATABASE_URL): is missing; name the Postgres that keeps conversations, or set embedded (--embedded FILE) for one process",
			"redis_url (HELPAIDE_REDIS_URL): is missing; name the Redis that holds conversations between turns, or set embedded (--embedded FILE) for one process",
		}},
		{"embedded and servers", "", needed("HELPAIDE_EMBEDDED=me.db"), []string{
			"database_url (HELPAIDE_DATABASE_URL): is for several processes, and embedded for a single one; keep one of the two",
			"redis_url (HELPAIDE_REDIS_URL): is for several processes, and embedded for a single one; keep one of the two",
		}},
		{"mistyped variables", "", needed("HELPAIDE_SLACK_BOT_TOKN=x", "HELPAIDE_WORKSPACES_3_DISCORD_TOKE=x", "HELPAIDE_QUITE_ELSE=x", "HELPAIDE_LOGLEVEL=x"), []string{
			"HELPAIDE_LOGLEVEL is no setting; did you mean HELPAIDE_LOG_LEVEL?",
			"HELPAIDE_QUITE_ELSE is no setting; docs/configuration.md has them all",
			"HELPAIDE_SLACK_BOT_TOKN is no setting; did you mean HELPAIDE_SLACK_BOT_TOKEN?",
			"HELPAIDE_WORKSPACES_3_DISCORD_TOKE is no setting; did you mean HELPAIDE_WORKSPACES_3_DISCORD_TOKEN?",
		}},
		{"what Kubernetes adds", "", needed("HELPAIDE_PORT=tcp://10.0.0.1:9090", "HELPAIDE_SERVICE_HOST=10.0.0.1", "HELPAIDE_PORT_9090_TCP_ADDR=10.0.0.1"), []string{
			"HELPAIDE_PORT is no setting; Kubernetes sets it for a Service: give the pod enableServiceLinks: false",
			"HELPAIDE_PORT_9090_TCP_ADDR is no setting; Kubernetes sets it for a Service: give the pod enableServiceLinks: false",
			"HELPAIDE_SERVICE_HOST is no setting; Kubernetes sets it for a Service: give the pod enableServiceLinks: false",
		}},
		{"values of the wrong kind", "", needed("HELPAIDE_PACE_BURST=some", "HELPAIDE_PACE_EVERY=often", "HELPAIDE_INSECURE_REDIS=maybe", "HELPAIDE_RETENTION_DAYS=0", "HELPAIDE_RETENTION_MARK_DAYS=99999", "HELPAIDE_LOG_LEVEL=loud", "HELPAIDE_LOG_FORMAT=xml", "HELPAIDE_OPERATORS_LISTEN=9090"), []string{
			"operators.listen (HELPAIDE_OPERATORS_LISTEN): must be host:port, such as 127.0.0.1:9090 or :9090",
			"log.level (HELPAIDE_LOG_LEVEL): must be one of error, warn, info, debug",
			"log.format (HELPAIDE_LOG_FORMAT): must be one of json, text",
			"retention.days (HELPAIDE_RETENTION_DAYS): must be from 1 to 3650 days",
			"retention.mark_days (HELPAIDE_RETENTION_MARK_DAYS): must be from 1 to 3650 days",
			"pace.burst (HELPAIDE_PACE_BURST): must be a whole number",
			"pace.every (HELPAIDE_PACE_EVERY): must be a time such as 1s or 500ms",
			"insecure.redis (HELPAIDE_INSECURE_REDIS): must be true or false",
		}},
		{"pace of nothing", "", needed("HELPAIDE_PACE_BURST=0", "HELPAIDE_PACE_EVERY=0s"), []string{
			"pace.burst (HELPAIDE_PACE_BURST): must be 1 or more",
			"pace.every (HELPAIDE_PACE_EVERY): must be longer than nothing",
		}},
		{"empty", "", slack("HELPAIDE_SLACK_SIGNING_SECRET=", "HELPAIDE_PACK= "), []string{
			"pack (HELPAIDE_PACK): is empty; give it a value or take it away",
			"workspaces[0].slack.signing_secret (HELPAIDE_SLACK_SIGNING_SECRET): is empty; give it a value or take it away",
		}},
		{"empty and needed", "", needed("HELPAIDE_SLACK_BOT_TOKEN=", "HELPAIDE_SLACK_APP_TOKEN="+appToken), []string{
			"workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is empty; give it a value or take it away",
		}},
		{"socket without its tokens", "", needed("HELPAIDE_SLACK_MODE=socket"), []string{
			"workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is missing; Slack needs it",
			"workspaces[0].slack.app_token (HELPAIDE_SLACK_APP_TOKEN): is missing; Slack needs it in mode socket",
		}},
		{"http without its secret", "", needed("HELPAIDE_SLACK_MODE=http", "HELPAIDE_SLACK_BOT_TOKEN="+botToken), []string{
			"workspaces[0].slack.signing_secret (HELPAIDE_SLACK_SIGNING_SECRET): is missing; Slack needs it in mode http",
			"workspaces[0].slack.listen (HELPAIDE_SLACK_LISTEN): is missing; Slack needs it in mode http",
		}},
		{"another mode", "", needed("HELPAIDE_SLACK_MODE=carrier", "HELPAIDE_SLACK_BOT_TOKEN="+botToken), []string{
			"workspaces[0].slack.mode (HELPAIDE_SLACK_MODE): must be one of socket, http",
		}},
		{"the public on the operators' port", "", needed("HELPAIDE_SLACK_MODE=http", "HELPAIDE_SLACK_BOT_TOKEN="+botToken, "HELPAIDE_SLACK_SIGNING_SECRET="+signingSecret, "HELPAIDE_SLACK_LISTEN=0.0.0.0:9090"), []string{
			"workspaces[0].slack.listen (HELPAIDE_SLACK_LISTEN): is the port of operators.listen too; what is public has a port of its own",
		}},
		{"short", "", needed("HELPAIDE_SLACK_MODE=http", "HELPAIDE_SLACK_LISTEN=:80", "HELPAIDE_SLACK_BOT_TOKEN=xoxb", "HELPAIDE_SLACK_SIGNING_SECRET=s3cr3t-planted", "HELPAIDE_DISCORD_TOKEN=abc"), []string{
			"workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is too short to be one",
			"workspaces[0].slack.signing_secret (HELPAIDE_SLACK_SIGNING_SECRET): is too short to be one",
			"workspaces[0].discord.token (HELPAIDE_DISCORD_TOKEN): is too short to be one",
		}},
		{"samples", "", needed("HELPAIDE_SLACK_BOT_TOKEN=xoxb-your-token-here", "HELPAIDE_SLACK_APP_TOKEN=REPLACE_ME_WITH_IT", "HELPAIDE_SLACK_SIGNING_SECRET=8f742231b10e8888abcd99yyyzzz85a5", "HELPAIDE_DISCORD_TOKEN=0000000000000000"), []string{
			"workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is a sample from some documentation, no secret",
			"workspaces[0].slack.app_token (HELPAIDE_SLACK_APP_TOKEN): is a sample from some documentation, no secret",
			"workspaces[0].slack.signing_secret (HELPAIDE_SLACK_SIGNING_SECRET): is a sample from some documentation, no secret",
			"workspaces[0].discord.token (HELPAIDE_DISCORD_TOKEN): is a sample from some documentation, no secret",
		}},
		{"one secret at another's place", "", needed("HELPAIDE_SLACK_BOT_TOKEN="+appToken, "HELPAIDE_SLACK_APP_TOKEN="+botToken, "HELPAIDE_DISCORD_TOKEN=Bot "+discordToken), []string{
			"workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is another kind of secret: it begins as app_token does",
			"workspaces[0].slack.app_token (HELPAIDE_SLACK_APP_TOKEN): is another kind of secret: it begins as bot_token does",
			"workspaces[0].discord.token (HELPAIDE_DISCORD_TOKEN): has a space or a line end in it",
		}},
		{"names in place of ids", "", slack("HELPAIDE_SLACK_DESK_CHANNEL=#desk", "HELPAIDE_SLACK_AGENTS_GROUP=@agents", "HELPAIDE_DISCORD_TOKEN="+discordToken, "HELPAIDE_DISCORD_SERVERS=12,the desk", "HELPAIDE_DISCORD_DESK_FORUM=forum"), []string{
			"workspaces[0].slack.desk_channel (HELPAIDE_SLACK_DESK_CHANNEL): must be the channel's id, not its name",
			"workspaces[0].slack.agents_group (HELPAIDE_SLACK_AGENTS_GROUP): must be the group's id, not its name",
			"workspaces[0].discord.servers (HELPAIDE_DISCORD_SERVERS): must be an id, which has only digits",
			"workspaces[0].discord.desk_forum (HELPAIDE_DISCORD_DESK_FORUM): must be an id, which has only digits",
		}},
		{"addresses", "", slack("HELPAIDE_SLACK_API_URL=slack.com/api/", "HELPAIDE_DISCORD_TOKEN="+discordToken, "HELPAIDE_DISCORD_API_URL=ftp://discord", "HELPAIDE_DISCORD_GATEWAY_URL=https://gateway"), []string{
			"workspaces[0].slack.api_url (HELPAIDE_SLACK_API_URL): must be an address that begins with https:// or http://",
			"workspaces[0].discord.api_url (HELPAIDE_DISCORD_API_URL): must be an address that begins with https:// or http://",
			"workspaces[0].discord.gateway_url (HELPAIDE_DISCORD_GATEWAY_URL): must be an address that begins with wss:// or ws://",
		}},
		{"no addresses of servers", "", []string{"HELPAIDE_DATABASE_URL=mysql://" + dbPassword + "@db", "HELPAIDE_REDIS_URL=memcached://" + redisPassword + "@r"}, []string{
			"database_url (HELPAIDE_DATABASE_URL): must be an address such as postgres://user:password@host/database?sslmode=verify-full",
			"redis_url (HELPAIDE_REDIS_URL): must be an address such as rediss://:password@host:6379/0; it must begin with redis://, redis+sentinel:// or redis+cluster://, or with rediss in place of redis",
		}},
		{"a certificate that is not there", "", []string{"HELPAIDE_DATABASE_URL=postgres://u:" + dbPassword + "@db.test/h?sslmode=verify-full&sslrootcert=/nowhere/ca.pem", "HELPAIDE_REDIS_URL=" + redisURL}, []string{
			"database_url (HELPAIDE_DATABASE_URL): names a certificate that cannot be read: no such file or directory",
		}},
		{"servers elsewhere in the clear", "", []string{"HELPAIDE_DATABASE_URL=postgres://u:" + dbPassword + "@db.test/h", "HELPAIDE_REDIS_URL=redis://r.test:6379"}, []string{
			"database_url (HELPAIDE_DATABASE_URL): leads to another machine without TLS; add sslmode=verify-full, or set insecure.database (HELPAIDE_INSECURE_DATABASE) if nobody can listen on the way",
			"redis_url (HELPAIDE_REDIS_URL): leads to another machine without a password; give it one, or set insecure.redis (HELPAIDE_INSECURE_REDIS) if nobody else reaches it",
		}},
		{"a server elsewhere behind one that is here", "", []string{"HELPAIDE_DATABASE_URL=postgres://u:" + dbPassword + "@localhost,db.test/h?sslmode=disable", "HELPAIDE_REDIS_URL=" + redisURL}, []string{
			"database_url (HELPAIDE_DATABASE_URL): leads to another machine without TLS; add sslmode=verify-full, or set insecure.database (HELPAIDE_INSECURE_DATABASE) if nobody can listen on the way",
		}},
		{"servers elsewhere with passwords from documentation", "", []string{"HELPAIDE_DATABASE_URL=postgres://u:changeme@db.test/h?sslmode=require", "HELPAIDE_REDIS_URL=redis://:foobared@10.0.0.7"}, []string{
			"database_url (HELPAIDE_DATABASE_URL): its password is a sample from some documentation, or what everybody tries first",
			"redis_url (HELPAIDE_REDIS_URL): its password is a sample from some documentation, or what everybody tries first",
		}},
		{"servers elsewhere with short passwords", "", []string{"HELPAIDE_DATABASE_URL=postgres://u:x7q@db.test/h?sslmode=require", "HELPAIDE_REDIS_URL=redis+sentinel://:x7q@10.0.0.7,10.0.0.8/main"}, []string{
			"database_url (HELPAIDE_DATABASE_URL): its password is too short to be one",
			"redis_url (HELPAIDE_REDIS_URL): its password is too short to be one",
		}},
		{"servers elsewhere, allowed", "", []string{"HELPAIDE_DATABASE_URL=postgres://u:" + dbPassword + "@db.test/h", "HELPAIDE_REDIS_URL=redis://r.test", "HELPAIDE_INSECURE_DATABASE=true", "HELPAIDE_INSECURE_REDIS=1"}, nil},
		{"servers elsewhere, as they should be", "", []string{"HELPAIDE_DATABASE_URL=postgres://u:" + dbPassword + "@db.test/h?sslmode=require", "HELPAIDE_REDIS_URL=rediss://:" + redisPassword + "@r.test"}, nil},
		{"a secret's file that is not there", "", slack("HELPAIDE_SLACK_SIGNING_SECRET_FILE=" + signingSecret), []string{
			"workspaces[0].slack.signing_secret_file (HELPAIDE_SLACK_SIGNING_SECRET_FILE): the file that it names cannot be read: no such file or directory",
		}},
		{"a secret's file that is a folder", "", slack("HELPAIDE_SLACK_SIGNING_SECRET_FILE=."), []string{
			"workspaces[0].slack.signing_secret_file (HELPAIDE_SLACK_SIGNING_SECRET_FILE): the file that it names cannot be read: it is a folder",
		}},
		{"a secret and its file", "", slack("HELPAIDE_SLACK_BOT_TOKEN_FILE=here"), []string{
			"workspaces[0].slack.bot_token_file (HELPAIDE_SLACK_BOT_TOKEN_FILE): is set twice, as it is and in a file; keep one",
		}},
		{"with a number and without", "", slack("HELPAIDE_WORKSPACES_0_SLACK_BOT_TOKEN=" + botToken + "2"), []string{
			"workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is set twice, with the number of the workspace and without; keep one",
		}},
		{"which of two workspaces", twoWorkspaces, needed("HELPAIDE_SLACK_BOT_TOKEN=" + botToken), []string{
			"workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): there are 2 workspaces; say which one, as in HELPAIDE_WORKSPACES_0_SLACK_BOT_TOKEN",
		}},
		{"a workspace left out", "", needed("HELPAIDE_WORKSPACES_0_DISCORD_TOKEN="+discordToken, "HELPAIDE_WORKSPACES_2_DISCORD_TOKEN="+discordToken, "HELPAIDE_WORKSPACES_2_NAME=sud"), []string{
			"workspaces are numbered from 0 without a gap, and there is no number 1",
		}},
		{"workspaces without name or channel", "workspaces: [{ team_name: A }, { discord: { token: " + discordToken + " } }, { name: Nord Est, language: français, discord: { help_channel: 12 } }]", needed(), []string{
			"workspaces[0].name (HELPAIDE_WORKSPACES_0_NAME): this workspace has neither slack nor discord",
			"workspaces[1].name (HELPAIDE_WORKSPACES_1_NAME): is the name of workspaces[0] too; each has its own",
			"helpaide.yaml:1: workspaces[2].name (HELPAIDE_WORKSPACES_2_NAME): must be a name of small letters, digits and dashes, 32 at most",
			"helpaide.yaml:1: workspaces[2].language (HELPAIDE_WORKSPACES_2_LANGUAGE): must be a language such as fr or en",
			"workspaces[2].discord.token (HELPAIDE_WORKSPACES_2_DISCORD_TOKEN): is missing; Discord needs it",
		}},
		{"mistyped keys", "databaseurl: x\nlog: { levl: info }\nworkspaces:\n- slak: {}\n  slack: { bot_tokn: x, bot_token: " + botToken + ", app_token: " + appToken + " }\n", needed(), []string{
			"helpaide.yaml:1: databaseurl is no setting; did you mean database_url?",
			"helpaide.yaml:2: log.levl is no setting; did you mean log.level?",
			"helpaide.yaml:4: workspaces[0].slak is no setting; did you mean workspaces[0].slack?",
			"helpaide.yaml:5: workspaces[0].slack.bot_tokn is no setting; did you mean workspaces[0].slack.bot_token?",
		}},
		{"keys at the wrong place", "slack: { bot_token: x }\nlanguage: fr\n" + botToken + ": x\nlog: info\nworkspaces: { name: x }\n", needed(), []string{
			"helpaide.yaml:1: slack belongs to a workspace: write it below one of the list workspaces",
			"helpaide.yaml:2: language belongs to a workspace: write it below one of the list workspaces",
			"helpaide.yaml:3: (a key that is no name) is no setting; docs/configuration.md has them all",
			"helpaide.yaml:4: log must be keys with their values, as key: value",
			"helpaide.yaml:5: workspaces must be a list: each begins with a dash",
		}},
		{"twice, and too much", "pack: a\npack: b\nembedded: [a]\nlog: &l { level: info }\noperators: { listen: { host: x } }\nworkspaces:\n- discord: { token: " + discordToken + ", servers: [[1]] }\n", needed(), []string{
			"helpaide.yaml:2: pack is there twice",
			"helpaide.yaml:3: embedded (HELPAIDE_EMBEDDED): must be a single value",
			"helpaide.yaml:5: operators.listen (HELPAIDE_OPERATORS_LISTEN): must be a single value",
			"helpaide.yaml:7: workspaces[0].discord.servers (HELPAIDE_DISCORD_SERVERS): must be a single value",
		}},
		{"no YAML", "log: {\nslack: \"" + botToken + "\n", needed(), []string{
			"helpaide.yaml:3: this is no YAML; look at the quotes, colons and spaces here and above",
		}},
		{"no keys", "- " + botToken, needed(), []string{
			"helpaide.yaml:1: the file must be keys with their values, as key: value",
		}},
		{"an empty file", "# nothing\n", needed(), nil},
		{"lines of the file", "\nretention:\n  days: soon\npace:\n  burst:\nworkspaces:\n- slack:\n    mode: post\n    bot_token: short\n", needed(), []string{
			"helpaide.yaml:3: retention.days (HELPAIDE_RETENTION_DAYS): must be a whole number",
			"helpaide.yaml:5: pace.burst (HELPAIDE_PACE_BURST): is empty; give it a value or take it away",
			"helpaide.yaml:8: workspaces[0].slack.mode (HELPAIDE_SLACK_MODE): must be one of socket, http",
			"helpaide.yaml:9: workspaces[0].slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is too short to be one",
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := ""
			if c.file != "" {
				file = written(t, c.file)
			}
			_, err := loadConfig(file, c.environ)
			got := told(t, file, err)
			if !slices.Equal(got, c.want) {
				t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if err != nil {
				holdsNoSecret(t, err.Error())
			}
		})
	}
}

func TestSecretsThatEverybodyMayRead(t *testing.T) {
	file := written(t, "workspaces: [{ slack: { app_token: "+appToken+" } }]")
	token := filepath.Join(filepath.Dir(file), "bot")
	write(t, filepath.Dir(file), "bot", botToken)
	for _, name := range []string{file, token} {
		if err := os.Chmod(name, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, err := loadConfig(file, needed("HELPAIDE_SLACK_BOT_TOKEN_FILE="+token))
	want := []string{
		"helpaide.yaml: everybody on this machine may read this file, and a secret is in it; take that right away (chmod 640), or put the secret in a file of its own (_file)",
		"workspaces[0].slack.bot_token_file (HELPAIDE_SLACK_BOT_TOKEN_FILE): everybody on this machine may read the file that it names; take that right away (chmod 640)",
	}
	if got := told(t, file, err); !slices.Equal(got, want) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAFileThatEverybodyMayReadHoldsNoSecret(t *testing.T) {
	file := written(t, "log: { level: warn }")
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := loadConfig(file, needed()); err != nil {
		t.Error(err)
	}
}

func TestConfigFileThatIsNotThere(t *testing.T) {
	_, err := loadConfig("nowhere.yaml", needed())
	want := []string{"nowhere.yaml: the configuration cannot be read: no such file or directory"}
	if got := told(t, "", err); !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}
}
