//go:build integration

package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/servertest"
)

// plan is what a run is made of. The seed decides what people do, which faults come and when; which
// process is how far by then is the kernel's affair.
type plan struct {
	seed     uint64
	lasts    time.Duration
	people   int
	sabotage string
}

const replicas = 3

// rig is everything that runs.
type rig struct {
	*testing.T
	plan
	platforms []*platform
	servers
	url         string // of the database
	replicas    []*replica
	lines       []*line // to Postgres, then to Redis, one a replica each
	store       *postgres.Store
	engines     map[string]*bot.Engine // by revision
	chance      *rand.Rand             // of the faults
	began       time.Time
	faults      map[string]int
	hadPostgres bool // it was killed once
	deployed    int  // how many replicas were given the new revision
	mu          sync.Mutex
	losses      []time.Time // when Redis lost what it held
	story       []string    // what was done to it, with the time
	fresh       []health    // of each replica, when it had nothing to do yet
	figures     figures
	searched    int           // bytes in which secrets were looked for
	rested      time.Duration // how long it took
	crowd       sync.WaitGroup
	homes       homes
}

// servers are a Postgres and a Redis, which one rig after another may use.
type servers struct{ postgres, redis *servertest.Server }

func serve(t *testing.T) servers {
	t.Helper()
	return servers{servertest.Postgres(t), servertest.Redis(t, `save ""`, "maxmemory 64mb")}
}

func build(t *testing.T, s servers, p plan) *rig {
	t.Helper()
	r := &rig{
		T: t, plan: p, servers: s, engines: map[string]*bot.Engine{}, chance: rand.New(rand.NewPCG(p.seed, 1)), faults: map[string]int{}, began: time.Now(),
	}
	for _, revision := range []string{oldBook, newBook} {
		pack, err := load(revision)
		if err != nil {
			t.Fatal(err)
		}
		r.engines[revision] = bot.NewEngine(pack.Book)
	}
	r.database()
	var places []site
	for _, name := range []string{"north", "south"} {
		one := newPlatform(t, name, p.seed)
		r.platforms, places = append(r.platforms, one), append(places, site{name, one.URL})
	}
	if _, err := postgres.Migrate(t.Context(), r.url); err != nil {
		t.Fatal(err)
	}
	var err error
	if r.store, err = postgres.Open(t.Context(), r.url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.store.Close)
	r.witness()
	folder := r.folder()
	for i := range replicas {
		r.lines = append(r.lines, lay(t, fmt.Sprint("postgres of ", name(i)), r.postgres.Addr))
		one := &replica{folder: folder, died: map[string]int{}, settings: settings{
			Name: name(i), Platforms: places, Sabotage: p.sabotage, Book: oldBook,
			Postgres: strings.Replace(r.url, r.postgres.Addr, r.lines[i].addr(), 1),
		}}
		r.replicas = append(r.replicas, one)
	}
	for i, one := range r.replicas {
		r.lines = append(r.lines, lay(t, fmt.Sprint("redis of ", name(i)), r.redis.Addr))
		one.settings.Redis = "redis://" + r.lines[replicas+i].addr()
	}
	t.Cleanup(func() {
		for _, one := range r.replicas {
			one.end()
		}
	})
	return r
}

// database makes the rig's own, and empties Redis.
func (r *rig) database() {
	r.Helper()
	db, err := pgx.Connect(r.Context(), r.postgres.URL)
	if err != nil {
		r.Fatal(err)
	}
	defer func() { _ = db.Close(r.Context()) }()
	own := fmt.Sprintf("rig%d", time.Now().UnixNano())
	if _, err := db.Exec(r.Context(), "create database "+own); err != nil {
		r.Fatal(err)
	}
	at, err := url.Parse(r.postgres.URL)
	if err != nil {
		r.Fatal(err)
	}
	at.Path = own
	r.url = at.String()
	r.tellRedis("FLUSHALL")
}

func name(i int) string { return string(rune('a' + i)) }

// folder holds what the replicas logged. That of a failed run stays.
func (r *rig) folder() string {
	folder, err := os.MkdirTemp("", "helpaide-faults-")
	if err != nil {
		r.Fatal(err)
	}
	r.Cleanup(func() {
		if r.Failed() && r.sabotage == "" {
			r.Logf("what the replicas logged is in %s", folder)
			return
		}
		_ = os.RemoveAll(folder)
	})
	return folder
}

// begin starts the replicas and notes how they are with nothing to do.
func (r *rig) begin() {
	for _, one := range r.replicas {
		if err := one.start(crash{}); err != nil {
			r.Fatal(err)
		}
	}
	for _, one := range r.replicas {
		one.awake(r.T)
	}
	time.Sleep(300 * time.Millisecond)
	for _, one := range r.replicas {
		h, err := one.feels(r.Context())
		if err != nil {
			r.Fatal(err)
		}
		r.fresh = append(r.fresh, h)
	}
	r.began = time.Now()
}

// note keeps what was done, for the story of a failure.
func (r *rig) note(what string, args ...any) {
	r.story = append(r.story, fmt.Sprintf("%8s  %s", time.Since(r.began).Round(time.Millisecond), fmt.Sprintf(what, args...)))
}

// talk lets people and agents talk until ctx ends.
func (r *rig) talk(ctx context.Context) {
	for i := range r.plan.people {
		r.crowd.Go(func() { newPerson(r.platforms[i%len(r.platforms)], &r.homes, r.seed, i).live(ctx) })
	}
}

// logs are what the replicas logged about a conversation, or a part of its name.
func (r *rig) logs(about string) (lines []string) {
	files, _ := filepath.Glob(filepath.Join(r.replicas[0].folder, "*.log"))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for line := range strings.Lines(string(text)) {
			if strings.Contains(line, about) {
				lines = append(lines, strings.TrimSuffix(filepath.Base(file), ".log")+" "+strings.TrimSpace(line))
			}
		}
	}
	return lines
}
