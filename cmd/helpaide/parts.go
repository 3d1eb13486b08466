package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/redis"
	"github.com/helpaide/helpaide/store/sqlite"
)

// record is all that a record is to the host.
type record interface {
	host.Record
	host.Outbox
	host.Alarms
	Dossier(ctx context.Context, id bot.ConversationID) (bot.Dossier, error)
	Shared(ctx context.Context, name, value string) (string, error)
	Recent(ctx context.Context, prefix string, since time.Time, n int) ([]bot.Recent, error)
	Pairs(ctx context.Context, id bot.ConversationID, of bot.EventID) ([]bot.Pair, error)
	Find(ctx context.Context, at bot.Address) (bot.Pair, bool, error)
}

// parts are what a serving process is made of.
type parts struct {
	record   record
	sessions host.Sessions
	limit    host.Limit
	hints    host.Hints
	buckets  host.Buckets
	channels []host.Channel
	desks    []desk
	redis    *redis.Store // nil when embedded
	closers  []func() error
}

// open opens what the configuration names: one file, or Postgres and Redis.
func (c Config) open(ctx context.Context) (*parts, error) {
	if c.Embedded != "" {
		store, err := sqlite.Open(ctx, c.Embedded)
		if err != nil {
			return nil, err
		}
		return &parts{record: store, limit: host.NewLocalLimit(), closers: []func() error{store.Close}}, nil
	}
	live, err := redis.Open(redis.Options{Address: c.RedisURL.Reveal(), Unprotected: c.Insecure.Redis, TTL: c.Retention.keeps().Talk})
	if err != nil {
		return nil, err
	}
	store, err := postgres.Open(ctx, c.DatabaseURL.Reveal())
	if err != nil {
		_ = live.Close()
		return nil, err
	}
	return &parts{
		record: store, sessions: live, limit: live, hints: live, buckets: buckets{live}, redis: live,
		closers: []func() error{live.Close, func() error { store.Close(); return nil }},
	}, nil
}

// keeps is the retention in the record's terms. What lives in Redis lives as long as its turns are kept.
func (r RetentionConfig) keeps() bot.Retention {
	const day = 24 * time.Hour
	return bot.Retention{
		Talk: time.Duration(r.Days) * day, Marks: time.Duration(r.MarkDays) * day,
		Letters: time.Duration(r.DeadLetterDays) * day, Audit: time.Duration(r.AuditDays) * day,
	}
}

func (p *parts) close(log logrus.FieldLogger) {
	for _, end := range p.closers {
		if err := end(); err != nil {
			log.WithError(err).Warn("a store did not close well")
		}
	}
}

// presentEvery is how often a replica says that it is alive.
const presentEvery = 5 * time.Second

// run runs the host, and says meanwhile that this replica is alive.
func (p *parts) run(ctx context.Context, h *host.Host) {
	var beside sync.WaitGroup
	if p.redis != nil {
		beside.Go(func() { p.present(ctx) })
	}
	h.Run(ctx)
	beside.Wait()
}

func (p *parts) present(ctx context.Context) {
	name, _ := os.Hostname()
	me := redis.Replica{ID: cmp.Or(name, "replica") + "-" + rand.Text()[:6], Since: time.Now()}
	tick := time.NewTicker(presentEvery)
	defer tick.Stop()
	for {
		_ = p.redis.Present(ctx, me) // a failure is counted by the store, and the next one is soon
		select {
		case <-tick.C:
		case <-ctx.Done():
			_ = p.redis.Leave(context.WithoutCancel(ctx), me.ID)
			return
		}
	}
}

// metrics are the host's, and what the session store counts.
func (p *parts) metrics() *host.Metrics {
	m := host.NewMetrics()
	if p.redis == nil {
		return m
	}
	count := func(name, help string, of func(redis.Stats) uint64) {
		m.Registry.MustRegister(prometheus.NewCounterFunc(
			prometheus.CounterOpts{Namespace: "helpaide", Subsystem: "redis", Name: name, Help: help},
			func() float64 { return float64(of(p.redis.Stats())) }))
	}
	count("failed_total", "Calls that Redis did not answer in time, or refused.", func(s redis.Stats) uint64 { return s.Failed })
	count("spared_total", "Calls not made because the breaker was open.", func(s redis.Stats) uint64 { return s.Spared })
	count("opened_total", "Times that the breaker opened.", func(s redis.Stats) uint64 { return s.Opened })
	count("foreign_total", "Values under a session's key that are none.", func(s redis.Stats) uint64 { return s.Foreign })
	return m
}

// lineSecret is what channels make the keys of lines with (bot.Line.Key): the configuration's, else one that the
// record keeps for all processes.
func (p *parts) lineSecret(ctx context.Context, config Config) (Secret, error) {
	if config.LineSecret.IsSet() {
		return config.LineSecret, nil
	}
	shared, err := p.record.Shared(ctx, "line_secret", rand.Text()+rand.Text())
	return secret(shared), err
}

// migrate brings the record of the configuration to this release's schema, and says to which.
func (c Config) migrate(ctx context.Context) (string, error) {
	if c.Embedded != "" {
		store, err := sqlite.Open(ctx, c.Embedded) // opening brings a file up to date
		if err != nil {
			return "", err
		}
		return "the file is up to date", store.Close()
	}
	version, err := postgres.Migrate(ctx, c.DatabaseURL.Reveal())
	return fmt.Sprintf("the database has schema %d", version), err
}

// buckets are Redis's, as the host asks for them.
type buckets struct{ *redis.Store }

// Ready is redis.Store.Ready.
func (b buckets) Ready(ctx context.Context, now time.Time, all ...host.Bucket) []time.Duration {
	asked := make([]redis.Bucket, len(all))
	for i, one := range all {
		asked[i] = redis.Bucket{Name: one.Name, Rate: redis.Rate{Every: one.Pace.Every, Burst: one.Pace.Burst}}
	}
	return b.Store.Ready(ctx, now, asked...)
}
