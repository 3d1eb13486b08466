package redis

import (
	"context"
	"errors"
	"fmt"

	driver "github.com/redis/go-redis/v9"
)

// ErrAway says that Redis was not asked, since it did not answer a moment ago.
var ErrAway = errors.New("redis is away")

// call does one exchange within the limit, if the breaker lets it. What the exchange returns is
// held against Redis, unless the caller did not wait for it.
func (s *Store) call(ctx context.Context, what string, exchange func(context.Context) error) error {
	round, ok := s.breaker.enter()
	if !ok {
		s.counts.spared.Add(1)
		return ErrAway
	}
	limited, cancel := context.WithTimeout(ctx, s.options.Limit)
	defer cancel()
	err := exchange(limited)
	switch {
	case err == nil:
		s.breaker.leave(round, worked)
		return nil
	case ctx.Err() != nil:
		s.breaker.leave(round, unknown)
	default:
		s.counts.failed.Add(1)
		s.breaker.leave(round, failed)
	}
	return fmt.Errorf("redis: %s: %w", what, err)
}

// missing reports whether Redis answered that it has no such thing, or a thing of another type.
func missing(err error) bool {
	return errors.Is(err, driver.Nil) || foreign(err)
}

// foreign reports whether something of another type lies under the key.
func foreign(err error) bool { return driver.HasErrorPrefix(err, "WRONGTYPE") }

// unscripted reports whether Redis does not know the script by its hash, or not any more.
func unscripted(err error) bool {
	return errors.Is(err, driver.ErrNoScript) || driver.HasErrorPrefix(err, "NOSCRIPT")
}
