//go:build integration

package faults

import (
	"context"
	"slices"
	"testing"
	"time"
)

// A sabotaged rig is red soon, and ends then; a machine that has much else to do may take its time.
const (
	soon   = 10 * time.Second
	atLast = time.Minute
)

// A rig that sees nothing would be green for ever. Each of these breaks what a promise rests on, and
// that promise must be seen to be broken.
func TestTheRigSees(t *testing.T) {
	s := serve(t)
	for _, c := range []struct {
		sabotage string
		breaks   []string
	}{
		{noFence, []string{"D7"}},
		{sendEarly, []string{"D4"}},
		{ackEarly, []string{"D5"}},
		{repeatSends, []string{"D2"}},
		{dropRetries, []string{"D5"}},
		{forgetMarks, []string{"D5"}},
		{probeAtOnce, []string{"D2"}},
		{timersInMemory, []string{"D8"}},
		{trustRedis, []string{"D7"}},
		{careless, []string{"D13", "D14", "D16"}},
	} {
		t.Run(c.sabotage, func(t *testing.T) {
			seen, took := watched(t, s, c.sabotage, atLast, c.breaks...)
			for _, promise := range c.breaks {
				i := slices.IndexFunc(seen, func(v violation) bool { return v.invariant == promise })
				if i < 0 {
					t.Fatalf("the rig sees nothing wrong with %s after %s", promise, took)
				}
				t.Logf("red after %s: %s", took, seen[i])
			}
		})
	}
}

// What is seen to be broken in the others is whole where nothing is.
func TestTheRigSeesNothingElse(t *testing.T) {
	wrong, _ := watched(t, serve(t), "", 4*time.Second, "D2", "D4", "D5", "D7", "D8", "D13", "D14", "D16")
	for _, v := range wrong {
		t.Error(v)
	}
}

// watched runs until each of the promises is seen to be broken, which is looked for all the time.
func watched(t *testing.T, s servers, how string, lasts time.Duration, promises ...string) (seen []violation, took time.Duration) {
	t.Helper()
	r := build(t, s, plan{seed: 1, lasts: min(lasts, soon), people: people / 2, sabotage: how})
	r.begin()
	r.trouble(true)
	ctx, stop := context.WithTimeout(t.Context(), lasts)
	defer stop()
	r.talk(ctx)
	r.crowd.Go(func() { seen = r.watch(ctx, stop, promises) })
	r.chaos(ctx)
	r.crowd.Wait()
	return seen, time.Since(r.began).Round(100 * time.Millisecond)
}

// watch judges again and again, and ends the run once each of the promises is seen to be broken.
func (r *rig) watch(ctx context.Context, stop func(), promises []string) (seen []violation) {
	defer stop()
	for pause := 300 * time.Millisecond; ctx.Err() == nil; {
		time.Sleep(pause)
		began := time.Now()
		wrong, err := r.judge(ctx, false)
		if err == nil && slices.Contains(promises, "D13") {
			var more []violation
			more, err = r.judgeSecrets(ctx)
			wrong = append(wrong, more...)
		}
		pause = max(pause, time.Since(began)) // half of the time at most
		if err != nil {
			continue // Postgres or Redis does not answer just now
		}
		seen = wrong
		if !slices.ContainsFunc(promises, func(promise string) bool {
			return !slices.ContainsFunc(seen, func(v violation) bool { return v.invariant == promise })
		}) {
			break
		}
	}
	return slices.DeleteFunc(seen, func(v violation) bool { return !slices.Contains(promises, v.invariant) })
}
