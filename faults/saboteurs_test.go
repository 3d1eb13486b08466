//go:build integration

package faults

import (
	"context"
	"slices"
	"testing"
	"time"
)

// soon is how long a sabotaged rig may take to turn red.
const soon = 10 * time.Second

// A rig that sees nothing would be green for ever. Each of these breaks what a promise rests on, and
// that promise must be seen to be broken.
func TestTheRigSees(t *testing.T) {
	for _, c := range []struct{ sabotage, breaks string }{
		{noFence, "D7"}, {sendEarly, "D4"}, {ackEarly, "D5"},
	} {
		t.Run(c.sabotage, func(t *testing.T) {
			seen, took := watched(t, c.sabotage, soon, c.breaks)
			if len(seen) == 0 {
				t.Fatalf("the rig is green after %s", took)
			}
			t.Logf("red after %s: %s", took, seen[0])
		})
	}
}

// What is seen to be broken in the others is whole where nothing is.
func TestTheRigSeesNothingElse(t *testing.T) {
	wrong, _ := watched(t, "", 4*time.Second, "D4", "D5", "D7")
	for _, v := range wrong {
		t.Error(v)
	}
}

// watched runs until one of the promises is seen to be broken, which is looked for all the time.
func watched(t *testing.T, how string, lasts time.Duration, promises ...string) (seen []violation, took time.Duration) {
	t.Helper()
	r := build(t, plan{seed: 1, lasts: lasts, people: people, sabotage: how})
	r.begin()
	ctx, stop := context.WithTimeout(t.Context(), lasts)
	defer stop()
	r.talk(ctx)
	r.crowd.Go(func() { seen = r.watch(ctx, stop, promises) })
	r.chaos(ctx)
	r.crowd.Wait()
	return seen, time.Since(r.began).Round(100 * time.Millisecond)
}

// watch judges again and again, and ends the run once one of the promises is seen to be broken.
func (r *rig) watch(ctx context.Context, stop func(), promises []string) []violation {
	defer stop()
	for ctx.Err() == nil {
		time.Sleep(300 * time.Millisecond)
		wrong, err := r.judge(ctx, false)
		if err != nil {
			continue // Postgres does not answer just now
		}
		wrong = slices.DeleteFunc(wrong, func(v violation) bool { return !slices.Contains(promises, v.invariant) })
		if len(wrong) > 0 {
			return wrong
		}
	}
	return nil
}
