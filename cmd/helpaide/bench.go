package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/cmd/helpaide/bench"
	"github.com/helpaide/helpaide/store/redis"
)

type benchFlags struct {
	bench.Options
	seconds        float64
	engine, timers bool
	wakes          int

	slack     bool
	slackLoad bench.SlackOptions
	serveFor  string // the Slack for whose events this process is the one that is measured
}

func benchCommand() *cobra.Command {
	var f benchFlags
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure how many turns this machine carries",
		Long: `Runs conversations with six questions and one and a half messages a turn over the given
Postgres and Redis, as "helpaide serve" would, with a platform that accepts everything at
once; and beside it the designs that it is compared with. A turn ends when its messages were
handed over and its commit is acknowledged. It prints CSV, the medians of the rounds;
docs/performance.md says how to read it.

Everything lies in a schema of its own and is taken away again. The servers must hold nothing
else, for the load would slow it down: --scratch says that they may.`,
		Example: `  helpaide bench --database-url postgres://localhost/scratch --redis-url redis://localhost
  helpaide bench --timers --database-url … --redis-url …
  helpaide bench --engine
  helpaide bench --slack
  helpaide bench --slack --slack-url http://127.0.0.1:8080/slack --slack-pid 4711 --slack-name other`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			f.Buckets = func(live *redis.Store) host.Buckets { return buckets{live} }
			f.Problem = func(err error) { fmt.Fprintln(cmd.ErrOrStderr(), "helpaide:", err) }
			return f.run(ctx, cmd)
		},
	}
	f.add(cmd)
	return cmd
}

func (f *benchFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.DatabaseURL, "database-url", "", "the Postgres to measure with")
	flags.StringVar(&f.RedisURL, "redis-url", "", "the Redis to measure with")
	flags.BoolVar(&f.Scratch, "scratch", false, "the servers may be filled, though they hold something")
	flags.StringSliceVar(&f.Designs, "designs", bench.Designs(), "what is measured")
	flags.IntSliceVar(&f.Concurrency, "conc", []int{1, 16, 64, 256}, "how many turns are under way at a time")
	flags.IntVar(&f.Rounds, "rounds", 5, "how often each is measured")
	flags.Float64Var(&f.seconds, "seconds", 3, "how long each measurement is")
	flags.IntVar(&f.People, "conversations", 4096, "how many conversations are under way")
	flags.IntVar(&f.Connections, "connections", 32, "to Postgres, for the designs that keep each turn by itself")
	flags.BoolVar(&f.engine, "engine", false, "measure the engine alone, without servers")
	flags.BoolVar(&f.timers, "timers", false, "measure by how much wakes are late")
	flags.BoolVar(&f.slack, "slack", false, "measure how Slack's events over HTTP are acknowledged, without anything behind it")
	flags.StringVar(&f.slackLoad.URL, "slack-url", "", "what takes the events of --slack in place of this program; they are signed with "+bench.SlackSecret)
	flags.IntVar(&f.slackLoad.Process, "slack-pid", 0, "the process at --slack-url, for what it spends")
	flags.StringVar(&f.slackLoad.API, "slack-api", "", "where the Slack of --slack listens, for what is at --slack-url")
	flags.StringVar(&f.slackLoad.Name, "slack-name", "helpaide", "what the line that --slack prints is called")
	flags.IntVar(&f.slackLoad.Rate, "slack-rate", 0, "events a second; 0 keeps as many under way as --slack-in-flight says")
	flags.IntVar(&f.slackLoad.InFlight, "slack-in-flight", 64, "how many events are under way at a time")
	flags.StringVar(&f.serveFor, "slack-serve", "", "be what is measured")
	_ = flags.MarkHidden("slack-serve") // it is there
	flags.IntVar(&f.wakes, "wakes", 5000, "how many wakes --timers sets, within ten seconds")
}

func (f *benchFlags) run(ctx context.Context, cmd *cobra.Command) error {
	f.Long = time.Duration(f.seconds * float64(time.Second))
	if f.engine {
		return bench.Engine(cmd.OutOrStdout(), f.Long)
	}
	if f.serveFor != "" {
		easeMemory() // as serving does
		return bench.ServeSlack(ctx, cmd.InOrStdin(), cmd.OutOrStdout(), f.serveFor)
	}
	if f.slack {
		if f.slackLoad.Rate < 0 || f.slackLoad.InFlight < 1 || f.People < 1 || f.Long <= 0 {
			return fmt.Errorf("--slack-rate is 0 or more; --slack-in-flight, --conversations and --seconds are above 0")
		}
		f.slackLoad.Long, f.slackLoad.People = f.Long, f.People
		return bench.Slack(ctx, cmd.OutOrStdout(), f.slackLoad)
	}
	if err := f.check(); err != nil {
		return err
	}
	easeMemory() // as serving does; the peers have the same
	if f.timers {
		return bench.Timers(ctx, cmd.OutOrStdout(), f.Options, f.wakes, 10*time.Second)
	}
	return bench.Run(ctx, cmd.OutOrStdout(), f.Options)
}

// check says which flag cannot be meant.
func (f *benchFlags) check() error {
	if f.DatabaseURL == "" || f.RedisURL == "" {
		return fmt.Errorf("--database-url and --redis-url say what to measure with; --engine needs neither")
	}
	for _, conc := range f.Concurrency {
		if conc < 1 || conc > f.People {
			return fmt.Errorf("--conc %d: it is from 1 to the number of --conversations, %d", conc, f.People)
		}
	}
	if f.Rounds < 1 || f.Long <= 0 || f.wakes < 1 || f.Connections < 1 {
		return fmt.Errorf("--rounds, --seconds, --wakes and --connections are above 0")
	}
	return bench.Known(f.Designs)
}
