package bench

import (
	"bufio"
	"context"
	"errors"
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
}

// SlackHeader names the columns.
const SlackHeader = "design,in_flight,rate,seconds,events,refused,events_per_s,events_per_cpu_s,cpu_us,p50_ms,p99_ms,max_ms,rss_mb"

// Slack sends signed events over HTTP and prints how they were acknowledged, and what that cost.
func Slack(ctx context.Context, out io.Writer, o SlackOptions) error {
	api, err := listenAsSlack(ctx, o.API)
	if err != nil {
		return err
	}
	defer api.close()
	if o.URL == "" {
		child, err := startSlack(ctx, api.url())
		if err != nil {
			return err
		}
		defer child.end()
		o.URL, o.Process = child.url, child.cmd.Process.Pid
	}
	load := newSlackLoad(o.URL, SlackSecret, o.People, max(o.InFlight, 1))
	defer load.client.CloseIdleConnections()
	if err := load.introduce(ctx, max(o.InFlight, 16)); err != nil {
		return err
	}
	began, before := time.Now(), treeTime(o.Process)
	if o.Rate > 0 {
		load.steady(ctx, o.Rate, o.Long)
	} else {
		load.flood(ctx, o.InFlight, o.Long)
	}
	took, spent := time.Since(began), treeTime(o.Process)-before
	if len(load.took) == 0 {
		return fmt.Errorf("no event was acknowledged: %s", load.why)
	}
	n := float64(len(load.took))
	perCPU, cpu := -1.0, -1.0
	if before >= 0 && spent > 0 {
		perCPU, cpu = n/spent.Seconds(), float64(spent.Microseconds())/n
	}
	_, err = fmt.Fprintf(out, "%s\n%s,%d,%d,%.1f,%.0f,%d,%.0f,%.0f,%.1f,%.2f,%.2f,%.2f,%.1f\n", SlackHeader, o.Name, o.InFlight, o.Rate, took.Seconds(), n,
		load.refused, n/took.Seconds(), perCPU, cpu, load.percentile(.5), load.percentile(.99), load.percentile(1), memory(o.Process))
	return errors.Join(err, ctx.Err())
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

// slackChild is the adapter in a process of its own, so that what it costs is told apart from the load.
type slackChild struct {
	cmd  *exec.Cmd
	stop io.Closer
	url  string
}

func startSlack(ctx context.Context, api string) (*slackChild, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("start the adapter: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, "bench", "--slack-serve", api)
	cmd.Stderr = os.Stderr
	stop, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start the adapter: %w", err)
	}
	says, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the adapter: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the adapter: %w", err)
	}
	child := &slackChild{cmd: cmd, stop: stop}
	line, err := bufio.NewReader(says).ReadString('\n')
	if err != nil {
		child.end()
		return nil, fmt.Errorf("start the adapter: %w", err)
	}
	child.url = strings.TrimSpace(line)
	return child, nil
}

func (c *slackChild) end() {
	_ = c.stop.Close()
	_ = c.cmd.Wait()
}
