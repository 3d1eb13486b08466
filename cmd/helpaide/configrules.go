package main

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A configRule says what is wrong with one setting, or "". The workspace is nil where none is meant.
type configRule func(l *configLoader, w *Workspace, number int) string

// configRules are by the path of their setting. What is allowed to be missing is "" or unset here.
var configRules = map[string]configRule{
	"database_url":               func(l *configLoader, _ *Workspace, _ int) string { return l.databaseRule() },
	"redis_url":                  func(l *configLoader, _ *Workspace, _ int) string { return l.redisRule() },
	"operators.listen":           func(l *configLoader, _ *Workspace, _ int) string { return listenRule(l.config.Operators.Listen) },
	"retention.days":             func(l *configLoader, _ *Workspace, _ int) string { return daysRule(l.config.Retention.Days) },
	"retention.mark_days":        func(l *configLoader, _ *Workspace, _ int) string { return daysRule(l.config.Retention.MarkDays) },
	"retention.dead_letter_days": func(l *configLoader, _ *Workspace, _ int) string { return daysRule(l.config.Retention.DeadLetterDays) },
	"retention.audit_days":       func(l *configLoader, _ *Workspace, _ int) string { return daysRule(l.config.Retention.AuditDays) },
	"pace.burst": func(l *configLoader, _ *Workspace, _ int) string {
		return unless(l.config.Pace.Burst >= 1, "must be 1 or more")
	},
	"pace.every": func(l *configLoader, _ *Workspace, _ int) string {
		return unless(l.config.Pace.Every > 0, "must be longer than nothing")
	},

	"name": (*configLoader).nameRule,
	"language": func(_ *configLoader, w *Workspace, _ int) string {
		return like(w.Language, likeLanguage, "must be a language such as fr or en")
	},

	"slack.api_url":        func(_ *configLoader, w *Workspace, _ int) string { return urlRule(w.Slack.APIURL, "https", "http") },
	"slack.bot_token":      wantedSlack("", func(s *SlackConfig) bool { return s.BotToken.IsSet() }),
	"slack.app_token":      wantedSlack("socket", func(s *SlackConfig) bool { return s.AppToken.IsSet() }),
	"slack.signing_secret": wantedSlack("http", func(s *SlackConfig) bool { return s.SigningSecret.IsSet() }),
	"slack.listen":         (*configLoader).slackListenRule,
	"slack.desk_channel": func(_ *configLoader, w *Workspace, _ int) string {
		return like(w.Slack.DeskChannel, likeID, "must be the channel's id, not its name")
	},
	"slack.agents_group": func(_ *configLoader, w *Workspace, _ int) string {
		return like(w.Slack.AgentsGroup, likeID, "must be the group's id, not its name")
	},

	"discord.token":          (*configLoader).discordTokenRule,
	"discord.api_url":        func(_ *configLoader, w *Workspace, _ int) string { return urlRule(w.Discord.APIURL, "https", "http") },
	"discord.gateway_url":    func(_ *configLoader, w *Workspace, _ int) string { return urlRule(w.Discord.GatewayURL, "wss", "ws") },
	"discord.application_id": func(_ *configLoader, w *Workspace, _ int) string { return snowflakes(w.Discord.ApplicationID) },
	"discord.servers":        func(_ *configLoader, w *Workspace, _ int) string { return snowflakes(w.Discord.Servers...) },
	"discord.desk_forum":     func(_ *configLoader, w *Workspace, _ int) string { return snowflakes(w.Discord.DeskForum) },
	"discord.help_channel":   func(_ *configLoader, w *Workspace, _ int) string { return snowflakes(w.Discord.HelpChannel) },
	"discord.agents_role":    func(_ *configLoader, w *Workspace, _ int) string { return snowflakes(w.Discord.AgentsRole) },
}

// judge holds every setting against its rules, in the order of Config.
func (l *configLoader) judge() {
	all := settings()
	for _, s := range all {
		if !s.each {
			l.judgeOne(place{setting: s}, nil)
		}
	}
	for i := range l.config.Workspaces {
		for _, s := range all {
			if s.each && l.uses(i, "") {
				l.judgeOne(place{setting: s, workspace: i}, &l.config.Workspaces[i])
			}
		}
	}
}

func (l *configLoader) judgeOne(p place, w *Workspace) {
	given, isGiven := l.values[p.numbered()]
	message := ""
	switch rule := configRules[strings.ToLower(strings.Join(p.path, "."))]; {
	case isGiven && len(p.oneOf) > 0 && !slices.Contains(p.oneOf, given.text):
		message = "must be one of " + strings.Join(p.oneOf, ", ")
	case rule != nil:
		message = rule(l, w, p.workspace)
	}
	if message == "" && isGiven && p.secret() {
		message = secretRule(p.setting, given.text)
	}
	if message != "" {
		l.wrong(p, message)
	}
}

// uses reports whether anything was said of the workspace's channel, "SLACK" or "DISCORD"; or, with "", of the workspace.
func (l *configLoader) uses(number int, channel string) bool {
	for _, v := range l.values {
		if v.each && v.workspace == number && (channel == "" || v.path[0] == channel) {
			return true
		}
	}
	return false
}

var likeName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)

func (l *configLoader) nameRule(w *Workspace, number int) string {
	if !likeName.MatchString(w.Name) {
		return "must be a name of small letters, digits and dashes, 32 at most"
	}
	for i, other := range l.config.Workspaces[:number] {
		if other.Name == w.Name {
			return fmt.Sprintf("is the name of workspaces[%d] too; each has its own", i)
		}
	}
	return unless(l.uses(number, "SLACK") || l.uses(number, "DISCORD"), "this workspace has neither slack nor discord")
}

// wantedSlack asks for what a workspace on Slack needs, in the mode or, with "", in every mode.
func wantedSlack(mode string, isSet func(*SlackConfig) bool) configRule {
	return func(l *configLoader, w *Workspace, number int) string {
		if !l.uses(number, "SLACK") || isSet(&w.Slack) || mode != "" && w.Slack.Mode != mode {
			return ""
		}
		if mode == "" {
			return "is missing; Slack needs it"
		}
		return "is missing; Slack needs it in mode " + mode
	}
}

func (l *configLoader) slackListenRule(w *Workspace, number int) string {
	if missing := wantedSlack("http", func(s *SlackConfig) bool { return s.Listen != "" })(l, w, number); missing != "" || w.Slack.Listen == "" {
		return missing
	}
	if wrong := listenRule(w.Slack.Listen); wrong != "" {
		return wrong
	}
	return unless(!samePort(w.Slack.Listen, l.config.Operators.Listen), "is the port of operators.listen too; what is public has a port of its own")
}

func (l *configLoader) discordTokenRule(w *Workspace, number int) string {
	return unless(w.Discord.Token.IsSet() || !l.uses(number, "DISCORD"), "is missing; Discord needs it")
}

func unless(fine bool, message string) string {
	if fine {
		return ""
	}
	return message
}

var (
	likeLanguage  = regexp.MustCompile(`^[a-z]{2,3}$`)
	likeID        = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	likeSnowflake = regexp.MustCompile(`^[0-9]{1,20}$`)
)

func like(text string, form *regexp.Regexp, message string) string {
	return unless(text == "" || form.MatchString(text), message)
}

func snowflakes(ids ...string) string {
	for _, id := range ids {
		if wrong := like(strings.TrimSpace(id), likeSnowflake, "must be an id, which has only digits"); wrong != "" {
			return wrong
		}
	}
	return ""
}

func daysRule(days int) string {
	return unless(days >= 1 && days <= 3650, "must be from 1 to 3650 days")
}

func listenRule(address string) string {
	_, port, err := net.SplitHostPort(address)
	number, bad := strconv.ParseUint(port, 10, 16)
	return unless(err == nil && bad == nil && number > 0, "must be host:port, such as 127.0.0.1:9090 or :9090")
}

func samePort(a, b string) bool {
	_, one, _ := net.SplitHostPort(a)
	_, other, _ := net.SplitHostPort(b)
	return one == other
}

func urlRule(text string, schemes ...string) string {
	if text == "" {
		return ""
	}
	parsed, err := url.Parse(text)
	return unless(err == nil && slices.Contains(schemes, parsed.Scheme) && parsed.Host != "",
		"must be an address that begins with "+strings.Join(schemes, ":// or ")+"://")
}
