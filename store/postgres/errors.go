package postgres

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// errReadOnly is why a server that answers is no record.
var errReadOnly = errors.New("the server takes no writes")

// passing reports whether an error is about the moment and not about what was asked: the connection
// broke, so that nobody knows what was done, or two transactions were in each other's way.
func passing(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	said, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return true
	}
	return strings.HasPrefix(said.Code, "08") || slices.Contains([]string{
		"40001", "40P01", // in each other's way
		"57P01", "57P02", "57P03", // the server goes, went, comes
		"53300", // too many connections
	}, said.Code)
}
