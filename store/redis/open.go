package redis

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"time"

	driver "github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
)

// Options are what a Store is made of. All but Address may be left out.
type Options struct {
	Address     string        // see Parse
	Unprotected bool          // a Redis on another machine that asks for no password is fine
	TLS         *tls.Config   // what rediss addresses trust and show; nil: what the machine trusts
	TTL         time.Duration // how long a session that nobody touches is held; 30 days
	Limit       time.Duration // what a call may take; 50 ms
	Failures    int           // so many in a row and the breaker opens; 5
	Rest        time.Duration // how long it stays open before a probe; 1 s
	Flood       Rate          // what one person may write; 1 a second, 10 at once
	Connections int           // to each server; what go-redis finds right
}

// Store is Redis as HelpAide uses it. It is safe to share between goroutines.
type Store struct {
	options Options
	address Address
	client  driver.UniversalClient
	breaker breaker
	counts  counts
	meters  meters
}

// Open is a Store for the Redis at the address. It asks Redis nothing, so it works while that is
// away; Check asks. It fails when the address cannot be read, and when it leads to another machine
// without a password and Options.Unprotected is not set.
func Open(options Options) (*Store, error) {
	address, err := Parse(options.Address)
	if err != nil {
		return nil, err
	}
	if address.unprotected() && !options.Unprotected {
		return nil, fmt.Errorf("open %s: it is on another machine and has no password, so anybody on the way could read and change sessions", address)
	}
	options = options.filled()
	store := &Store{options: options, address: address, client: connect(address, options)}
	store.breaker.after, store.breaker.rest = options.Failures, options.Rest
	return store, nil
}

func (o Options) filled() Options {
	or := func(set *time.Duration, usual time.Duration) {
		if *set <= 0 {
			*set = usual
		}
	}
	or(&o.TTL, 30*24*time.Hour)
	or(&o.Limit, 50*time.Millisecond)
	or(&o.Rest, time.Second)
	if o.Failures <= 0 {
		o.Failures = 5
	}
	if o.Flood == (Rate{}) {
		o.Flood = Rate{Every: time.Second, Burst: 10}
	}
	return o
}

// connect makes the client. Calls are bounded by their context, so the timeouts here only bound
// what go-redis does by itself: a connection that takes long to make serves the next call.
func connect(a Address, o Options) driver.UniversalClient {
	logging.Disable() // what goes wrong is in the errors and the Stats; its own lines would go to stderr as they are
	with := a.options()
	with.ReadTimeout, with.WriteTimeout = 2*time.Second, 2*time.Second
	with.PoolSize = o.Connections
	with.PoolTimeout = o.Limit // who waits for a connection may do so as long as for an answer
	if a.tls {
		with.TLSConfig = o.TLS.Clone()
		if with.TLSConfig == nil {
			with.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
		}
	}
	return driver.NewUniversalClient(&with)
}

// Check asks Redis whether it is there and lets us in, and says in plain words why not. It is for
// starting and for an operator: it takes up to ctx, whatever the breaker says.
func (s *Store) Check(ctx context.Context) error {
	err := s.client.Ping(ctx).Err()
	switch {
	case err == nil:
		return nil
	case driver.IsAuthError(err), driver.HasErrorPrefix(err, "WRONGPASS"):
		return fmt.Errorf("check %s: it refuses the user or the password, or wants one: %w", s.address, err)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("check %s: it does not answer: %w", s.address, err)
	}
	return fmt.Errorf("check %s: %w", s.address, err)
}

// Close ends the connections. Calls that come after it fail.
func (s *Store) Close() error {
	if err := s.client.Close(); err != nil && !errors.Is(err, driver.ErrClosed) {
		return fmt.Errorf("close %s: %w", s.address, err)
	}
	return nil
}
