package main

import (
	"context"
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/flows"
)

// connect makes the channels of every workspace, each with its pack. Nothing is asked of a platform yet.
func (p *parts) connect(ctx context.Context, config Config, minds *packs, metrics *host.Metrics, log logrus.FieldLogger) error {
	secret, err := p.lineSecret(ctx, config)
	if err != nil {
		return err
	}
	alone := config.slackWorkspaces() == 1
	for _, workspace := range config.Workspaces {
		if !workspace.Slack.BotToken.IsSet() {
			continue
		}
		mind := minds.mindOf(workspace)
		o := workspace.slackOptions(mind.pack)
		o.Alone = alone
		o.Secret, o.Log, o.Recent = secret.Reveal(), log, p.record.Recent
		o.Desk.Load, o.Desk.Pairs, o.Desk.Find, o.Desk.Card = p.record.Load, p.record.Pairs, p.record.Find, mind.engine.Card
		o.Registerer = prometheus.WrapRegistererWith(prometheus.Labels{"workspace": workspace.Name}, metrics.Registry)
		channel, err := slack.New(o)
		if err != nil {
			return fmt.Errorf("workspace %s: %w", workspace.Name, err)
		}
		p.channels, p.desks = append(p.channels, channel), append(p.desks, channel)
		minds.serve(workspace, channel)
	}
	return nil
}

func (c Config) slackWorkspaces() (n int) {
	for _, workspace := range c.Workspaces {
		if workspace.Slack.BotToken.IsSet() {
			n++
		}
	}
	return n
}

// desk is a channel on which cases are shown too.
type desk interface {
	Desks(home bot.Address) []bot.Address
}

// shownAt are the desks of a home.
func (p *parts) shownAt(home bot.Address) (all []bot.Address) {
	for _, one := range p.desks {
		all = append(all, one.Desks(home)...)
	}
	return all
}

// slackOptions are what the configuration and the pack say of the workspace on Slack.
func (w Workspace) slackOptions(pack *flows.Pack) slack.Options {
	prompts := map[bot.Lang][]string{}
	for _, lang := range pack.Book.Langs {
		prompts[lang] = firstAnswers(pack.Book, lang)
	}
	return slack.Options{
		Hosts: pack.Hosts, About: pack.Book.Wording[bot.PhraseWelcome], Prompts: prompts,
		Workspace: w.Name, TeamName: w.TeamName, Mode: slack.Mode(w.Slack.Mode), APIURL: w.Slack.APIURL,
		BotToken: w.Slack.BotToken.Reveal(), AppToken: w.Slack.AppToken.Reveal(),
		SigningSecret: w.Slack.SigningSecret.Reveal(), Listen: w.Slack.Listen,
		Desk: slack.Desk{Channel: w.Slack.DeskChannel, Group: w.Slack.AgentsGroup, Lang: bot.Lang(w.Language)},
	}
}
