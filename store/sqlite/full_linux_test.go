//go:build integration

package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts one of 4 MB, which only root may do.
func smallDisk(t *testing.T) string {
	t.Helper()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=4m"); err != nil {
		t.Fatalf("a small disk cannot be mounted (this test needs root): %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return disk
}

// ballast takes all the room that a disk has left but the given bytes.
func ballast(t *testing.T, disk string, but int64) (name string) {
	t.Helper()
	var stat syscall.Statfs_t
	if err := syscall.Statfs(disk, &stat); err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(disk, "ballast")
	if err := os.WriteFile(name, make([]byte, int64(stat.Bavail)*stat.Bsize-but), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestFullDisk(t *testing.T) {
	disk := smallDisk(t)
	path := filepath.Join(disk, "record.db")
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	heavy := ballast(t, disk, 1<<20)
	full := fill(t, store, 0)
	holds(t, store, full)
	if err := os.Remove(heavy); err != nil {
		t.Fatal(err)
	}
	more := fill(t, store, full)
	holds(t, store, more)
	if more <= full {
		t.Errorf("%d turns with more room, %d before", more, full)
	}
	t.Log("close:", store.Close()) // the log does not fit into the file; it stays
	if store, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	holds(t, store, more)
	_ = store.Close()
}

func TestNoRoomForAFile(t *testing.T) {
	disk := smallDisk(t)
	ballast(t, disk, 8192)
	path := filepath.Join(disk, "record.db")
	_, err := Open(t.Context(), path)
	if err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("opened on a full disk: %v", err)
	}
	t.Log(err)
	if err := os.Remove(filepath.Join(disk, "ballast")); err != nil {
		t.Fatal(err)
	}
	store, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	_ = store.Close()
}
