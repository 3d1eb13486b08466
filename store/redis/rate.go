package redis

import (
	"cmp"
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

// Allow counts an event of each person as its cost, 1 or more, and says what becomes of it: it goes, as a usual
// turn, as long as anything is left; else it is a silent one that counts nothing, with a notice that it is too
// fast at most once a minute. All replicas count together; while Redis is away each counts for itself, from
// nothing. The people differ.
func (s *Store) Allow(ctx context.Context, now time.Time, ids []bot.ConversationID, costs []int) (goes, notices []bool) {
	asks := make([]asked, len(ids))
	for i, id := range ids {
		asks[i] = asked{floodKey(id), s.options.Flood, min(costs[i], s.options.Flood.Burst)}
	}
	for _, used := range s.use(ctx, asks, manner{s.options.Flood.Burst, quiet}, now) {
		goes, notices = append(goes, used.wait == 0), append(notices, used.notice)
	}
	return goes, notices
}

// Bucket is something that messages go into, such as a platform's channel, and how fast they may.
type Bucket struct {
	Name string
	Rate Rate
}

// Ready asks to send one message into each of the buckets, which differ. Where the answer is 0 it is counted and may go;
// else it must be asked again after that time, and nothing is counted. All replicas count together, and every
// pause that this process was told of, by Pause or by Redis, holds even if Redis has lost it.
func (s *Store) Ready(ctx context.Context, now time.Time, buckets ...Bucket) []time.Duration {
	waits := make([]time.Duration, len(buckets))
	var open []asked
	var places []int
	for i, bucket := range buckets {
		key := paceKey(bucket.Name)
		if paused := s.meters.pausedUntil(key) - now.UnixMicro(); paused > 0 {
			waits[i] = time.Duration(paused) * time.Microsecond
			continue
		}
		open, places = append(open, asked{key, bucket.Rate, 1}), append(places, i)
	}
	for i, used := range s.use(ctx, open, manner{dearest: 1}, now) {
		waits[places[i]] = used.wait
		if used.wait > open[i].rate.Every { // no rate asks for so much: it is a pause
			s.pauseHere(open[i].key, now.Add(used.wait), now)
		}
	}
	return waits
}

// Pause keeps everybody from sending into the bucket before until: the platform's Retry-After. A
// longer pause that is already set stays. When Redis is away only this process knows.
func (s *Store) Pause(ctx context.Context, bucket string, until, now time.Time) {
	if !until.After(now) {
		return
	}
	key := paceKey(bucket)
	s.pauseHere(key, until, now)
	_ = s.call(ctx, "pause", func(ctx context.Context) error { // the failure is counted, and the bucket is paused here
		return pauseScript.Run(ctx, s.client, []string{key}, until.UnixMicro(), now.UnixMicro()).Err()
	})
}

func (s *Store) pauseHere(key string, until, now time.Time) {
	s.meters.change(key, now, func(m meter) meter {
		m.pause = max(m.pause, until.UnixMicro())
		return m
	})
}

// asked is a meter, and what is let through there.
type asked struct {
	key  string
	rate Rate
	cost int // of letting it through, 1 or more
}

// used is what a meter answered.
type used struct {
	wait   time.Duration
	notice bool
}

// use asks the meters in Redis, or the process's own while Redis is away. Their keys differ.
func (s *Store) use(ctx context.Context, all []asked, how manner, now time.Time) []used {
	if len(all) == 0 {
		return nil
	}
	var scripts []scripted
	for _, same := range together(all) {
		rate := same[0].rate
		one := scripted{shared: []any{now.UnixMicro(), rate.Every.Microseconds(), rate.Burst, how.quiet.Microseconds(), how.dearest}}
		for _, asked := range same {
			one.keys, one.args = append(one.keys, asked.key), append(one.args, asked.cost)
		}
		scripts = append(scripts, s.apart(one)...)
	}
	answers := make([]used, 0, len(all))
	err := s.call(ctx, "use meters", func(ctx context.Context) (err error) {
		for _, reply := range s.run(ctx, meterScript, scripts) {
			said, failed := reply.Int64Slice()
			err = cmp.Or(err, failed)
			for i := 0; i+1 < len(said); i += 2 {
				answers = append(answers, used{time.Duration(said[i]) * time.Microsecond, said[i+1] == 1})
			}
		}
		return err
	})
	if err == nil && len(answers) == len(all) {
		return answers
	}
	return s.useOwn(all, how, now)
}

// together are the runs of meters that have the same rate.
func together(all []asked) (runs [][]asked) {
	for from, to := 0, 1; to <= len(all); to++ {
		if to == len(all) || all[to].rate != all[from].rate {
			runs, from = append(runs, all[from:to]), to
		}
	}
	return runs
}

// useOwn asks the meters of this process.
func (s *Store) useOwn(all []asked, how manner, now time.Time) []used {
	answers := make([]used, len(all))
	for i, one := range all {
		s.counts.local.Add(1)
		s.meters.change(one.key, now, func(m meter) meter {
			m, micros, notice := m.use(one, how, now)
			answers[i] = used{time.Duration(micros) * time.Microsecond, notice}
			return m
		})
	}
	return answers
}
