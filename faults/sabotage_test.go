//go:build integration

package faults

import (
	"context"
	"fmt"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/redis"
)

// The ways to break the product on purpose, inside the rig. Each must turn it red.
const (
	noFence        = "no-fence"
	sendEarly      = "send-before-commit"
	ackEarly       = "acknowledge-before-commit" // by the channel
	repeatSends    = "library-retries-on"        // by the channel
	dropRetries    = "retries-dropped"           // by the channel
	forgetMarks    = "marks-kept-5-minutes"
	probeAtOnce    = "probing-without-waiting"
	timersInMemory = "timers-in-memory"
	trustRedis     = "trusting-redis"
	careless       = "careless" // with secrets, addresses and steps
)

// sabotage puts something broken in the place of something whole.
func (s settings) sabotage(ctx context.Context, o *host.Options, whole record, sessions *redis.Store) error {
	switch s.Sabotage {
	case "", ackEarly, repeatSends, dropRetries:
	case noFence:
		o.Record = unfenced{whole}
	case sendEarly:
		early := &hasty{record: whole, channels: o.Channels}
		o.Record, o.Channels = early, early.wrapped()
	case forgetMarks:
		go forget(ctx, s.Postgres)
	case probeAtOnce:
		o.Outbox = impatient{whole}
	case timersInMemory:
		timers := &memory{record: whole}
		o.Record, o.Alarms = timers, timers
	case trustRedis:
		o.Record = trusting{unfenced{whole}, sessions}
	case careless:
		o.Record, o.Channels = lost{whole}, strays(o.Channels)
		o.Read.Mask = func(text string, _ []string) (string, []string) { return text, nil }
	default:
		return fmt.Errorf("no sabotage is called %q", s.Sabotage)
	}
	return nil
}
