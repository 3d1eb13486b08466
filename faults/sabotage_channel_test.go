//go:build integration

package faults

import (
	"context"
	"sync"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// hasty sends what a turn says before it is in the record.
type hasty struct {
	record
	channels []host.Channel
	mu       sync.Mutex
	sent     map[string]bot.Receipt
}

func (h *hasty) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	for _, turn := range turns {
		for _, line := range turn.Turn.Lines(turn.Turn.Session.ID) {
			h.send(ctx, line)
		}
	}
	return h.record.Commit(ctx, turns)
}

func (h *hasty) send(ctx context.Context, line bot.Line) {
	say, ok := line.Effect.(bot.Say)
	for _, channel := range h.channels {
		if !ok || !channel.Carries(say.To) {
			continue
		}
		if receipt, err := channel.Send(ctx, line); err == nil {
			h.mu.Lock()
			h.sent[line.ID()] = receipt
			h.mu.Unlock()
		}
	}
}

// wrapped are the channels, which do not send again what was sent early.
func (h *hasty) wrapped() (out []host.Channel) {
	h.sent = map[string]bot.Receipt{}
	for _, one := range h.channels {
		out = append(out, hastyChannel{one.(*channel), h})
	}
	return out
}

type hastyChannel struct {
	*channel
	early *hasty
}

func (c hastyChannel) Send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	c.early.mu.Lock()
	receipt, was := c.early.sent[line.ID()]
	c.early.mu.Unlock()
	if was {
		return receipt, nil
	}
	return c.channel.Send(ctx, line)
}

// strays are the channels with an address in each message that nobody has vouched for.
func strays(channels []host.Channel) (out []host.Channel) {
	for _, one := range channels {
		out = append(out, stray{one.(*channel)})
	}
	return out
}

type stray struct{ *channel }

func (s stray) Send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	if say, ok := line.Effect.(bot.Say); ok {
		say.Text += " https://stray.example.net/"
		line.Effect = say
	}
	return s.channel.Send(ctx, line)
}
