package sqlite

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
)

var (
	//go:embed schema/1.sql
	schema1 string
	//go:embed schema/2.sql
	schema2 string
	//go:embed schema/3.sql
	schema3 string
)

// application marks the file as ours, in the place that SQLite keeps for it: "Help" as a number.
const application = "1214606448"

// migrations returns the scripts that lead to the newest schema. A released one is never changed.
func migrations() []string { return []string{schema1, schema2, schema3} }

// recognise refuses a file that is another application's or a newer release's. It writes nothing.
func (s *Store) recognise(ctx context.Context) error {
	owner, err := s.ask(ctx, "pragma application_id")
	if err != nil {
		return err
	}
	tables, err := s.ask(ctx, "select count(*) from sqlite_schema")
	if err != nil {
		return err
	}
	if owner != application && (owner != "0" || tables != "0") {
		return refusal("belongs to another application")
	}
	version, err := s.version(ctx)
	if newest := len(migrations()); err == nil && (version < 0 || version > newest) {
		return refusal(fmt.Sprintf("was written by a newer release: its schema is %d, this one knows %d", version, newest))
	}
	return err
}

// current refuses a file with another schema than the newest: what is asked of it would not be found.
func (s *Store) current(ctx context.Context) error {
	version, err := s.version(ctx)
	if newest := len(migrations()); err == nil && version != newest {
		return refusal(fmt.Sprintf("cannot be read: its schema is %d, this release reads %d", version, newest))
	}
	return err
}

// migrate brings the schema up to date, each script in a transaction of its own.
func (s *Store) migrate(ctx context.Context) error {
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	for i, script := range migrations()[version:] {
		if err := s.upgrade(ctx, version+i+1, script); err != nil {
			return fmt.Errorf("cannot be brought to schema %d: %w", version+i+1, err)
		}
	}
	return nil
}

func (s *Store) upgrade(ctx context.Context, version int, script string) error {
	script += "; pragma application_id = " + application + "; pragma user_version = " + strconv.Itoa(version)
	return s.transact(ctx, func(ctx context.Context) error {
		_, err := s.conn.ExecContext(ctx, script)
		return err
	})
}

func (s *Store) version(ctx context.Context) (int, error) {
	answer, err := s.ask(ctx, "pragma user_version")
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(answer)
}
