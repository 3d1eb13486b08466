package host

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Why a host is not ready: Run is not at work, or no longer; the record did not answer last time.
var (
	errNotServing = errors.New("not serving")
	errAway       = errors.New("the record is away")
)

// Pinger is a record that can say whether it is there.
type Pinger interface {
	Ping(ctx context.Context) error
}

// Ready returns nil when the host is at work, the record did what was asked of it last, and it answers.
func (h *Host) Ready(ctx context.Context) error {
	if !h.serving.Load() {
		return errNotServing
	}
	if h.away.Load() { // a ping says less: it writes nothing
		return errAway
	}
	pinger, ok := h.Record.(Pinger)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	return pinger.Ping(ctx)
}

// What Handler answers.
const (
	LivePath    = "/livez"   // 200 while the process can go on by itself
	ReadyPath   = "/readyz"  // 200 while it can take and keep what happens
	MetricsPath = "/metrics" // for Prometheus
)

// Handler answers /livez, /readyz and /metrics. It is for a listener that only operators reach. The
// answers name no version, host or error.
func (h *Host) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+LivePath, func(w http.ResponseWriter, _ *http.Request) { answer(w, nil) })
	mux.HandleFunc("GET "+ReadyPath, func(w http.ResponseWriter, r *http.Request) { answer(w, h.Ready(r.Context())) })
	mux.Handle("GET "+MetricsPath, promhttp.HandlerFor(h.metrics.Registry, promhttp.HandlerOpts{}))
	return mux
}

func answer(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("not ready\n"))
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}
