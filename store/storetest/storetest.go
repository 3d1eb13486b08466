// Package storetest holds what every store must do: one suite, run by each.
//
// A store's test calls Test. When a store teaches us a new way to lose, double or mix up, the
// promise it broke is written here, and every store learns it.
package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// Store is all that a record is to the host and to commands.
type Store interface {
	host.Record
	host.Outbox
	host.Alarms
	host.Clock
	host.DeadLetters
	host.Pruner
	host.Pinger

	// Recent lists up to n conversations whose id begins with the prefix and whose person was last there
	// since, the latest first.
	Recent(ctx context.Context, prefix string, since time.Time, n int) ([]bot.Recent, error)
	// Seqs lists the turns of a conversation's journal, in the order in which they are kept.
	Seqs(ctx context.Context, id bot.ConversationID) ([]uint64, error)
	// Dossier returns all that the record keeps of a conversation.
	Dossier(ctx context.Context, id bot.ConversationID) (bot.Dossier, error)
	// Pairs are the copies of what an event brought to a conversation, or the cards of its case, by place.
	Pairs(ctx context.Context, id bot.ConversationID, of bot.EventID) ([]bot.Pair, error)
	// Find is what the message at a place is a copy of; false when it is none of ours.
	Find(ctx context.Context, at bot.Address) (bot.Pair, bool, error)
	// Shared is the value that every process has of the name: the first that any of them gave.
	Shared(ctx context.Context, name, value string) (string, error)
}

// Test checks every promise, each against a store that open makes empty for it and ends with the
// test it is given. For a record with a cache before it, open returns Through.
func Test(t *testing.T, open func(t *testing.T) Store) {
	for _, part := range [][]promise{
		commits(), races(), contests(), lines(), leases(), takes(), probes(), hushes(), queues(), pairs(), wakes(), lost(), kept(), keeping(), letters(), odd(),
	} {
		for _, p := range part {
			t.Run(p.name, func(t *testing.T) { p.check(rig{T: t, store: open(t)}) })
		}
	}
}

// promise is something that callers rely on.
type promise struct {
	name  string
	check func(rig)
}
