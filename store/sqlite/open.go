package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// Store is an open record. It is safe to share between goroutines.
type Store struct {
	path   string
	turn   chan struct{} // holds a value while a call uses what follows
	db     *sql.DB
	conn   *sql.Conn // nil once closed
	made   map[string]*sql.Stmt
	latest time.Time // that a caller spoke of
	once   sync.Once
}

// Open opens the record at path and makes it when there is none, readable by its owner alone. The
// path ":memory:" is a record that ends with its Store. Leases that a former process held are over.
//
// It fails when the record is in use, by this process or another; when the file or its folder
// cannot be written; and when the file is damaged, belongs to another application or was written
// by a newer release. A file that is refused keeps what it holds.
func Open(ctx context.Context, path string) (*Store, error) {
	return patiently(ctx, path, toWrite)
}

// OpenToRead opens the record at path to look at what it holds. No file is made, the schema is not
// brought up to date, leases stay as they are, and calls that would write fail.
//
// It fails where Open does, but for a record that may only be read by its owner; and when there is
// no record, or one with the schema of an older release.
func OpenToRead(ctx context.Context, path string) (*Store, error) {
	return patiently(ctx, path, toRead)
}

// manner is how a record is opened: what is done about its file, and then with the connection.
type manner struct {
	file  func(path string) error
	begin func(*Store) []func(context.Context) error
}

var (
	toWrite = manner{create, func(s *Store) []func(context.Context) error {
		return []func(context.Context) error{s.lock, s.recognise, s.harden, s.migrate, s.voidLeases}
	}}
	toRead = manner{find, func(s *Store) []func(context.Context) error {
		return []func(context.Context) error{s.lock, s.recognise, s.current, s.onlyRead}
	}}
)

// patiently tries again when another may be opening the record at this very moment.
func patiently(ctx context.Context, path string, how manner) (*Store, error) {
	store, err := open(ctx, path, how)
	for try := 1; try <= 3 && errors.Is(err, inUse); try++ {
		time.Sleep(apart(try))
		store, err = open(ctx, path, how)
	}
	return store, err
}

// apart is how long to wait before another try. Two that open a record at the same moment may
// refuse each other; by their process ids they come back at different ones.
func apart(try int) time.Duration {
	return time.Duration(5+os.Getpid()*try%37) * time.Millisecond
}

// open is one attempt.
func open(ctx context.Context, path string, how manner) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("open record %s: %w", path, err)
	}
	ctx = context.WithoutCancel(ctx)
	db, err := openFile(path, how.file)
	if err != nil {
		return nil, err
	}
	store := &Store{path: path, db: db, turn: make(chan struct{}, 1), made: map[string]*sql.Stmt{}}
	if err := store.begin(ctx, how); err != nil {
		_ = store.release()
		return nil, explain("record "+path, err)
	}
	return store, nil
}

// begin takes the file and brings it to the state that the Store relies on.
func (s *Store) begin(ctx context.Context, how manner) (err error) {
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return err
	}
	for _, step := range how.begin(s) {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Close writes what the log holds into the file and gives the file back. Calls that come after it
// fail; closing again does nothing. Nothing is lost when Close fails, or is never called.
func (s *Store) Close() (err error) {
	s.once.Do(func() {
		s.turn <- struct{}{}
		defer func() { <-s.turn }()
		_, err = s.conn.ExecContext(context.Background(), sqlCheckpoint)
		err = errors.Join(err, s.release())
	})
	if err != nil {
		return fmt.Errorf("close: %w", explain("record "+s.path, err))
	}
	return nil
}

// release ends the connection. What is not in the file yet is in its log.
func (s *Store) release() error {
	var errs []error
	for _, made := range s.made {
		errs = append(errs, made.Close())
	}
	if s.conn != nil {
		errs = append(errs, s.conn.Close())
	}
	s.conn, s.made = nil, nil
	return errors.Join(append(errs, s.db.Close())...)
}
