package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	driver "modernc.org/sqlite"
)

const memory = ":memory:"

// openFile returns a pool of one connection to the file, which nothing has been asked of yet.
func openFile(path string, prepare func(string) error) (*sql.DB, error) {
	name := memory
	if path != memory {
		if err := prepare(path); err != nil {
			return nil, err
		}
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("open record %s: %w", path, err)
		}
		name = uri(full)
	}
	connector, err := driver.NewConnector(name)
	if err != nil {
		return nil, fmt.Errorf("open record %s: %w", path, err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	return db, nil
}

// create makes the file when there is none. One that is there is not opened: see the package's word
// on handles.
func create(path string) error {
	if err := whole(path); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("make record: %w", err)
	}
	return file.Close()
}

// find wants the file to be there. It is not opened either.
func find(path string) error {
	if err := whole(path); err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("open record: %w", err)
	}
	return nil
}

// whole refuses a file whose log SQLite would throw away.
func whole(path string) error {
	if path == "" {
		return errors.New("open record: no path is given")
	}
	if empty(path) && !empty(path+"-wal") {
		return explain("record "+path, refusal("is empty, but its log is not: one was moved without the other"))
	}
	return nil
}

// empty reports whether there is no file, or nothing in it.
func empty(path string) bool {
	info, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

// uri keeps the path's own question marks and percent signs from being read as options.
func uri(full string) string {
	slashed := filepath.ToSlash(full)
	if !strings.HasPrefix(slashed, "/") { // C:/…
		slashed = "/" + slashed
	}
	return "file://" + (&url.URL{Path: slashed}).EscapedPath()
}
