package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/helpaide/helpaide/store/sqlite"
	"github.com/helpaide/helpaide/store/storetest"
)

func BenchmarkCommit(b *testing.B) {
	storetest.Bench(b, func(b *testing.B) storetest.Store {
		b.Helper()
		store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "record.db"))
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = store.Close() })
		return shown{store}
	})
}
