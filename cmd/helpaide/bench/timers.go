package bench

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// TimersHeader names the columns of the wakes.
const TimersHeader = "wakes,over_s,came,early,p50_ms,p99_ms,max_ms"

// soon is how long before the first wake the conversations begin.
const soon = 5 * time.Second

// Timers sets that many wakes, spread over a time, and prints by how much what they have to say was late when it
// was handed to the platform.
func Timers(ctx context.Context, out io.Writer, o Options, wakes int, over time.Duration) error {
	o.People = wakes
	s, err := connect(ctx, o)
	if err != nil {
		return err
	}
	defer s.close(context.WithoutCancel(ctx))
	where, err := s.fresh(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.clear(context.WithoutCancel(ctx)) }()
	late := &lateness{platform: newPlatform(wakes), due: make([]time.Time, wakes), all: make(chan struct{}), left: wakes}
	if err := late.watch(ctx, where, over); err != nil {
		return err
	}
	slices.Sort(late.by)
	_, err = fmt.Fprintf(out, "%s\n%d,%.0f,%d,%d,%.1f,%.1f,%.1f\n", TimersHeader, wakes, over.Seconds(), len(late.by), late.early,
		micros(late.by, .5)/1000, micros(late.by, .99)/1000, micros(late.by, 1)/1000)
	return err
}

// lateness is a platform that compares when a message comes with when its wake is due.
type lateness struct {
	*platform
	due []time.Time

	mu    sync.Mutex
	by    []time.Duration
	early int
	left  int
	all   chan struct{} // closed when every wake has come
}

// Send takes the second message of each conversation for the wake's.
func (l *lateness) Send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	now := time.Now()
	say, _ := line.Effect.(bot.Say)
	if who, err := number(say.To); err == nil && say.Step == "back" {
		l.came(now.Sub(l.due[who]))
	}
	return l.platform.Send(ctx, line)
}

func (l *lateness) came(late time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if late < 0 {
		l.early++
	}
	l.by = append(l.by, late)
	if l.left--; l.left == 0 {
		close(l.all)
	}
}

// watch begins the conversations, and waits for their wakes.
func (l *lateness) watch(ctx context.Context, where place, over time.Duration) error {
	long := soon + time.Duration(len(l.due))*200*time.Microsecond // to begin them all, in a slow hour too
	h, err := openHost(ctx, where, pause(long), l.platform, l)
	if err != nil {
		return err
	}
	defer h.close()
	base, first := time.Now(), make(chan int)
	var failed error
	var once sync.Once
	var workers sync.WaitGroup
	for range beginners {
		workers.Go(func() {
			for who := range first {
				at := base.Add(over * time.Duration(who) / time.Duration(len(l.due)))
				l.due[who] = at.Add(long)
				if err := h.Receive(ctx, opening(address(who), at)); err != nil {
					once.Do(func() { failed = err })
				}
			}
		})
	}
	for who := range l.due {
		first <- who
	}
	close(first)
	workers.Wait()
	if failed != nil {
		return fmt.Errorf("set %d wakes: %w", len(l.due), failed)
	}
	select {
	case <-l.all:
		return nil
	case <-time.After(time.Until(base.Add(long + over + patience))):
		return nil // the line says how many came
	case <-ctx.Done():
		return ctx.Err()
	}
}
