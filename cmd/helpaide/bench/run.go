package bench

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/redis"
)

// Options are what is measured, and where.
type Options struct {
	DatabaseURL, RedisURL string
	Scratch               bool // the servers may be filled though they hold something
	Designs               []string
	Concurrency           []int
	Rounds                int
	Long                  time.Duration // of each measurement
	People                int           // conversations that are under way
	Connections           int           // to Postgres, of the designs that keep each turn by itself
	Buckets               func(*redis.Store) host.Buckets
	Problem               func(error) // is told what went wrong where a line counts it; nil: nobody
	// Look, when set, sees what a measurement of so many turns left in the schema and in Redis, before it is taken away.
	Look func(ctx context.Context, design string, turns int) error
}

// patience is how long turns and settlements that are under way may take to end.
const patience = 30 * time.Second

// Run prints a header and a line for each concurrency and design, the medians of the rounds. Each round measures
// all of them, one after the other, so that what else the machine does meets them alike.
func Run(ctx context.Context, out io.Writer, o Options) error {
	s, err := connect(ctx, o)
	if err != nil {
		return err
	}
	defer s.close(context.WithoutCancel(ctx))
	cells := map[string][]cell{}
	for range o.Rounds {
		for _, conc := range o.Concurrency {
			for _, name := range o.Designs {
				one, err := s.measure(ctx, name, conc)
				if err != nil {
					return fmt.Errorf("measure %s with %d at a time: %w", name, conc, err)
				}
				key := fmt.Sprint(name, conc)
				cells[key] = append(cells[key], one)
			}
		}
	}
	return s.print(out, cells)
}

func (s *servers) print(out io.Writer, cells map[string][]cell) error {
	if _, err := fmt.Fprintln(out, Header); err != nil {
		return err
	}
	for _, conc := range s.options.Concurrency {
		for _, name := range s.options.Designs {
			if _, err := fmt.Fprintln(out, line(name, conc, cells[fmt.Sprint(name, conc)])); err != nil {
				return err
			}
		}
	}
	return nil
}

// cell is one measurement.
type cell struct {
	sync          string
	perSecond     float64
	p50, p95, p99 float64 // µs
	spent
	batch  float64
	lag    int64 // turns that were acknowledged and are not in the journal
	failed int
}

// measure runs a design in a fresh place, which it leaves empty.
func (s *servers) measure(ctx context.Context, name string, conc int) (c cell, err error) {
	where, err := s.fresh(ctx)
	if err != nil {
		return c, err
	}
	defer func() {
		if left := s.clear(context.WithoutCancel(ctx)); err == nil {
			err = left
		}
	}()
	d, err := where.open(ctx, name, s.options.Connections)
	if err != nil {
		return c, err
	}
	defer d.close()
	l, err := begin(ctx, d, s.options.People)
	if err != nil {
		return c, err
	}
	_, _ = s.db.Exec(ctx, "checkpoint") // so that none is due in the middle; who may not ask for one goes without
	return s.under(ctx, l, name, conc)
}

// under is what a load costs and gives.
func (s *servers) under(ctx context.Context, l *load, name string, conc int) (c cell, err error) {
	m := s.meters(ctx)
	transactions, turns := l.commits()
	from := m.read(ctx)
	bounded, cancel := context.WithTimeout(ctx, s.options.Long+patience)
	defer cancel()
	r := l.press(bounded, conc, s.options.Long)
	if c.lag, err = s.lag(ctx, len(r.delays)); err != nil {
		return c, err
	}
	if name != RedisGetSet {
		err = s.settled(bounded)
	}
	c.spent = between(from, m.read(ctx), len(r.delays))
	c.sync, c.failed = s.sync(ctx, name), r.failed
	c.perSecond = float64(len(r.delays)) / r.took.Seconds()
	slices.Sort(r.delays)
	c.p50, c.p95, c.p99 = micros(r.delays, .5), micros(r.delays, .95), micros(r.delays, .99)
	if t, n := l.commits(); t > transactions {
		c.batch = (n - turns) / (t - transactions)
	}
	if err == nil && s.options.Look != nil {
		err = s.options.Look(ctx, name, len(r.delays))
	}
	if r.problem != nil && s.options.Problem != nil {
		s.options.Problem(fmt.Errorf("%s with %d at a time: %d turns failed: %w", name, conc, r.failed, r.problem))
	}
	return c, err
}

// lag is how many of the turns the journal lacks.
func (s *servers) lag(ctx context.Context, turns int) (int64, error) {
	kept, err := s.count(ctx, "select count(*) from bench.journal")
	return int64(turns+s.options.People) - kept, err
}

// settled returns once no line is left to settle.
func (s *servers) settled(ctx context.Context) error {
	for {
		left, err := s.count(ctx, "select count(*) from bench.outbox where state in ('ready', 'leased', 'uncertain')")
		if err != nil {
			return fmt.Errorf("%d lines are left to settle: %w", left, err)
		}
		if left == 0 {
			return nil
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// sync is how sure a turn is once it is acknowledged.
func (s *servers) sync(ctx context.Context, name string) string {
	if name == RedisGetSet {
		return "none"
	}
	var value string
	if s.db.QueryRow(ctx, "select current_setting('synchronous_commit')").Scan(&value) != nil {
		return "?"
	}
	return value
}
