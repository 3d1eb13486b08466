package host

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/helpaide/helpaide/bot"
)

// Metrics count what a host does. They know no conversation and no words: their labels are names of
// channels and states.
type Metrics struct {
	Registry *prometheus.Registry

	events    *prometheus.CounterVec   // by result
	stales    prometheus.Counter       // turns thrown away because another process was first
	batches   prometheus.Histogram     // turns in a commit
	commits   prometheus.Histogram     // seconds a commit took
	reads     *prometheus.CounterVec   // sessions found where they live, or looked up in the record
	lost      prometheus.Counter       // sessions that could not be put where they live
	lines     *prometheus.CounterVec   // by channel and how they ended
	sends     *prometheus.HistogramVec // seconds a platform took, by channel
	probed    *prometheus.CounterVec   // lines of unknown fate, by what was found
	late      prometheus.Histogram     // seconds by which wakes came late
	dead      prometheus.Counter
	restarted prometheus.Counter
	pruned    prometheus.Counter // rows
}

// NewMetrics are metrics with a registry of their own.
func NewMetrics() *Metrics {
	m := &Metrics{
		Registry:  prometheus.NewRegistry(),
		events:    counters("events_total", "Events that were received, by result.", "result"),
		stales:    counter("stale_turns_total", "Turns thrown away because another process was first."),
		batches:   histogram("commit_turns", "Turns in one transaction.", prometheus.ExponentialBuckets(1, 2, 8)),
		commits:   histogram("commit_seconds", "What a transaction took.", seconds()),
		reads:     counters("session_reads_total", "Sessions read, by where they were found.", "found"),
		lost:      counter("session_writes_failed_total", "Sessions that could not be put where they live."),
		lines:     counters("lines_total", "Lines that were settled, by channel and how they ended.", "channel", "state"),
		probed:    counters("probes_total", "Lines of unknown fate that were looked up, by what was found.", "found"),
		late:      histogram("wake_late_seconds", "By how much wakes came late.", seconds()),
		dead:      counter("dead_letters_total", "Events that could not become turns."),
		pruned:    counter("pruned_rows_total", "Rows of the record that were over their time."),
		restarted: counter("channel_restarts_total", "Channels that ended and were started again."),
	}
	m.sends = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: "helpaide", Name: "send_seconds", Help: "What a platform took to accept a line, by channel.", Buckets: seconds(),
	}, []string{"channel"})
	m.Registry.MustRegister(m.events, m.stales, m.batches, m.commits, m.reads, m.lost, m.lines, m.sends, m.probed, m.late, m.dead, m.restarted, m.pruned)
	return m
}

func seconds() []float64 {
	return []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 120}
}

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "helpaide", Name: name, Help: help})
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "helpaide", Name: name, Help: help}, labels)
}

func histogram(name, help string, buckets []float64) prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: "helpaide", Name: name, Help: help, Buckets: buckets})
}

func (m *Metrics) received(err error) { m.events.WithLabelValues(result(err)).Inc() }

func result(err error) string {
	refused := (*bot.RefusedError)(nil)
	switch {
	case err == nil:
		return "kept"
	case errors.As(err, &refused):
		return "refused"
	case errors.Is(err, ErrOverloaded):
		return "overloaded"
	}
	return "failed"
}

func (m *Metrics) stale() { m.stales.Inc() }

func (m *Metrics) commit(turns int, took time.Duration) {
	m.batches.Observe(float64(turns))
	m.commits.Observe(took.Seconds())
}

func (m *Metrics) session(live bool) {
	where := "record"
	if live {
		where = "live"
	}
	m.reads.WithLabelValues(where).Inc()
}

func (m *Metrics) sessionsLost(n int) { m.lost.Add(float64(n)) }

func (m *Metrics) line(channel string, state bot.LineState, took time.Duration) {
	m.lines.WithLabelValues(channel, string(state)).Inc()
	m.sends.WithLabelValues(channel).Observe(took.Seconds())
}

func (m *Metrics) probe(found bool, err error) {
	what := map[bool]string{true: "there", false: "not there"}[found]
	if err != nil {
		what = "unknown"
	}
	m.probed.WithLabelValues(what).Inc()
}

func (m *Metrics) wake(late time.Duration) { m.late.Observe(max(late, 0).Seconds()) }
func (m *Metrics) swept(rows int64)        { m.pruned.Add(float64(rows)) }
func (m *Metrics) buried()                 { m.dead.Inc() }
func (m *Metrics) restart()                { m.restarted.Inc() }
