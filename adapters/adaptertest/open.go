package adaptertest

import (
	"context"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
)

// Record is the embedded record, as a host and a desk see it.
type Record interface {
	host.Record
	host.Outbox
	host.Alarms
	Pairs(ctx context.Context, id bot.ConversationID, of bot.EventID) ([]bot.Pair, error)
	Find(ctx context.Context, at bot.Address) (bot.Pair, bool, error)
	Close() error
}

// OpenRecord opens the record in a file. Whoever opens it closes it.
func OpenRecord(t testing.TB, path string) Record {
	t.Helper()
	store, err := sqlite.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return store
}
