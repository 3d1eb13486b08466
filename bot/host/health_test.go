package host_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// pinged is a record that can be asked whether it is there.
type pinged struct {
	*shaky
	answer func(ctx context.Context) error
}

func (p *pinged) Ping(ctx context.Context) error { return p.answer(ctx) }

func get(h http.Handler, method, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, http.NoBody))
	return w
}

func TestReadyWhileAtWorkAndTheRecordAnswers(t *testing.T) {
	staged(t, func(s *stage) {
		record := &pinged{s.record, func(context.Context) error { return nil }}
		h := s.host(onPlatform(nil), func(o *host.Options) { o.Record = record })
		status := func(when, path string, want int) {
			if got := get(h.Handler(), http.MethodGet, path).Code; got != want {
				s.Errorf("%s: %s answers %d, want %d", when, path, got, want)
			}
		}
		status("before", "/readyz", 503)
		status("before", "/livez", 200)
		stop := s.run(h)
		status("at work", "/readyz", 200)
		record.answer = func(context.Context) error { return errors.New("db-7.internal refused, version 16.3") }
		status("without a record", "/readyz", 503)
		status("without a record", "/livez", 200)
		record.answer = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		began := time.Now()
		status("with a record that hangs", "/readyz", 503)
		if took := time.Since(began); took > 2*time.Second {
			s.Errorf("it took %s to say so", took)
		}
		record.answer = func(context.Context) error { return nil }
		status("again", "/readyz", 200)
		stop()
		status("after", "/readyz", 503)
		status("after", "/livez", 200)
	})
}

// The answers name no version, host or error, and nobody who talks.
func TestTheAnswersGiveNothingAway(t *testing.T) {
	staged(t, func(s *stage) {
		record := &pinged{s.record, func(context.Context) error { return errors.New("db-7.internal refused, version 16.3") }}
		h := s.host(onPlatform(nil), func(o *host.Options) { o.Record = record })
		s.run(h)
		s.give(h, event("someone", "a", bot.Said{Text: "zanzibar " + canary}))
		time.Sleep(time.Minute)
		secret := regexp.MustCompile(`(?i)db-7|refused|16\.3|panic|zanzibar|soleil|someone|` + regexp.QuoteMeta(runtime.Version()) + `|go1\.`)
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodHead} {
			for _, path := range []string{"/", "/livez", "/readyz", "/metrics", "/debug/pprof/", "/../etc"} {
				w := get(h.Handler(), method, path)
				all := w.Body.String()
				for name, values := range w.Header() {
					all += name + strings.Join(values, " ")
				}
				if found := secret.FindString(all); found != "" {
					s.Errorf("%s %s says %q", method, path, found)
				}
			}
		}
		for path, want := range map[string]int{"/": 404, "/debug/pprof/": 404, "/metrics": 200} {
			if got := get(h.Handler(), http.MethodGet, path).Code; got != want {
				s.Errorf("%s answers %d", path, got)
			}
		}
		if got := get(h.Handler(), http.MethodPost, "/metrics").Code; got != 405 {
			s.Errorf("a POST is answered with %d", got)
		}
		metrics := get(h.Handler(), http.MethodGet, "/metrics").Body.String()
		for _, line := range []string{`helpaide_events_total{result="kept"} 1`, `helpaide_lines_total{channel="test",state="sent"} `, "helpaide_commit_turns_count 1"} {
			if !strings.Contains(metrics, line) {
				s.Errorf("the metrics lack %s in\n%s", line, metrics)
			}
		}
	})
}
