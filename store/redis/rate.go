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

// Allow counts an event of each person and says what becomes of it: it goes, as a usual turn; else it is a
// silent one, with a notice that it is too fast at most once a minute. All replicas count together; while
// Redis is away each counts for itself, from nothing.
func (s *Store) Allow(ctx context.Context, now time.Time, ids ...bot.ConversationID) (goes, notices []bool) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = floodKey(id)
	}
	for _, used := range s.use(ctx, keys, s.options.Flood, quiet, now) {
		goes, notices = append(goes, used.wait == 0), append(notices, used.notice)
	}
	return goes, notices
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
	return s.use(ctx, []string{key}, rate, 0, now)[0].wait
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

// used is what a meter answered.
type used struct {
	wait   time.Duration
	notice bool
}

// use asks the meters in Redis, or the process's own while Redis is away. Their keys differ.
func (s *Store) use(ctx context.Context, keys []string, rate Rate, quiet time.Duration, now time.Time) []used {
	all := scripted{keys: keys}
	for range keys {
		all.args = append(all.args, now.UnixMicro(), rate.Every.Microseconds(), rate.Burst, quiet.Microseconds())
	}
	answers := make([]used, 0, len(keys))
	err := s.call(ctx, "use meters", func(ctx context.Context) error {
		for _, reply := range s.run(ctx, meterScript, s.apart(all)) {
			said, err := reply.Int64Slice()
			if err != nil {
				return err
			}
			for i := 0; i+1 < len(said); i += 2 {
				answers = append(answers, used{time.Duration(said[i]) * time.Microsecond, said[i+1] == 1})
			}
		}
		return nil
	})
	if err == nil && len(answers) == len(keys) {
		return answers
	}
	return s.useOwn(keys, rate, quiet, now)
}

// useOwn asks the meters of this process.
func (s *Store) useOwn(keys []string, rate Rate, quiet time.Duration, now time.Time) []used {
	answers := make([]used, len(keys))
	for i, key := range keys {
		s.counts.local.Add(1)
		s.meters.change(key, now, func(m meter) meter {
			m, micros, notice := m.use(rate, quiet, now)
			answers[i] = used{time.Duration(micros) * time.Microsecond, notice}
			return m
		})
	}
	return answers
}
