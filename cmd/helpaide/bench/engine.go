package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// EngineHeader names the columns of the engine alone.
const EngineHeader = "kind,turns_per_s,p50_ns,p99_ns,session_bytes,allocs_per_turn"

// Engine prints what a turn costs without a host: the step, and the step with its session decoded from JSON
// and encoded again. The session is measured in the middle of its flow. Percentiles hold the two readings of the clock around each turn, some 50 ns.
func Engine(out io.Writer, long time.Duration) error {
	if _, err := fmt.Fprintln(out, EngineHeader); err != nil {
		return err
	}
	home := address(0)
	engine := bot.NewEngine(bookOf(six()))
	first := engine.Step(bot.NewSession(home, time.Now()), opening(home, time.Now())).Session
	s := first
	step := func(n int) error {
		s = engine.Step(s, answer(home, n, time.Now())).Session
		return nil
	}
	body, err := json.Marshal(first)
	if err != nil {
		return err
	}
	written := func(n int) error {
		var s bot.Session
		if err := json.Unmarshal(body, &s); err != nil {
			return err
		}
		var err error
		body, err = json.Marshal(engine.Step(s, answer(home, n, time.Now())).Session)
		return err
	}
	if err := alone(out, "step", long, step, func() int { b, _ := json.Marshal(s); return len(b) }); err != nil {
		return err
	}
	return alone(out, "step_json", long, written, func() int { return len(body) })
}

// alone times turn after turn. Each conversation's n begins at 1.
func alone(out io.Writer, kind string, long time.Duration, turn func(n int) error, size func() int) error {
	times := make([]time.Duration, 0, 4_000_000)
	midway := 0
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	for n := 1; time.Since(began) < long && n < cap(times); n++ {
		at := time.Now()
		if err := turn(n); err != nil {
			return fmt.Errorf("turn %d: %w", n, err)
		}
		times = append(times, time.Since(at))
		if n == questions/2 {
			midway = size()
		}
	}
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	slices.Sort(times)
	_, err := fmt.Fprintf(out, "%s,%.0f,%d,%d,%d,%.1f\n", kind, float64(len(times))/took.Seconds(),
		at(times, .5).Nanoseconds(), at(times, .99).Nanoseconds(), midway, float64(after.Mallocs-before.Mallocs)/float64(len(times)))
	return err
}
