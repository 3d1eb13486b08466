package sqlite_test

import (
	"database/sql"
	"os"
	"strings"
	"testing"
)

func TestDamagedFile(t *testing.T) {
	whole := tempFile(t)
	store := open(t, whole)
	for seq := range uint64(50) {
		commit(t, store, turn("terminal:me", seq))
	}
	_ = store.Close()
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"garbage":   []byte(strings.Repeat("not a record\n", 1000)),
		"two bytes": {0, 0},
		"header":    data[:50],
		"page":      data[:100],
		"cut":       data[:len(data)/2/4096*4096],
		"schema":    append(append(append([]byte{}, data[:100]...), make([]byte, 3996)...), data[4096:]...),
		"no header": append(make([]byte, 100), data[100:]...),
	} {
		t.Run(name, func(t *testing.T) {
			path := tempFile(t)
			write(t, path, content)
			refuses(t, path, "damaged")
			if after, _ := os.ReadFile(path); string(after) != string(content) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestFileOfAnother(t *testing.T) {
	for name, script := range map[string]string{
		"tables":      `create table notes (text)`,
		"application": `pragma application_id = 252006673`,
		"wal":         `pragma journal_mode = wal; create table notes (text)`,
	} {
		t.Run(name, func(t *testing.T) {
			path := tempFile(t)
			edit(t, path, script)
			refuses(t, path, "belongs to another application")
		})
	}
}

func TestNewerSchema(t *testing.T) {
	path := tempFile(t)
	_ = open(t, path).Close()
	edit(t, path, `pragma user_version = 1000`)
	refuses(t, path, "newer release: its schema is 1000")
}

func TestLogWithoutItsFile(t *testing.T) {
	path := tempFile(t)
	write(t, path+"-wal", make([]byte, 100))
	for range 2 { // missing, then empty
		refuses(t, path, "is empty, but its log is not")
		write(t, path, nil)
	}
	if data, err := os.ReadFile(path + "-wal"); len(data) != 100 {
		t.Errorf("the log is gone: %v", err)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// edit runs SQL on a file that no Store has open.
func edit(t *testing.T, path, script string) {
	t.Helper()
	db := raw(t, path)
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), script); err != nil {
		t.Fatal(err)
	}
}

func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}
