package sqlite

import (
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// refusal is why a file is not opened. It goes on where its name ends.
type refusal string

func (r refusal) Error() string { return string(r) }

const inUse refusal = "is in use by another process"

var errClosed = errors.New("the record is closed")

// explain says of subject, the record, what an operator can do something about, and then what
// SQLite says itself. Other errors stay as they are.
func explain(subject string, err error) error {
	if refused, ok := errors.AsType[refusal](err); ok {
		return fmt.Errorf("%s %w", subject, refused)
	}
	failure, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return err
	}
	if failure.Code() == codes.SQLITE_IOERR_LOCK {
		return fmt.Errorf("%s cannot be locked; is it read-only, or on a network disk? %w", subject, err)
	}
	switch failure.Code() & 0xff {
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return fmt.Errorf("%s %w", subject, inUse)
	case codes.SQLITE_FULL:
		return fmt.Errorf("%s has no room left on its disk: %w", subject, err)
	case codes.SQLITE_READONLY, codes.SQLITE_PERM:
		return fmt.Errorf("%s cannot be written, or its folder cannot: %w", subject, err)
	case codes.SQLITE_CANTOPEN:
		return fmt.Errorf("%s cannot be opened: %w", subject, err)
	case codes.SQLITE_NOTADB, codes.SQLITE_CORRUPT:
		return fmt.Errorf("%s is damaged, or not a record: %w", subject, err)
	}
	return fmt.Errorf("%s: %w", subject, err)
}
