//go:build integration

package postgres_test

import (
	"context"
	"os"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/servertest"
	"github.com/helpaide/helpaide/store/storetest"
)

var (
	_ host.Record = (*postgres.Store)(nil)
	_ host.Outbox = (*postgres.Store)(nil)
	_ host.Alarms = (*postgres.Store)(nil)
	_ host.Clock  = (*postgres.Store)(nil)

	_ host.DeadLetters = (*postgres.Store)(nil)
	_ host.Pruner      = (*postgres.Store)(nil)
	_ host.Pinger      = (*postgres.Store)(nil)
)

var cluster = servertest.Cluster{Prepare: migrate}

func TestMain(m *testing.M) {
	code := m.Run()
	cluster.Close()
	os.Exit(code)
}

func migrate(ctx context.Context, url string) error {
	_, err := postgres.Migrate(ctx, url)
	return err
}

func TestStore(t *testing.T) {
	storetest.Test(t, func(t *testing.T) storetest.Store {
		t.Helper()
		return shown{open(t, cluster.Database(t))}
	})
}

// shown lets the suite see the journal.
type shown struct{ *postgres.Store }

func (s shown) Seqs(ctx context.Context, id bot.ConversationID) (seqs []uint64, err error) {
	entries, err := s.Journal(ctx, id)
	for _, entry := range entries {
		seqs = append(seqs, entry.Seq)
	}
	return seqs, err
}

func open(t *testing.T, url string) *postgres.Store {
	t.Helper()
	store, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return store
}
