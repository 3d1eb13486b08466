package bench

import (
	"context"
	"os"
	"testing"
	"time"
)

func TestProf(t *testing.T) {
	err := Run(context.Background(), os.Stdout, Options{
		DatabaseURL: "postgres://helpaide@127.0.0.1:15432/postgres?sslmode=disable", RedisURL: "redis://127.0.0.1:16379",
		Designs: []string{Helpaide}, Concurrency: []int{256}, Rounds: 1, Long: 8 * time.Second, People: 4096, Connections: 32, Problem: func(err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
}
