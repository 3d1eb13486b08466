package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/store/sqlite"
)

func reading(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.OpenToRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// refusesToRead checks that the record is not opened to be read, and that this leaves no file behind.
func refusesToRead(t *testing.T, path, why string) {
	t.Helper()
	before, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	store, err := sqlite.OpenToRead(t.Context(), path)
	if err == nil {
		_ = store.Close()
		t.Fatalf("%s was opened", path)
	}
	if !strings.Contains(err.Error(), why) {
		t.Errorf("%q does not say %q", err, why)
	}
	if after, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(after) != len(before) {
		t.Errorf("files %q, then %q", before, after)
	}
}

func TestReadingLeavesTheRecordAsItIs(t *testing.T) {
	path := tempFile(t)
	store := open(t, path)
	commit(t, store, turn("terminal:me", 0))
	line := one(t, store, now)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	before := content(t, path)

	look := reading(t, path)
	if session, err := look.Load(t.Context(), "terminal:me"); err != nil || session.Seq != 1 {
		t.Errorf("turn %d, %v", session.Seq, err)
	}
	if _, err := look.Forget(t.Context(), "terminal:me"); err == nil {
		t.Error("a record that is only read forgot")
	}
	if _, err := look.Lease(t.Context(), now, 1); err == nil {
		t.Error("a line of a record that is only read was leased")
	}
	refuses(t, path, "in use")
	refusesToRead(t, path, "in use")
	if err := look.Close(); err != nil {
		t.Error(err)
	}
	if !bytes.Equal(content(t, path), before) {
		t.Error("the file changed")
	}
	if again := probe(t, open(t, path), now); again.ID() != line.ID() {
		t.Errorf("leased %s, then %s", line.ID(), again.ID())
	}
}

// What a process that was killed had committed lies in the log.
func TestReadingSeesTheLog(t *testing.T) {
	path, left := tempFile(t), tempFile(t)
	store := open(t, path)
	commit(t, store, turn("terminal:me", 0))
	for _, end := range []string{"", "-wal"} {
		if err := os.WriteFile(left+end, content(t, path+end), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	look := reading(t, left)
	if ids, err := look.Sessions(t.Context()); err != nil || len(ids) != 1 {
		t.Errorf("conversations %v, %v", ids, err)
	}
	if err := look.Close(); err != nil {
		t.Error(err)
	}
	if ids, err := open(t, left).Sessions(t.Context()); err != nil || len(ids) != 1 {
		t.Errorf("conversations afterwards %v, %v", ids, err)
	}
}

func TestReadingWhatIsNoRecord(t *testing.T) {
	refusesToRead(t, tempFile(t), "no such file")
	refusesToRead(t, "", "no path")

	empty := tempFile(t)
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refusesToRead(t, empty, "its schema is 0")

	older := tempFile(t)
	_ = open(t, older).Close()
	edit(t, older, `pragma user_version = 99`)
	refusesToRead(t, older, "was written by a newer release")
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
