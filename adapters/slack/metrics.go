package slack

import (
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are what operators see of one workspace. They hold no ids and nobody's words.
type metrics struct {
	acks        *prometheus.HistogramVec
	unacked     *prometheus.CounterVec
	underWay    prometheus.Gauge
	retries     prometheus.Counter
	ignored     *prometheus.CounterVec
	limits      *prometheus.CounterVec
	connects    prometheus.Counter
	connections prometheus.Gauge
	probes      *prometheus.CounterVec
	rejected    *prometheus.CounterVec
}

// newMetrics makes the metrics, and registers them when there is where.
func newMetrics(to prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		acks: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "helpaide", Subsystem: "slack", Name: "ack_seconds", Help: "From receiving to acknowledging.",
			Buckets: []float64{.005, .01, .025, .05, .1, .2, .3, .5, 1, 2, 3, 10},
		}, []string{"kind"}),
		unacked:     counters("unacked_total", "What was not acknowledged, so that Slack gives it again.", "kind"),
		underWay:    gauge("under_way", "What is being taken now."),
		retries:     counter("retries_total", "What Slack gave again."),
		ignored:     counters("ignored_total", "What was acknowledged and changed nothing.", "why"),
		limits:      counters("rate_limited_total", "Calls that Slack answered with a time to wait.", "method"),
		connects:    counter("connects_total", "Connections of Socket Mode that were made."),
		connections: gauge("num_connections", "Connections of this app that Slack counts. More than the replicas hold are dead ones that swallow presses."),
		probes:      counters("probes_total", "Looks for a line whose answer was lost.", "result"),
		rejected:    counters("rejected_total", "Requests over HTTP that were not taken.", "status"),
	}
	if to == nil {
		return m, nil
	}
	for _, c := range []prometheus.Collector{m.acks, m.unacked, m.underWay, m.retries, m.ignored, m.limits, m.connects, m.connections, m.probes, m.rejected} {
		if err := to.Register(c); err != nil {
			return nil, fmt.Errorf("register the metrics of slack: %w", err)
		}
	}
	return m, nil
}

func counters(name, help, label string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "helpaide", Subsystem: "slack", Name: name, Help: help}, []string{label})
}

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "helpaide", Subsystem: "slack", Name: name, Help: help})
}

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "helpaide", Subsystem: "slack", Name: name, Help: help})
}

// acked counts how an event ended: acknowledged, or to be given again.
func (m *metrics) acked(kind string, took time.Duration, err error) {
	if err != nil {
		m.unacked.WithLabelValues(kind).Inc()
		return
	}
	m.acks.WithLabelValues(kind).Observe(took.Seconds())
}

func (m *metrics) limited(method string) { m.limits.WithLabelValues(method).Inc() }
func (m *metrics) ignore(why string)     { m.ignored.WithLabelValues(why).Inc() }
