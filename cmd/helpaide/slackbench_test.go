//go:build integration

package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/cmd/helpaide/bench"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/servertest"
)

// BenchmarkSlackAcknowledged is how long Slack waits for an acknowledgement from `helpaide serve` as a process, over a
// real Postgres and a real Redis, at 200 events a second for ten seconds:
// go test -tags integration -run '^$' -bench SlackAcknowledged -benchtime 1x ./cmd/helpaide
func BenchmarkSlackAcknowledged(b *testing.B) {
	database, live := servertest.Postgres(b), servertest.Redis(b)
	if _, err := postgres.Migrate(b.Context(), database.URL); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		seen, err := bench.MeasureSlack(b.Context(), bench.SlackOptions{
			Rate: 200, People: 2000, Long: 10 * time.Second,
			Start: func(ctx context.Context, api string) (bench.SlackTarget, error) {
				return serveSlack(ctx, b, api, database.URL, live.URL), nil
			},
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(seen.Events), "acked")
		b.ReportMetric(float64(seen.Refused), "refused")
		b.ReportMetric(seen.P50, "p50-ms")
		b.ReportMetric(seen.P99, "p99-ms")
		b.ReportMetric(seen.Max, "max-ms")
		b.ReportMetric(seen.PerCPU, "acked/cpu-s")
		b.ReportMetric(seen.Memory, "MB")
	}
}

// serveSlack runs `helpaide serve` for Slack's requests: this test binary under that name.
func serveSlack(ctx context.Context, tb testing.TB, api, database, redis string) bench.SlackTarget {
	tb.Helper()
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	name := filepath.Join(tb.TempDir(), "helpaide")
	if err := os.Symlink(self, name); err != nil {
		tb.Fatal(err)
	}
	slack, operators := freePort(tb), freePort(tb)
	cmd := exec.CommandContext(ctx, name, "serve")
	cmd.Stderr = tb.Output()
	cmd.Env = append(os.Environ(), "HELPAIDE_DATABASE_URL="+database, "HELPAIDE_REDIS_URL="+redis, "HELPAIDE_LOG_LEVEL=warn",
		"HELPAIDE_OPERATORS_LISTEN="+operators, "HELPAIDE_SLACK_MODE=http", "HELPAIDE_SLACK_LISTEN="+slack, "HELPAIDE_SLACK_API_URL="+api,
		"HELPAIDE_SLACK_BOT_TOKEN=xoxb-bench-bot-token", "HELPAIDE_SLACK_SIGNING_SECRET="+bench.SlackSecret)
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	end := func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
	for _, address := range []string{operators + host.ReadyPath, slack} {
		if !answersSoon(ctx, "http://"+address) {
			end()
			tb.Fatal("helpaide serve does not answer at " + address)
		}
	}
	return bench.SlackTarget{URL: "http://" + slack + "/slack", Process: cmd.Process.Pid, End: end}
}

// answersSoon waits until something answers there, and is not away.
func answersSoon(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for ctx.Err() == nil {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return false
		}
		if answer, err := http.DefaultClient.Do(request); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode != http.StatusServiceUnavailable {
				return true
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// freePort is an address on which nobody listened a moment ago.
func freePort(tb testing.TB) string {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
