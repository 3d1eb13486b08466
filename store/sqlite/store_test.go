package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
	"github.com/helpaide/helpaide/store/storetest"
)

var (
	_ host.Record = (*sqlite.Store)(nil)
	_ host.Outbox = (*sqlite.Store)(nil)
	_ host.Alarms = (*sqlite.Store)(nil)
	_ host.Clock  = (*sqlite.Store)(nil)

	_ host.DeadLetters = (*sqlite.Store)(nil)
	_ host.Pruner      = (*sqlite.Store)(nil)
	_ host.Pinger      = (*sqlite.Store)(nil)
)

func TestFile(t *testing.T) {
	storetest.Test(t, func(t *testing.T) storetest.Store {
		t.Helper()
		return shown{open(t, tempFile(t))}
	})
}

func TestMemory(t *testing.T) {
	storetest.Test(t, func(t *testing.T) storetest.Store {
		t.Helper()
		return shown{open(t, ":memory:")}
	})
}

// TestThroughACache shows to the suite a record with a cache that forgets.
func TestThroughACache(t *testing.T) {
	storetest.Test(t, func(t *testing.T) storetest.Store {
		t.Helper()
		cache := &cache{held: map[bot.ConversationID]bot.Session{}}
		return storetest.Through(shown{open(t, ":memory:")}, cache, cache.flush)
	})
}

// shown lets the suite see the journal.
type shown struct{ *sqlite.Store }

func (s shown) Seqs(ctx context.Context, id bot.ConversationID) (seqs []uint64, err error) {
	entries, err := s.Journal(ctx, id)
	for _, entry := range entries {
		seqs = append(seqs, entry.Seq)
	}
	return seqs, err
}

func tempFile(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "record.db")
}

func open(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}
