package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// read runs do while nobody else uses the connection. The context that do is given has no end.
func (s *Store) read(ctx context.Context, do func(context.Context) error) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if s.conn == nil {
		return errClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return explain("the record", do(context.WithoutCancel(ctx)))
}

// write is read within a transaction: all that do wrote is kept, or nothing.
func (s *Store) write(ctx context.Context, do func(context.Context) error) error {
	return s.read(ctx, func(ctx context.Context) error { return s.transact(ctx, do) })
}

func (s *Store) transact(ctx context.Context, do func(context.Context) error) error {
	if _, err := s.exec(ctx, sqlBegin); err != nil {
		return err
	}
	err := do(ctx)
	if err == nil {
		_, err = s.exec(ctx, sqlCommit)
	}
	if err != nil {
		_, _ = s.exec(ctx, sqlRollback) // fails when SQLite has done it already
	}
	return err
}

// exec runs a prepared statement and returns how many rows it changed.
func (s *Store) exec(ctx context.Context, query string, args ...any) (int64, error) {
	statement, err := s.prepared(ctx, query)
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// list runs a prepared query and scans each row.
func list[T any](ctx context.Context, s *Store, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	statement, err := s.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := statement.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// one runs a prepared query for a single value; false when there is no row.
func one[T any](ctx context.Context, s *Store, query string, args ...any) (value T, found bool, err error) {
	statement, err := s.prepared(ctx, query)
	if err != nil {
		return value, false, err
	}
	err = statement.QueryRowContext(ctx, args...).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return value, false, nil
	}
	return value, err == nil, err
}

func (s *Store) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if statement, ok := s.made[query]; ok {
		return statement, nil
	}
	statement, err := s.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	s.made[query] = statement
	return statement, nil
}
