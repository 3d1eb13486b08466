package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"
)

// SlackOptions say what takes Slack's events, and how many.
type SlackOptions struct {
	URL      string // of what is measured, which knows SlackSecret; "" is this adapter with nothing behind it
	Process  int    // of what is measured, for its processor time and memory; 0 when URL is ""
	API      string // where the Slack of the load listens, host:port; "" is anywhere
	Name     string // in the line that is printed
	InFlight int
	Rate     int // events a second, in place of InFlight
	People   int
	Long     time.Duration

	// Start starts what is measured, for the Slack whose methods are at api; in place of URL and Process.
	Start func(ctx context.Context, api string) (SlackTarget, error)
}

// SlackTarget is what takes the events.
type SlackTarget struct {
	URL     string
	Process int
	End     func()
}

// SlackFigures are what was seen. What cannot be known is -1.
type SlackFigures struct {
	Took          time.Duration // of the whole
	Events        int           // acknowledged
	Refused       int
	PerCPU        float64 // events acknowledged for a second of processor time
	Each          float64 // microseconds of processor time for an event
	P50, P99, Max float64 // milliseconds until an event was acknowledged
	Memory        float64 // megabytes, the most at once
}

const slackHeader = "design,in_flight,rate,seconds,events,refused,events_per_s,events_per_cpu_s,cpu_us,p50_ms,p99_ms,max_ms,rss_mb"

// Slack sends signed events over HTTP and prints how they were acknowledged, and what that cost.
func Slack(ctx context.Context, out io.Writer, o SlackOptions) error {
	f, err := MeasureSlack(ctx, o)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n%s,%d,%d,%.1f,%d,%d,%.0f,%.0f,%.1f,%.2f,%.2f,%.2f,%.1f\n", slackHeader, o.Name, o.InFlight, o.Rate, f.Took.Seconds(),
		f.Events, f.Refused, float64(f.Events)/f.Took.Seconds(), f.PerCPU, f.Each, f.P50, f.P99, f.Max, f.Memory)
	return err
}

// MeasureSlack is Slack without printing.
func MeasureSlack(ctx context.Context, o SlackOptions) (f SlackFigures, err error) {
	api, err := listenAsSlack(ctx, o.API)
	if err != nil {
		return f, err
	}
	defer api.close()
	if o.Start == nil && o.URL == "" {
		o.Start = startSlack
	}
	if o.Start != nil {
		target, err := o.Start(ctx, api.url())
		if err != nil {
			return f, err
		}
		defer target.End()
		o.URL, o.Process = target.URL, target.Process
	}
	load := newSlackLoad(o.URL, SlackSecret, o.People, max(o.InFlight, 1))
	defer load.client.CloseIdleConnections()
	if err := load.introduce(ctx, 16); err != nil {
		return f, err
	}
	began, before := time.Now(), treeTime(o.Process)
	if o.Rate > 0 {
		load.steady(ctx, o.Rate, o.Long)
	} else {
		load.flood(ctx, o.InFlight, o.Long)
	}
	f = load.figures(time.Since(began), before, treeTime(o.Process), memory(o.Process))
	if f.Events == 0 && ctx.Err() == nil {
		return f, fmt.Errorf("no event was acknowledged: %s", load.why)
	}
	return f, ctx.Err()
}

// slackAPI is where the Slack of the load answers.
type slackAPI struct {
	server   *http.Server
	listener net.Listener
}

func listenAsSlack(ctx context.Context, address string) (slackAPI, error) {
	if address == "" {
		address = "127.0.0.1:0"
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return slackAPI{}, fmt.Errorf("listen as Slack: %w", err)
	}
	s := slackAPI{&http.Server{Handler: slackMethods{}, ReadHeaderTimeout: 5 * time.Second}, listener}
	go func() { _ = s.server.Serve(listener) }() // it ends with ErrServerClosed
	return s, nil
}

func (s slackAPI) url() string { return "http://" + s.listener.Addr().String() + "/api/" }

func (s slackAPI) close() { _ = s.server.Close() }

// startSlack starts the adapter in a process of its own, so that what it costs is told apart from the load.
func startSlack(ctx context.Context, api string) (SlackTarget, error) {
	self, err := os.Executable()
	if err != nil {
		return SlackTarget{}, fmt.Errorf("start the adapter: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, "bench", "--slack-serve", api)
	cmd.Stderr = os.Stderr
	stop, err := cmd.StdinPipe()
	if err != nil {
		return SlackTarget{}, fmt.Errorf("start the adapter: %w", err)
	}
	says, err := cmd.StdoutPipe()
	if err != nil {
		return SlackTarget{}, fmt.Errorf("start the adapter: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return SlackTarget{}, fmt.Errorf("start the adapter: %w", err)
	}
	end := func() {
		_ = stop.Close()
		_ = cmd.Wait()
	}
	line, err := bufio.NewReader(says).ReadString('\n')
	if err != nil {
		end()
		return SlackTarget{}, fmt.Errorf("start the adapter: %w", err)
	}
	return SlackTarget{URL: strings.TrimSpace(line), Process: cmd.Process.Pid, End: end}, nil
}
