package bench

import (
	"context"
	"fmt"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// The designs, by the names that the lines have.
const (
	Helpaide    = "helpaide"
	OneByOne    = "one_by_one"
	PgxBatch    = "pgx_batch"
	RedisGetSet = "redis_get_set"
)

// Designs lists them, the product first.
func Designs() []string { return []string{Helpaide, OneByOne, PgxBatch, RedisGetSet} }

// design is one way to hold conversations.
type design interface {
	// turn takes an event. It returns once the turn is kept, as the design keeps it, and its messages were handed to
	// the platform. What is left to do for it then is settle, which may be nil.
	turn(ctx context.Context, in bot.Envelope, messages int) (settle func(context.Context) error, err error)
	// commits is how many transactions kept how many turns so far.
	commits() (transactions, turns float64)
	close()
}

// open makes a design ready, in a schema that holds the record's empty tables.
func (p place) open(ctx context.Context, name string, connections int) (design, error) {
	switch name {
	case Helpaide:
		return openProduct(ctx, p)
	case OneByOne:
		return openPeer(ctx, p, connections, oneByOne{})
	case PgxBatch:
		return openPeer(ctx, p, connections, pgxBatch{})
	case RedisGetSet:
		return openGetSet(p)
	}
	return nil, fmt.Errorf("no design is called %q: %v", name, Designs())
}

// Known refuses names of no design.
func Known(names []string) error {
	for _, name := range names {
		if !slices.Contains(Designs(), name) {
			return fmt.Errorf("no design is called %q: they are %v", name, Designs())
		}
	}
	return nil
}
