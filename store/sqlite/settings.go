package sqlite

import (
	"context"
	"fmt"
	"strings"
)

// lock takes the file for this connection alone: at once, or not at all.
func (s *Store) lock(ctx context.Context) error {
	return s.set(ctx, []setting{{"busy_timeout", "0", "0"}, {"locking_mode", "exclusive", "exclusive"}})
}

// harden makes commits durable, and deleted words unreadable. Another connection can never be in
// the way, so the busy timeout that lock set stays.
func (s *Store) harden(ctx context.Context) error {
	journal := "wal"
	if s.path == memory {
		journal = "memory"
	}
	return s.set(ctx, []setting{
		{"journal_mode", "wal", journal},
		{"synchronous", "full", "2"},
		{"fullfsync", "on", "1"}, // macOS: to the disk, not to its cache
		{"foreign_keys", "on", "1"},
		{"secure_delete", "on", "1"},
		{"temp_store", "memory", "2"},
		{"cache_size", "-16000", "-16000"}, // kB
		{"wal_autocheckpoint", "4000", "4000"},
	})
}

// onlyRead makes SQLite refuse whatever would change what the record says.
func (s *Store) onlyRead(ctx context.Context) error {
	return s.set(ctx, []setting{{"query_only", "on", "1"}})
}

// setting is a pragma, the value to give it and what it must answer then.
type setting struct{ name, value, answer string }

func (s *Store) set(ctx context.Context, settings []setting) error {
	for _, want := range settings {
		if _, err := s.conn.ExecContext(ctx, "pragma "+want.name+" = "+want.value); err != nil {
			return err
		}
		got, err := s.ask(ctx, "pragma "+want.name)
		if err != nil {
			return err
		}
		if !strings.EqualFold(got, want.answer) {
			return refusal(fmt.Sprintf("does not take %s = %s, it stays %s", want.name, want.value, got))
		}
	}
	return nil
}

// ask returns the only value that a query gives.
func (s *Store) ask(ctx context.Context, query string) (answer string, err error) {
	return answer, s.conn.QueryRowContext(ctx, query).Scan(&answer)
}
