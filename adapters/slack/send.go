package slack

import (
	"context"
	"errors"
	"fmt"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// What is hidden in every message, so that it is found again: the outbox's own key.
const (
	outType = "helpaide_out"
	outKey  = "k"
)

// errUnread says that Slack's answer cannot be what it answers to a message that it took.
var errUnread = errors.New("slack's answer names no message")

// Send writes one line as one message. Its errors are bot's; any other leaves open whether Slack has it.
func (a *Adapter) Send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	say, ok := line.Effect.(bot.Say)
	if !ok {
		return bot.Receipt{}, nil
	}
	at, ok := placeAt(say.To)
	if !ok {
		return bot.Receipt{}, fmt.Errorf("send %s: %w: it is no address of slack", line.ID(), bot.ErrRefused)
	}
	key := a.seals.line(line)
	if receipt, there := a.echoes.of(key); there {
		return receipt, nil
	}
	a.people.spoke(at.channel, say.Lang)
	a.waits.done(at.channel)
	channel, ts, err := a.api.PostMessageContext(ctx, at.channel, a.options(say, at, key)...)
	if err = outcome(err); err == nil && ts == "" {
		err = errUnread
	}
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("send %s: %w", line.ID(), err)
	}
	return receiptOf(either(channel, at.channel), ts), nil
}

// options are the message as slack-go wants it.
func (a *Adapter) options(say bot.Say, at place, key string) []slackgo.MsgOption {
	drawn := a.renderer().render(say, key[:8])
	options := []slackgo.MsgOption{
		slackgo.MsgOptionText(drawn.text, false), // it is escaped already
		slackgo.MsgOptionBlocks(drawn.blocks...),
		slackgo.MsgOptionMetadata(slackgo.SlackMetadata{EventType: outType, EventPayload: map[string]any{outKey: key}}),
		slackgo.MsgOptionDisableLinkUnfurl(), slackgo.MsgOptionDisableMediaUnfurl(), slackgo.MsgOptionParse(false),
	}
	if at.thread != "" {
		options = append(options, slackgo.MsgOptionTS(at.thread))
	}
	if drawn.username != "" {
		options = append(options, slackgo.MsgOptionUsername(drawn.username))
	}
	return options
}
