package slack

import (
	"context"
	"errors"
	"fmt"

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
	switch e := line.Effect.(type) {
	case bot.AtDesk:
		return a.sendToDesk(ctx, line, e.Do)
	case bot.Amend:
		return a.amendPerson(ctx, line, e)
	case bot.Say:
		return a.sendSay(ctx, line, e)
	}
	return bot.Receipt{}, nil
}

// sendSay writes what the person is told.
func (a *Adapter) sendSay(ctx context.Context, line bot.Line, say bot.Say) (bot.Receipt, error) {
	at, ok := placeAt(say.To)
	if !ok {
		return bot.Receipt{}, fmt.Errorf("send %s: %w: it is no address of slack", line.ID(), bot.ErrRefused)
	}
	if receipt, there := a.echoes.of(a.seals.line(line)); there {
		return a.located(receipt), nil
	}
	a.people.spoke(at.channel, say.Lang)
	a.waits.done(at.channel)
	receipt, err := a.post(ctx, line, at, a.renderer().render(say, a.mark(line)))
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("send %s: %w", line.ID(), outcome(err))
	}
	a.arrived(say.Of)
	return receipt, nil
}
