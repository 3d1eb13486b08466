package sqlite_test

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

func TestReadOnly(t *testing.T) {
	for name, is := range map[string]struct {
		folder, file os.FileMode
		made         bool
		why          string
	}{
		"folder":             {0o555, 0, false, "permission denied"},
		"folder of a record": {0o555, 0o666, true, "or its folder cannot"},
		"file":               {0o777, 0o444, true, "is it read-only"},
		"hidden file":        {0o777, 0o000, true, "cannot be opened"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "record.db")
			if is.made {
				store := open(t, path)
				commit(t, store, turn("terminal:me", 0))
				_ = store.Close()
				mode(t, path, is.file)
			}
			mode(t, filepath.Dir(folder), 0o755)
			mode(t, folder, is.folder)
			t.Cleanup(func() { mode(t, folder, 0o755) })
			asNobody(t)
			refuses(t, path, is.why)
		})
	}
}

func mode(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Error(err)
	}
}

// asNobody takes from the test, where it is root's, the right to write anywhere.
func asNobody(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	runtime.LockOSThread()
	filesAs := func(uid uintptr) uintptr {
		_, _, _ = syscall.RawSyscall(syscall.SYS_SETFSUID, uid, 0, 0)
		now, _, _ := syscall.RawSyscall(syscall.SYS_SETFSUID, uid, 0, 0)
		return now
	}
	t.Cleanup(func() {
		if filesAs(0) == 0 {
			runtime.UnlockOSThread()
		}
	})
	if filesAs(65534) != 65534 {
		t.Fatal("root's rights cannot be given up")
	}
}
