// Package adaptertest holds what every channel must do: one suite, run by each over a real host and a
// real record, against a fake of its platform.
//
// A channel's test calls Test. When a platform teaches us a new way to lose, double, mix up or give away,
// the promise it broke is written here, and every channel learns it.
package adaptertest

import "testing"

// Test checks every promise, each on a platform that open makes for it and ends with the test it is given.
func Test(t *testing.T, open func(t *testing.T) Platform) {
	for _, part := range [][]promise{talks(), presses(), losses(), waits(), restarts(), texts()} {
		for _, p := range part {
			t.Run(p.name, func(t *testing.T) {
				t.Parallel() // most of it is waiting
				r := newRig(t, open(t), Wifi(t), nil)
				p.check(r)
				r.end()
			})
		}
	}
	TestLosses(t, open)
}

// TestLosses checks only that no call that goes wrong costs or doubles a line: for a channel that has more than one
// way to find out what became of it.
func TestLosses(t *testing.T, open func(t *testing.T) Platform) {
	t.Helper()
	for _, spoil := range open(t).Spoils() {
		t.Run("once, though: "+spoil, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, open(t), Wifi(t), nil)
			spoilt(r, spoil)
			r.end()
		})
	}
}

// promise is something that people rely on.
type promise struct {
	name  string
	check func(*rig)
}
