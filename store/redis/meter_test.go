package redis

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var second = Rate{Every: time.Second, Burst: 10}

// F02 of a bad day: 1,000 messages in 10 seconds.
func TestOneWhoFloodsIsSlowedAndToldOnceAMinute(t *testing.T) {
	var m meter
	at := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	counts := map[string]int{}
	for range 1000 {
		var wait int64
		var notice bool
		m, wait, notice = m.use(asked{rate: second, cost: 1}, manner{1, quiet}, at)
		switch {
		case wait == 0:
			counts["go"]++
		case notice:
			counts["notice"]++
		default:
			counts["silent"]++
		}
		at = at.Add(10 * time.Millisecond)
	}
	if counts["go"] != 19 || counts["notice"] != 1 || counts["silent"] != 980 {
		t.Errorf("%v, want 10 at once and 9 in the 9.99 s, and 1 notice", counts)
	}
	if _, wait, _ := m.use(asked{rate: second, cost: 1}, manner{1, quiet}, at.Add(10*time.Second)); wait != 0 {
		t.Errorf("after a rest it must wait %d µs", wait)
	}
}

// A replica whose clock is ten minutes ahead must not silence a person for ten minutes.
func TestAClockThatIsAheadCostsAtMostTheBurst(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	m, _, _ := meter{}.use(asked{rate: second, cost: 1}, manner{1, quiet}, now.Add(10*time.Minute))
	m, wait, _ := m.use(asked{rate: second, cost: 1}, manner{1, quiet}, now)
	if wait > time.Second.Microseconds() {
		t.Fatalf("wait %d µs", wait)
	}
	if _, wait, _ = m.use(asked{rate: second, cost: 1}, manner{1, quiet}, now.Add(time.Second)); wait != 0 {
		t.Fatalf("then %d µs", wait)
	}
}

// In no window do more go than the burst and what the time of the window pays back.
func TestNoWindowLetsMoreThroughThanTheRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := Rate{time.Duration(rapid.IntRange(1, 3000).Draw(t, "ms")) * time.Millisecond, rapid.IntRange(1, 20).Draw(t, "burst")}
		at := time.UnixMicro(1_764_000_000_000_000)
		var m meter
		var went []time.Time
		for range rapid.IntRange(1, 200).Draw(t, "events") {
			at = at.Add(time.Duration(rapid.IntRange(0, 2000).Draw(t, "pause")) * time.Millisecond)
			var wait int64
			if m, wait, _ = m.use(asked{rate: rate, cost: 1}, manner{1, quiet}, at); wait == 0 {
				went = append(went, at)
			}
		}
		for from := range went {
			for to := from; to < len(went); to++ {
				if most := rate.Burst + int(went[to].Sub(went[from])/rate.Every); to-from+1 > most {
					t.Fatalf("%d in %v, at most %d", to-from+1, went[to].Sub(went[from]), most)
				}
			}
		}
	})
}

func TestTheMetersOfAProcessDoNotGrowWithoutEnd(t *testing.T) {
	var m meters
	at := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for i := range 3 * maxMeters {
		m.change(fmt.Sprint(i), at, func(one meter) meter {
			one, _, _ = one.use(asked{rate: second, cost: 1}, manner{dearest: 1}, at)
			return one
		})
	}
	if len(m.held) > 2*maxMeters+1 {
		t.Fatalf("%d meters", len(m.held))
	}
	at = at.Add(time.Hour)
	for i := range 2*maxMeters + 2 {
		m.change(fmt.Sprint("later", i%2), at, func(one meter) meter { return one })
	}
	m.sweep(at.UnixMicro())
	if len(m.held) > 2 {
		t.Errorf("%d meters an hour later", len(m.held))
	}
}
