package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot/host"
)

func serveCommand() *cobra.Command {
	var f configFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the assistant on its channels",
		Long: `Runs until it is told to stop (SIGTERM, SIGINT), and ends within fifteen seconds without
losing anything. Any number of processes may serve over one Postgres and one Redis. With
--embedded FILE, one process keeps everything in a file instead: for trying, and for small
places. docs/configuration.md lists what can be set.`,
		Example: `  helpaide serve --config helpaide.yaml
  HELPAIDE_DATABASE_URL=… HELPAIDE_REDIS_URL=… helpaide serve
  helpaide serve --embedded helpaide.db`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			config, err := f.load()
			if err != nil {
				return err
			}
			return serve(ctx, config)
		},
	}
	f.add(cmd)
	return cmd
}

// serve runs a host until ctx ends.
func serve(ctx context.Context, config Config) error {
	log := config.Log.logger()
	mind, err := config.packs(ready)
	if err != nil {
		return err
	}
	parts, err := config.open(ctx)
	if err != nil {
		return err
	}
	defer parts.close(log)
	metrics := parts.metrics()
	if err := parts.connect(ctx, config, mind, metrics, log); err != nil {
		return err
	}
	h := host.New(host.Options{
		Engine: mind.engine, Read: mind.reader, Packs: mind.of, Record: parts.record, Outbox: parts.record, Alarms: parts.record,
		Sessions: parts.sessions, Limit: parts.limit, Hints: parts.hints, Buckets: parts.buckets, Channels: parts.channels,
		Pace: host.Pace{Burst: config.Pace.Burst, Every: config.Pace.Every}, Keep: config.Retention.keeps(), Metrics: metrics,
		Desks: parts.shownAt, Now: time.Now, Log: log,
	})
	operators, err := listen(ctx, config.Operators.Listen, h.Handler())
	if err != nil {
		return err
	}
	defer operators.end(log)
	log.WithFields(logrus.Fields{"version": version(), "pack": mind.pack.Book.Name, "revision": mind.pack.Book.Revision, "channels": len(parts.channels)}).Info("serving")
	easeMemory()
	parts.run(ctx, h)
	log.Info("stopped")
	return nil
}

// easeMemory gives back what starting took, and lets the heap grow to five times what is live before it is
// collected: some ten megabytes are live, and at Go's usual two a quarter of this process's work under load is
// collecting. GOGC in the environment says otherwise, and GOMEMLIMIT holds in any case.
func easeMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	debug.FreeOSMemory()
}

// logger writes to standard error, never the words of a person.
func (c LogConfig) logger() *logrus.Logger {
	log := logrus.New()
	log.SetOutput(os.Stderr)
	if level, err := logrus.ParseLevel(c.Level); err == nil {
		log.SetLevel(level)
	}
	if c.Format == "json" {
		log.SetFormatter(&logrus.JSONFormatter{TimestampFormat: time.RFC3339Nano})
	}
	return log
}

// operators is the listener that only operators reach.
type operators struct{ server *http.Server }

// listen answers operators at the address.
func listen(ctx context.Context, address string, handler http.Handler) (*operators, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for operators (HELPAIDE_OPERATORS_LISTEN): %w", err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	go func() { _ = server.Serve(listener) }() // it ends with ErrServerClosed
	return &operators{server}, nil
}

func (o *operators) end(log logrus.FieldLogger) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := o.server.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		log.WithError(err).Warn("the operators' listener did not end well")
	}
}
