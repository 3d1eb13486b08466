package host

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Buckets are what all processes together may send. Without them each process paces and pauses alone.
type Buckets interface {
	// Ready asks to send one message into each of the buckets, which differ. Where the answer is 0 it is
	// counted and may go; else it must be asked again after that time.
	Ready(ctx context.Context, now time.Time, buckets ...Bucket) []time.Duration
	// Pause keeps everybody from sending into the bucket before until.
	Pause(ctx context.Context, bucket string, until, now time.Time)
}

// Bucket is something that messages go into, and how fast they may.
type Bucket struct {
	Name string
	Pace Pace
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
	pace := route.pace
	if pace.Burst <= 0 {
		pace = anyPace
	}
	ctx, cancel := context.WithTimeout(context.Background(), bucketTime)
	defer cancel()
	wait, _ := c.readies.ask(ctx, passage{whole(route, to), Bucket{string(to), pace}}) // who cannot ask goes alone
	return wait
}

// passage is what a message passes: its channel's bucket, and its place's.
type passage struct {
	whole string
	place Bucket
}

// ready asks for many messages at once, and of each bucket once: a channel's holds nothing up but a pause.
// A message that waits for one bucket may have been counted in the other.
func (c *courier) ready(all []passage) []time.Duration {
	at := map[string]int{} // of each bucket
	var buckets []Bucket
	put := func(bucket Bucket) {
		if _, known := at[bucket.Name]; !known {
			at[bucket.Name] = len(buckets)
			buckets = append(buckets, bucket)
		}
	}
	for _, one := range all {
		put(Bucket{one.whole, anyPace})
	}
	for _, one := range all {
		put(one.place)
	}
	ctx, cancel := context.WithTimeout(context.Background(), bucketTime)
	defer cancel()
	waits := append(c.buckets.Ready(ctx, c.now(), buckets...), make([]time.Duration, len(buckets))...)
	out := make([]time.Duration, len(all))
	for i, one := range all {
		out[i] = max(waits[at[one.whole]], waits[at[one.place.Name]])
	}
	return out
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
