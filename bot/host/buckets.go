package host

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Buckets are what all processes together may send. Without them each process paces and pauses alone.
type Buckets interface {
	// Ready asks to send one message into a bucket. When the answer is 0 it is counted and may go; else it
	// must be asked again after that time.
	Ready(ctx context.Context, bucket string, pace Pace, now time.Time) time.Duration
	// Pause keeps everybody from sending into the bucket before until.
	Pause(ctx context.Context, bucket string, until, now time.Time)
}

// margin is what a pause is longer than the platform says: clocks differ a little, and on the way a
// message overtakes nobody.
const margin = 100 * time.Millisecond

// bucketTime is how long the buckets have to answer.
const bucketTime = time.Second

// anyPace holds nothing up but a pause.
var anyPace = Pace{Burst: 1 << 20, Every: time.Microsecond}

// shared asks the buckets of the whole channel and of the place. It returns how long to wait.
func (c *courier) shared(route *route, to bot.Address) time.Duration {
	if c.buckets == nil {
		return 0
	}
	ctx, cancel := context.WithTimeout(context.Background(), bucketTime)
	defer cancel()
	if wait := c.buckets.Ready(ctx, whole(route, to), anyPace, c.now()); wait > 0 {
		return wait
	}
	pace := route.pace
	if pace.Burst <= 0 {
		pace = anyPace
	}
	return c.buckets.Ready(ctx, string(to), pace, c.now())
}

// whole is the bucket of a channel as a whole.
func whole(route *route, to bot.Address) string { return route.name(to) + ":*" }

// pause keeps this process, and the others where they share buckets, from sending for so long.
func (c *courier) pause(route *route, to bot.Address, wait time.Duration, all bool) {
	route.pause(to, c.mine(), wait, all)
	if c.buckets == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), bucketTime)
	defer cancel()
	bucket := string(to)
	if all {
		bucket = whole(route, to)
	}
	c.buckets.Pause(ctx, bucket, c.now().Add(wait), c.now())
}
