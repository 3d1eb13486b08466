//go:build integration

package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/redis"
)

// settings are what a replica is told when it starts.
type settings struct {
	Name      string `json:"name"` // a new one each time
	Platforms []site `json:"platforms"`
	Postgres  string `json:"postgres"`
	Redis     string `json:"redis"`
	Crash     crash  `json:"crash"`
	Sabotage  string `json:"sabotage,omitempty"`
	Book      string `json:"book"` // which revision of the pack it has
}

// health is what a replica says of itself.
type health struct {
	Goroutines int    `json:"goroutines"`
	Heap       uint64 `json:"heap"` // bytes in use after a collection
	Files      int    `json:"files"`
}

// connections is how many a replica keeps to Redis; pgx keeps four to Postgres.
const connections = 10

// serve is a replica's life: it ends when standard input does, or by force.
func (s settings) serve() error {
	engine, reader, err := think(s.Book)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	store, err := openRecord(ctx, s.Postgres)
	if err != nil {
		return err
	}
	defer store.Close()
	sessions, err := redis.Open(redis.Options{Address: s.Redis, Connections: connections, Flood: redis.Rate{Every: 200 * time.Millisecond, Burst: 6}})
	if err != nil {
		return err
	}
	log := logrus.New()
	log.SetOutput(os.Stderr)
	log.SetFormatter(&logrus.TextFormatter{DisableColors: true, FullTimestamp: true, TimestampFormat: "15:04:05.000"})
	crash := &s.Crash
	reader.Understand = understander{reader.Understand, crash}
	kept := record{store, crash}
	options := host.Options{
		Engine: engine, Record: kept, Outbox: kept, Alarms: kept, Sessions: sessions, Limit: sessions, Hints: sessions, Buckets: buckets{sessions}, Read: reader,
		Metrics: host.NewMetrics(), Now: time.Now, Log: log,
	}
	lost := func() uint64 { stats := sessions.Stats(); return stats.Failed + stats.Spared }
	for _, one := range s.Platforms {
		options.Channels = append(options.Channels, &channel{
			site: one, replica: s.Name, client: client(), crash: crash, lost: lost, broken: s.Sabotage, log: log.Warnf,
		})
	}
	if err := s.sabotage(ctx, &options, kept, sessions); err != nil {
		return err
	}
	if err := tell(ctx, options.Metrics); err != nil {
		return err
	}
	host.New(options).Run(ctx)
	return nil
}

// client sends each request once.
func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: 5 * time.Second}}
}

// openRecord waits for Postgres: a replica is started again whatever else is down.
func openRecord(ctx context.Context, url string) (*postgres.Store, error) {
	for {
		try, cancel := context.WithTimeout(ctx, 3*time.Second)
		store, err := postgres.Open(try, url)
		cancel()
		if err == nil || ctx.Err() != nil {
			return store, err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// tell serves the replica's health and metrics, at an address that it prints first.
func tell(ctx context.Context, metrics *host.Metrics) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() {
		mux := http.NewServeMux()
		mux.Handle("/metrics", promhttp.HandlerFor(metrics.Registry, promhttp.HandlerOpts{}))
		mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(feel()) })
		_ = http.Serve(listener, mux)
	}()
	_, err = fmt.Println("http://" + listener.Addr().String())
	return err
}

func feel() health {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	files, _ := os.ReadDir("/proc/self/fd") // none where the system has no such folder
	return health{Goroutines: runtime.NumGoroutine(), Heap: memory.HeapAlloc, Files: len(files)}
}

// buckets are Redis's, as the host asks for them.
type buckets struct{ *redis.Store }

func (b buckets) Ready(ctx context.Context, now time.Time, all ...host.Bucket) []time.Duration {
	asked := make([]redis.Bucket, len(all))
	for i, one := range all {
		asked[i] = redis.Bucket{Name: one.Name, Rate: redis.Rate{Every: one.Pace.Every, Burst: one.Pace.Burst}}
	}
	return b.Store.Ready(ctx, now, asked...)
}
