package host_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// common are buckets that hold nothing up but pauses.
type common struct {
	mu     sync.Mutex
	pauses map[string]time.Time
}

func (c *common) Ready(_ context.Context, now time.Time, buckets ...host.Bucket) (waits []time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, bucket := range buckets {
		waits = append(waits, max(c.pauses[bucket.Name].Sub(now), 0))
	}
	return waits
}

func (c *common) Pause(_ context.Context, bucket string, until, _ time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pauses == nil {
		c.pauses = map[string]time.Time{}
	}
	c.pauses[bucket] = until
}

func TestAPauseForAllHoldsForOtherProcessesToo(t *testing.T) {
	staged(t, func(s *stage) {
		shared := &common{}
		share := func(o *host.Options) { o.Buckets = shared }
		began := time.Now()
		p := onPlatform(func(bot.Line, int) error {
			if time.Since(began) < time.Minute {
				return &bot.RetryAfterError{After: time.Minute, All: true}
			}
			return nil
		})
		first, second := s.host(p, share), s.host(p, share)
		s.run(first)
		s.run(second)
		s.give(first, press("1", "a", "slow"))
		time.Sleep(time.Second)
		s.give(second, press("2", "b", "slow"))
		time.Sleep(58 * time.Second)
		if tries := len(p.when()); tries != 1 {
			s.Fatalf("the platform was asked %d times within its Retry-After", tries)
		}
		time.Sleep(10 * time.Second)
		if got := p.accepted(); len(got) == 0 {
			s.Fatal("nothing was sent afterwards")
		}
	})
}

// A line that waits for room has not asked yet whether it may go: what it was told would be old by then.
func TestWhoWaitsForRoomHearsOfAPause(t *testing.T) {
	staged(t, func(s *stage) {
		const crowd = 64
		shared := &common{}
		p := onPlatform(func(bot.Line, int) error {
			time.Sleep(500 * time.Millisecond)
			return nil
		})
		h := s.host(p, func(o *host.Options) { o.Buckets = shared })
		s.run(h)
		s.record.on("commit", func() error { time.Sleep(10 * time.Millisecond); return nil }) // so that they come with one commit
		for i := range crowd + 20 {
			go func() { _ = h.Receive(s.Context(), press(fmt.Sprint(i), fmt.Sprint(i), "slow")) }()
		}
		time.Sleep(100 * time.Millisecond)
		shared.Pause(s.Context(), "test:*", time.Now().Add(time.Minute), time.Now())
		time.Sleep(58 * time.Second)
		if got := len(p.accepted()); got != crowd {
			s.Fatalf("%d messages were sent; %d were under way when the pause came", got, crowd)
		}
	})
}
