//go:build integration

package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/cmd/helpaide/bench"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/redis"
	"github.com/helpaide/helpaide/store/servertest"
)

// BenchmarkHost is `helpaide bench` on servers of its own. HELPAIDE_BENCH has more flags. `make bench-host` runs it.
func BenchmarkHost(b *testing.B) {
	if err := benched(b, servertest.Postgres(b).URL, servertest.Redis(b).URL, os.Stdout, strings.Fields(os.Getenv("HELPAIDE_BENCH"))...); err != nil {
		b.Fatal(err)
	}
}

type writer interface{ Write(p []byte) (int, error) }

// benched runs the command.
func benched(tb testing.TB, database, redis string, out writer, flags ...string) error {
	tb.Helper()
	cmd := root()
	cmd.SetArgs(append([]string{"bench", "--database-url", database, "--redis-url", redis}, flags...))
	cmd.SetOut(out)
	return cmd.ExecuteContext(tb.Context())
}

// measured is a Postgres and a Redis that are measured with, and looked into.
type measured struct {
	database, redis string
	db              *pgx.Conn
	client          *driver.Client
}

func toMeasure(t *testing.T) measured {
	t.Helper()
	m := measured{database: servertest.Postgres(t).URL, redis: servertest.Redis(t).URL}
	var err error
	if m.db, err = pgx.Connect(t.Context(), m.database); err != nil {
		t.Fatal(err)
	}
	at, err := driver.ParseURL(m.redis)
	if err != nil {
		t.Fatal(err)
	}
	m.client = driver.NewClient(at)
	t.Cleanup(func() { _, _ = m.db.Close(context.Background()), m.client.Close() })
	return m
}

func (m measured) options() bench.Options {
	return bench.Options{
		DatabaseURL: m.database, RedisURL: m.redis, Designs: bench.Designs(), Concurrency: []int{1, 16}, Rounds: 1,
		Long: 500 * time.Millisecond, People: 64, Connections: 8, Buckets: func(live *redis.Store) host.Buckets { return buckets{live} },
	}
}

// left is nothing: all that was measured with is gone.
func (m measured) left(t *testing.T) {
	t.Helper()
	var schemas int
	err := m.db.QueryRow(t.Context(), "select count(*) from pg_namespace where nspname like 'helpaide%'").Scan(&schemas)
	if keys := m.client.DBSize(t.Context()).Val(); err != nil || schemas != 0 || keys != 0 {
		t.Errorf("%d schemas and %d keys are left (%v)", schemas, keys, err)
	}
}

// holds compares what a measurement left with what it says: each turn is there with its mark, its session and its
// lines, and each line was sent.
func (m measured) holds(ctx context.Context, design string, turns int) error {
	const people = 64
	var journal, marks, seqs, lines, want, unsent int
	err := m.db.QueryRow(ctx, `select (select count(*) from helpaide_bench.journal), (select count(*) from helpaide_bench.marks),
		(select coalesce(sum(seq), 0) from helpaide_bench.sessions), (select count(*) from helpaide_bench.outbox),
		(select coalesce(sum(1 + (seq - 1) + seq / 2), 0) from helpaide_bench.sessions), -- 1 of the opening, then 2, 1, 2, 1 …
		(select count(*) from helpaide_bench.outbox where state <> 'sent')`).Scan(&journal, &marks, &seqs, &lines, &want, &unsent)
	if err != nil {
		return err
	}
	all := turns + people
	if design == bench.RedisGetSet {
		all, want = 0, 0
	}
	if journal != all || marks != all || seqs != all || lines != want || unsent != 0 {
		return fmt.Errorf("%d turns: %d in the journal, %d marks, sessions count %d; %d lines of %d, %d unsent", all, journal, marks, seqs, lines, want, unsent)
	}
	if keys := m.client.DBSize(ctx).Val(); keys < people {
		return fmt.Errorf("%d keys in Redis for %d sessions", keys, people)
	}
	return nil
}

func TestEachDesignKeepsWhatItSays(t *testing.T) {
	m, looked := toMeasure(t), 0
	options, out := m.options(), bytes.Buffer{}
	options.Problem = func(err error) { t.Error(err) }
	options.Look = func(ctx context.Context, design string, turns int) error {
		looked++
		return m.holds(ctx, design, turns)
	}
	if err := bench.Run(t.Context(), &out, options); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 1+8 || looked != 8 || strings.Join(rows[0], ",") != bench.Header {
		t.Fatalf("%d lines, %d looks: %q (%v)", len(rows), looked, rows, err)
	}
	for i, row := range rows[1:] {
		wellFormed(t, row, bench.Designs()[i%4], []string{"1", "16"}[i/4])
	}
	m.left(t)
}

// wellFormed looks at a line: whose it is, numbers that can be, no errors, no turn that the journal lacks.
func wellFormed(t *testing.T, row []string, design, conc string) {
	t.Helper()
	sync := map[bool]string{true: "none", false: "on"}[design == bench.RedisGetSet]
	if row[0] != design || row[1] != sync || row[2] != conc || row[16] != "0" {
		t.Errorf("%q, want %s %s %s without errors", row, design, sync, conc)
	}
	numbers := make([]float64, len(row))
	for i := 2; i < len(row); i++ {
		var err error
		if numbers[i], err = strconv.ParseFloat(row[i], 64); err != nil || numbers[i] < 0 {
			t.Errorf("%s is %q in %q", strings.Split(bench.Header, ",")[i], row[i], row)
		}
	}
	if numbers[3] <= 0 || numbers[4] > numbers[3] || numbers[5] < numbers[3] || numbers[6] > numbers[7] || numbers[7] > numbers[8] {
		t.Errorf("%q is out of order", row)
	}
	if lag := numbers[14]; (lag > 0) != (design == bench.RedisGetSet) {
		t.Errorf("%s lacks %v turns in the journal", design, lag)
	}
}

func TestEveryWakeComesAndNoneEarly(t *testing.T) {
	m, out := toMeasure(t), bytes.Buffer{}
	if err := bench.Timers(t.Context(), &out, m.options(), 200, time.Second); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, bench.TimersHeader+"\n200,1,200,0,") {
		t.Error(got)
	}
	m.left(t)
}

func TestNoServerThatHoldsSomethingIsMeasured(t *testing.T) {
	m := toMeasure(t)
	refused := func(why string) {
		t.Helper()
		if err := benched(t, m.database, m.redis, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %q", err, why)
		}
	}
	_, err := postgres.Migrate(t.Context(), m.database)
	refused("the database holds a record")
	_, dropped := m.db.Exec(t.Context(), "drop schema public cascade; create schema public")
	set := m.client.Set(t.Context(), "somebody:else", "1", 0).Err()
	refused("the Redis is not empty")
	if err := errors.Join(err, dropped, set); err != nil {
		t.Fatal(err)
	}
	out := bytes.Buffer{}
	if err := benched(t, m.database, m.redis, &out, "--scratch", "--seconds", "0.2", "--rounds", "1", "--conc", "4", "--conversations", "8"); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 5 || m.client.DBSize(t.Context()).Val() != 1 {
		t.Errorf("%d lines, %d keys are left", n, m.client.DBSize(t.Context()).Val())
	}
}

func TestWhatCannotBeMeasuredIsTold(t *testing.T) {
	const servers = "--database-url x --redis-url y "
	for flags, want := range map[string]string{
		"":                                        "--database-url",
		"--database-url x":                        "--redis-url",
		servers + "--conc 0":                      "--conc 0",
		servers + "--conc 9 --conversations 8":    "--conc 9",
		servers + "--rounds 0":                    "--rounds",
		servers + "--designs helpaide,teams":      `"teams"`,
		servers + "--redis-url http://localhost/": "--redis-url",
	} {
		cmd := root()
		cmd.SetArgs(append([]string{"bench"}, strings.Fields(flags)...))
		if err := cmd.ExecuteContext(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", flags, err, want)
		}
	}
}

func TestTheEngineAloneNeedsNoServers(t *testing.T) {
	cmd, out := root(), bytes.Buffer{}
	cmd.SetOut(&out)
	cmd.SetArgs([]string{"bench", "--engine", "--seconds", "0.05"})
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 4 || lines[0] != bench.EngineHeader || !strings.HasPrefix(lines[1], "step,") || !strings.HasPrefix(lines[2], "step_json,") {
		t.Errorf("%q", lines)
	}
}
