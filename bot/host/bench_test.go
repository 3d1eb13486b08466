package host_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	logtest "github.com/sirupsen/logrus/hooks/test"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
)

// BenchmarkReceive is a turn from the event to the acknowledgement, with so many conversations at once.
func BenchmarkReceive(b *testing.B) {
	for _, where := range []string{"memory", "file"} {
		for _, conversations := range []int{1, 16, 64, 256} {
			b.Run(fmt.Sprintf("%s/%d", where, conversations), func(b *testing.B) {
				path := ":memory:"
				if where == "file" {
					path = filepath.Join(b.TempDir(), "record.db")
				}
				receive(b, path, conversations)
			})
		}
	}
}

func receive(b *testing.B, path string, conversations int) {
	b.Helper()
	engine, reader := wifi(b)
	record, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer record.Close()
	log, _ := logtest.NewNullLogger()
	h := host.New(host.Options{Engine: engine, Record: record, Outbox: record, Alarms: record, Read: reader, Now: time.Now, Log: log})
	var next atomic.Int64
	b.ReportAllocs()
	b.ResetTimer()
	var wait sync.WaitGroup
	for c := range conversations {
		wait.Go(func() {
			options := []bot.OptionID{"slow", "done", "no", "back"}
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				if err := h.Receive(b.Context(), press(fmt.Sprint(c), fmt.Sprint("e", n), options[n%4])); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}
