package bench

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/redis"
)

// product is HelpAide as `helpaide serve` runs it, with a platform that accepts everything at once.
type product struct {
	*host.Host
	people  *platform
	record  *postgres.Store
	live    *redis.Store
	metrics *host.Metrics
	stop    context.CancelFunc
	running sync.WaitGroup
}

// deaf understands nothing: the load only presses buttons.
type deaf struct{}

func (deaf) Understand(context.Context, bot.Utterance) (bot.Reading, error) {
	return bot.Reading{}, nil
}

func openProduct(ctx context.Context, p place) (*product, error) {
	people := newPlatform(p.people)
	return openHost(ctx, p, six(), people, people)
}

// openHost runs a host with the flow and the channel.
func openHost(ctx context.Context, p place, flow bot.Flow, people *platform, channel host.Channel) (*product, error) {
	record, err := postgres.Open(ctx, p.database)
	if err != nil {
		return nil, err
	}
	// Nobody is too fast here, but everybody is counted.
	live, err := redis.Open(redis.Options{Address: p.redis, Unprotected: true, Flood: redis.Rate{Every: time.Microsecond, Burst: 1_000_000}})
	if err != nil {
		record.Close()
		return nil, err
	}
	log := logrus.New()
	log.SetOutput(io.Discard)
	engine := bot.NewEngine(bookOf(flow))
	made := &product{people: people, record: record, live: live, metrics: host.NewMetrics()}
	made.Host = host.New(host.Options{
		Engine: engine, Read: host.Reader{Engine: engine, Mask: redact.Mask, Understand: deaf{}},
		Record: record, Outbox: record, Alarms: record, Sessions: live, Limit: live, Hints: live, Buckets: p.buckets(live),
		Channels: []host.Channel{channel}, Pace: host.Pace{Burst: 1_000_000, Every: time.Microsecond},
		Metrics: made.metrics, Now: time.Now, Log: log,
	})
	return made, made.start(ctx)
}

// start returns once the host is at work.
func (p *product) start(ctx context.Context) error {
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	p.stop = stop
	p.running.Go(func() { p.Run(running) })
	for p.Ready(ctx) != nil {
		if err := ctx.Err(); err != nil {
			p.close()
			return fmt.Errorf("start the host: %w", err)
		}
		time.Sleep(time.Millisecond)
	}
	return nil
}

func (p *product) turn(ctx context.Context, in bot.Envelope, messages int) (func(context.Context) error, error) {
	one, err := p.people.expect(in.Where, messages)
	if err != nil {
		return nil, err
	}
	if err := p.Receive(ctx, in); err != nil {
		return nil, err
	}
	select {
	case <-one.last:
		return nil, nil //nolint:nilnil // the host settles by itself
	case <-ctx.Done():
		return nil, fmt.Errorf("turn %s: its messages did not come: %w", in.ID, ctx.Err())
	}
}

// commits are what the host's own metrics say.
func (p *product) commits() (transactions, turns float64) {
	families, err := p.metrics.Registry.Gather()
	if err != nil {
		return 0, 0
	}
	for _, family := range families {
		if family.GetName() == prometheus.BuildFQName("helpaide", "", "commit_turns") {
			all := family.GetMetric()[0].GetHistogram()
			return float64(all.GetSampleCount()), all.GetSampleSum()
		}
	}
	return 0, 0
}

func (p *product) close() {
	p.stop()
	p.running.Wait()
	p.record.Close()
	_ = p.live.Close() // nothing is kept there
}
