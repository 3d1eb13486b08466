//go:build integration

package main

import (
	"context"
	"testing"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/redis"
	"github.com/helpaide/helpaide/store/servertest"
	"github.com/helpaide/helpaide/store/storetest"
)

// TestPromisesHoldWhileRedisForgets runs every promise of a record on Postgres, with its sessions read
// from a Redis that is emptied in the middle.
func TestPromisesHoldWhileRedisForgets(t *testing.T) {
	cluster := servertest.Cluster{Prepare: func(ctx context.Context, url string) error {
		_, err := postgres.Migrate(ctx, url)
		return err
	}}
	t.Cleanup(cluster.Close)
	server := servertest.Redis(t)
	options, err := driver.ParseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := driver.NewClient(options)
	t.Cleanup(func() { _ = client.Close() })
	storetest.Test(t, func(t *testing.T) storetest.Store {
		t.Helper()
		forget(t, client)
		store, err := postgres.Open(t.Context(), cluster.Database(t))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(store.Close)
		live, err := redis.Open(redis.Options{Address: server.URL, Limit: 2 * time.Second})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = live.Close() })
		return storetest.Through(readable{store}, live, func() { forget(t, client) })
	})
}

func forget(t *testing.T, client *driver.Client) {
	t.Helper()
	if err := client.FlushAll(context.Background()).Err(); err != nil {
		t.Error(err)
	}
}

// readable lets the suite see the journal.
type readable struct{ *postgres.Store }

func (r readable) Seqs(ctx context.Context, id bot.ConversationID) (seqs []uint64, err error) {
	entries, err := r.Journal(ctx, id)
	for _, entry := range entries {
		seqs = append(seqs, entry.Seq)
	}
	return seqs, err
}
