//go:build integration

package faults

import (
	"context"
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// How long the rig runs when nobody says otherwise, how many talk, and how long all may take to come to
// rest: the longest are a lease (15 s) and looking in vain for a line three times.
const (
	usual  = 30 * time.Second
	people = 40
	calms  = 90 * time.Second
	shrink = 60 * time.Second
)

// TestFaults runs for HELPAIDE_FAULTS_TIME with HELPAIDE_FAULTS_SEED, and expects that every promise is kept. When it is
// told how long, it measures D11 too.
func TestFaults(t *testing.T) {
	p, told := asked(t)
	t.Run("all at once", p.run)
	if told {
		t.Run("one at a time", func(t *testing.T) { measureNeighbours(t, p.lasts/3) })
	}
}

// asked is what the environment asks for, and whether it says how long.
func asked(t *testing.T) (p plan, told bool) {
	t.Helper()
	p = plan{seed: uint64(time.Now().UnixNano()), lasts: usual, people: people}
	if given := os.Getenv("HELPAIDE_FAULTS_SEED"); given != "" {
		seed, err := strconv.ParseUint(given, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		p.seed = seed
	}
	if given := os.Getenv("HELPAIDE_FAULTS_TIME"); given != "" {
		lasts, err := time.ParseDuration(given)
		if err != nil {
			t.Fatal(err)
		}
		p.lasts, told = lasts, true
	}
	return p, told
}

func (p plan) run(t *testing.T) {
	r := build(t, serve(t), p)
	r.begin()
	r.trouble(true)
	ctx, stop := context.WithTimeout(t.Context(), p.lasts)
	defer stop()
	r.talk(ctx)
	r.chaos(ctx)
	r.crowd.Wait()
	r.calm()
	r.comeToRest()
	wrong, err := r.judge(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	secrets, err := r.judgeSecrets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wrong = append(wrong, secrets...)
	r.shrinks()
	r.report()
	r.complain(append(wrong, r.strangers()...))
}

// strangers are the processes that ended, or did not, as nobody wanted.
func (r *rig) strangers() (wrong []violation) {
	for _, one := range r.replicas {
		one.mu.Lock()
		for _, strange := range one.strange {
			wrong = append(wrong, violation{invariant: "ended", what: strange})
		}
		one.mu.Unlock()
	}
	return wrong
}

// comeToRest waits until nothing is left to do.
func (r *rig) comeToRest() {
	r.Helper()
	db, err := pgx.Connect(r.Context(), r.url)
	if err != nil {
		r.Fatal(err)
	}
	defer func() { _ = db.Close(r.Context()) }()
	began, quiet := time.Now(), 0
	for quiet < 5 && time.Since(began) < calms {
		var lines, alarms int
		err := db.QueryRow(r.Context(), `select (select count(*) from outbox where state in ('ready', 'leased', 'uncertain')),
			(select count(*) from alarms where due < clock_timestamp() + interval '10 s')`).Scan(&lines, &alarms)
		if err != nil {
			r.Fatal(err)
		}
		if quiet++; lines+alarms+r.left() > 0 {
			quiet = 0
		}
		time.Sleep(200 * time.Millisecond)
	}
	r.rested = time.Since(began)
}

// left is how many events are yet to be taken or given.
func (r *rig) left() (n int) {
	for _, p := range r.platforms {
		n += p.left()
	}
	return n
}

// shrinks waits until the replica that was spared is about as it was at its start (D10).
func (r *rig) shrinks() {
	r.Helper()
	i := replicas - 1
	was := r.fresh[i]
	var is health
	for began := time.Now(); time.Since(began) < shrink; time.Sleep(500 * time.Millisecond) {
		h, err := r.replicas[i].feels(r.Context())
		if err != nil {
			r.Fatal(err)
		}
		if is = h; is.Goroutines <= was.Goroutines+20 && is.Files <= was.Files+connections+10 && is.Heap <= was.Heap+16<<20 {
			r.Logf("D10: %+v at the start, %+v %s after the end", was, is, time.Since(began).Round(time.Second))
			return
		}
	}
	r.Errorf("D10 is broken: the replica is %+v a minute after the end, and was %+v at its start", is, was)
}

// report says what the run was.
func (r *rig) report() {
	died := map[string]int{}
	for _, one := range r.replicas {
		for point, n := range one.died {
			died[point] += n
			r.faults["kill"] += n
		}
	}
	r.Logf("seed %d, %s: %s", r.seed, r.lasts, r.figures)
	for _, p := range r.platforms {
		p.mu.Lock()
		r.Logf("%s: %+v", p.name, p.counts)
		p.mu.Unlock()
	}
	r.Logf("secrets were looked for in %d KiB", r.searched>>10)
	r.Logf("faults: %v, at points: %v; at rest after %s", r.faults, died, r.rested.Round(100*time.Millisecond))
}

// complain fails the test with the stories of some violations, at least one of each invariant.
func (r *rig) complain(wrong []violation) {
	r.Helper()
	if len(wrong) == 0 {
		return
	}
	of := map[string][]violation{}
	for _, v := range wrong {
		of[v.invariant] = append(of[v.invariant], v)
	}
	for _, invariant := range slices.Sorted(maps.Keys(of)) {
		r.Errorf("%s is broken %d times", invariant, len(of[invariant]))
		for _, v := range of[invariant][:min(len(of[invariant]), 3)] {
			if r.Log(v); v.home != "" {
				r.Log(r.tell(r.Context(), v))
			}
		}
	}
	r.Logf("what was done:\n%s", joined(r.story))
	r.Errorf("to do the same again: make faults SEED=%d TIME=%s", r.seed, r.lasts)
}

func joined(lines []string) (all string) {
	for _, line := range lines {
		all += line + "\n"
	}
	return all
}
