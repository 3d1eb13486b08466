package redis

import (
	"context"
	"errors"
	"fmt"
	"time"

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
	case over(ctx):
		s.breaker.leave(round, unknown)
	default:
		s.counts.failed.Add(1)
		s.breaker.leave(round, failed)
	}
	return fmt.Errorf("redis: %s: %w", what, err)
}

// over reports whether the caller waits no more. The connection's clock may be a moment before ctx's.
func over(ctx context.Context) bool {
	until, bounded := ctx.Deadline()
	return ctx.Err() != nil || bounded && !time.Now().Before(until)
}

// send does what the pipe holds, in one exchange. Afterwards each command has its answer or an error. go-redis
// leaves them without either when Redis refuses the connection, as with a wrong password.
func send(ctx context.Context, pipe driver.Pipeliner) {
	commands, err := pipe.Exec(ctx)
	if err == nil {
		return
	}
	for _, command := range commands {
		if command.Err() != nil {
			return
		}
	}
	for _, command := range commands {
		command.SetErr(err)
	}
}

// missing reports whether Redis answered that it has no such thing, or a thing of another type.
func missing(err error) bool {
	return errors.Is(err, driver.Nil) || foreign(err)
}

// foreign reports whether something of another type lies under the key.
func foreign(err error) bool { return driver.HasErrorPrefix(err, "WRONGTYPE") }
