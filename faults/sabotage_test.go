//go:build integration

package faults

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// The ways to break the product on purpose, inside the rig. Each must turn it red.
const (
	noFence   = "no-fence"
	sendEarly = "send-before-commit"
	ackEarly  = "acknowledge-before-commit"
)

// sabotage puts something broken in the place of something whole.
func sabotage(how string, o *host.Options, fake *channel, whole record) error {
	switch how {
	case "":
	case noFence:
		o.Record = unfenced{whole}
	case sendEarly:
		early := &hasty{record: whole, channel: fake, sent: map[string]bot.Receipt{}}
		o.Record, o.Channels = early, []host.Channel{hastyChannel{fake, early}}
	case ackEarly:
		fake.early = true
	default:
		return fmt.Errorf("no sabotage is called %q", how)
	}
	return nil
}

// unfenced keeps a turn whatever happened since it was computed.
type unfenced struct{ record }

func (u unfenced) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	kept := u.record.Commit(ctx, turns)
	for i := range kept {
		for errors.Is(kept[i].Err, bot.ErrStale) {
			session, err := u.Load(ctx, turns[i].Turn.Session.ID)
			if err != nil {
				break
			}
			turns[i].Was, turns[i].Turn.Session.Seq = session.Seq, session.Seq+1
			kept[i] = u.record.Commit(ctx, turns[i:i+1])[0]
		}
	}
	return kept
}

// hasty sends what a turn says before it is in the record.
type hasty struct {
	record
	channel *channel
	mu      sync.Mutex
	sent    map[string]bot.Receipt
}

func (h *hasty) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	for _, turn := range turns {
		for _, line := range turn.Turn.Lines(turn.Turn.Session.ID) {
			if _, ok := line.Effect.(bot.Say); !ok {
				continue
			}
			if receipt, err := h.channel.Send(ctx, line); err == nil {
				h.mu.Lock()
				h.sent[line.ID()] = receipt
				h.mu.Unlock()
			}
		}
	}
	return h.record.Commit(ctx, turns)
}

// hastyChannel does not send again what was sent early.
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
