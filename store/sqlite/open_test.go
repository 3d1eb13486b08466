package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/sqlite"
)

// refuses checks that the record is not opened, and why.
func refuses(t *testing.T, path, why string) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	if err == nil {
		_ = store.Close()
		t.Fatalf("%s was opened", path)
	}
	if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), why) {
		t.Errorf("%q does not say %q of %s", err, why, path)
	}
	t.Log(err)
}

func TestSecondOpenIsRefused(t *testing.T) {
	path := tempFile(t)
	store := open(t, path)
	for range 3 {
		refuses(t, path, "record "+path+" is in use by another process")
	}
	link := path + ".link"
	if err := os.Symlink(path, link); err == nil {
		refuses(t, link, "in use")
	}
	commit(t, store, turn("terminal:me", 0))
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, path)
}

func TestOneOfManyOpens(t *testing.T) {
	path := tempFile(t)
	var won atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			store, err := sqlite.Open(t.Context(), path)
			if err != nil {
				return
			}
			won.Add(1)
			t.Cleanup(func() { _ = store.Close() })
		})
	}
	all.Wait()
	if won.Load() != 1 {
		t.Errorf("%d of 8 opened the record, want 1", won.Load())
	}
}

func TestNoPlaceForAFile(t *testing.T) {
	refuses(t, filepath.Join(t.TempDir(), "missing", "record.db"), "no such file or directory")
	refuses(t, t.TempDir(), "cannot be opened")
	refuses(t, "", "no path")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sqlite.Open(ctx, tempFile(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("opened without time: %v", err)
	}
}

func TestFileIsTheOwnersAlone(t *testing.T) {
	path := tempFile(t)
	commit(t, open(t, path), turn("terminal:me", 0))
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestPathIsTakenAsItIs(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{"a b?mode=memory#x%41.db", "été.db", "file:x.db", ":memory:x", "./sub/../plain.db"} {
		if strings.Contains(path, "sub") {
			_ = os.Mkdir("sub", 0o700)
		}
		store := open(t, path)
		commit(t, store, turn("terminal:me", 0))
		_ = store.Close()
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestClosed(t *testing.T) {
	store := open(t, ":memory:")
	for range 2 {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := store.Load(t.Context(), "terminal:me"); err == nil || errors.Is(err, bot.ErrNoSession) {
		t.Errorf("loaded from a closed record: %v", err)
	}
}
