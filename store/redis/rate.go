package redis

import (
	"context"
	_ "embed"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
)

// quiet is how long a person who floods is not told so again.
const quiet = time.Minute

var (
	//go:embed meter.lua
	meterSource string
	meterScript = driver.NewScript(meterSource)
	//go:embed pause.lua
	pauseSource string
	pauseScript = driver.NewScript(pauseSource)
)

func floodKey(id bot.ConversationID) string { return "helpaide:{" + string(id) + "}:flood" }
func paceKey(bucket string) string          { return "helpaide:{" + bucket + "}:pace" }

// Allow counts one event of a person and says what becomes of it: go, a usual turn; else a silent
// one, with a notice that it is too fast at most once a minute. All replicas count together; while
// Redis is away each counts for itself, from nothing.
func (s *Store) Allow(ctx context.Context, id bot.ConversationID, now time.Time) (goes, notice bool) {
	wait, notice := s.use(ctx, floodKey(id), s.options.Flood, quiet, now)
	return wait == 0, notice
}

// Ready asks to send one message into a bucket, such as a platform's channel. When the answer is 0
// it is counted and may go; else it must be asked again after that time, and nothing is counted.
// All replicas count together, and every pause that this process was told of holds even if Redis
// has lost it.
func (s *Store) Ready(ctx context.Context, bucket string, rate Rate, now time.Time) time.Duration {
	key := paceKey(bucket)
	if paused := s.meters.pausedUntil(key) - now.UnixMicro(); paused > 0 {
		return time.Duration(paused) * time.Microsecond
	}
	wait, _ := s.use(ctx, key, rate, 0, now)
	return wait
}

// Pause keeps everybody from sending into the bucket before until: the platform's Retry-After. A
// longer pause that is already set stays. When Redis is away only this process knows.
func (s *Store) Pause(ctx context.Context, bucket string, until, now time.Time) {
	if !until.After(now) {
		return
	}
	key := paceKey(bucket)
	s.meters.change(key, now, func(m meter) meter {
		m.pause = max(m.pause, until.UnixMicro())
		return m
	})
	_ = s.call(ctx, "pause", func(ctx context.Context) error { // the failure is counted, and the bucket is paused here
		return pauseScript.Run(ctx, s.client, []string{key}, until.UnixMicro(), now.UnixMicro()).Err()
	})
}

// use asks the meter in Redis, or the process's own while Redis is away.
func (s *Store) use(ctx context.Context, key string, rate Rate, quiet time.Duration, now time.Time) (wait time.Duration, notice bool) {
	var answer []int64
	err := s.call(ctx, "use meter", func(ctx context.Context) (err error) {
		answer, err = meterScript.Run(ctx, s.client, []string{key},
			now.UnixMicro(), rate.Every.Microseconds(), rate.Burst, quiet.Microseconds()).Int64Slice()
		return err
	})
	if err == nil && len(answer) == 2 {
		return time.Duration(answer[0]) * time.Microsecond, answer[1] == 1
	}
	s.counts.local.Add(1)
	s.meters.change(key, now, func(m meter) meter {
		var micros int64
		m, micros, notice = m.use(rate, quiet, now)
		wait = time.Duration(micros) * time.Microsecond
		return m
	})
	return wait, notice
}
