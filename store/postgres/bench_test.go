//go:build integration

package postgres_test

import (
	"testing"

	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/servertest"
	"github.com/helpaide/helpaide/store/storetest"
)

// BenchmarkCommit is on a disk, in a cluster of its own.
func BenchmarkCommit(b *testing.B) {
	storetest.Bench(b, func(b *testing.B) storetest.Store {
		b.Helper()
		server := servertest.Postgres(b)
		if err := migrate(b.Context(), server.URL); err != nil {
			b.Fatal(err)
		}
		store, err := postgres.Open(b.Context(), server.URL)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(store.Close)
		return shown{store}
	})
}
