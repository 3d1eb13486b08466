package host_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// named is a platform of another name that is run by a script.
func named(name string, run func(ctx context.Context, sink host.Sink) error) *platform {
	p := onPlatform(nil)
	p.name, p.runIt = name, run
	return p
}

func (p *platform) begun() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.runs
}

func TestAChannelThatFailsIsStartedAgainAndNoOtherNotices(t *testing.T) {
	for name, c := range map[string]struct {
		run         func(context.Context, host.Sink) error
		least, most int // starts in ten minutes
	}{
		"returns": {func(context.Context, host.Sink) error { return nil }, 8, 40},
		"fails":   {func(context.Context, host.Sink) error { return errors.New("gone") }, 8, 40},
		"panics":  {func(context.Context, host.Sink) error { panic("broken") }, 8, 40},
		"fatal":   {func(context.Context, host.Sink) error { return &bot.FatalError{Reason: "no token"} }, 5, 21},
		"runs well for a while": {func(ctx context.Context, _ host.Sink) error {
			select {
			case <-time.After(150 * time.Second):
			case <-ctx.Done():
			}
			return errors.New("gone")
		}, 4, 4},
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				bad, good := named("bad", c.run), onPlatform(nil)
				metrics := host.NewMetrics()
				h := s.host(good, func(o *host.Options) { o.Channels, o.Metrics = append(o.Channels, bad), metrics })
				stop := s.run(h)
				s.talks(h, "1")
				synctest.Wait()
				s.shown(good, "1")
				time.Sleep(599 * time.Second)
				if n := bad.begun(); n < c.least || n > c.most {
					s.Errorf("it was started %d times in ten minutes", n)
				}
				if good.begun() != 1 || metric(s.T, metrics, "helpaide_channel_restarts_total", "") == 0 {
					s.Errorf("the other was started %d times", good.begun())
				}
				if took := stop(); took > time.Second {
					s.Errorf("the end took %s", took)
				}
			})
		})
	}
}

func TestAChannelThatFailsIsStartedLaterAndLater(t *testing.T) {
	staged(t, func(s *stage) {
		var at []time.Time
		bad := named("bad", func(context.Context, host.Sink) error { at = append(at, time.Now()); return nil })
		s.run(s.host(bad))
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		for i, rest := range []float64{1, 2, 4, 8, 16, 32} {
			if pause := at[i+1].Sub(at[i]).Seconds(); pause < rest/2 || pause > rest*3/2 {
				s.Errorf("pause %d is %g s, not about %g s", i, pause, rest)
			}
		}
	})
}

func TestAChannelThatRanWellBeginsAnewAndOneThatCannotRunRestsLong(t *testing.T) {
	staged(t, func(s *stage) {
		var began, ended []time.Time
		bad := named("bad", nil)
		bad.runIt = func(ctx context.Context, _ host.Sink) error {
			began = append(began, time.Now())
			defer func() { ended = append(ended, time.Now()) }()
			switch len(began) {
			case 6:
				time.Sleep(3 * time.Minute)
			case 8:
				return &bot.FatalError{Reason: "no token"}
			case 9:
				<-ctx.Done()
			}
			return nil
		}
		s.run(s.host(bad))
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if len(began) != 9 {
			s.Fatalf("it was started %d times", len(began))
		}
		if rest := began[6].Sub(ended[5]); rest > 1500*time.Millisecond {
			s.Errorf("after it ran well it rested %s", rest)
		}
		if rest := began[8].Sub(ended[7]); rest < 30*time.Second || rest > 90*time.Second {
			s.Errorf("when it could not run it rested %s", rest)
		}
	})
}

// looker is a platform that can look for what was missed.
type looker struct {
	*platform
	mu    sync.Mutex
	looks []time.Time
	look  func(n int, sink host.Sink) error
}

func (l *looker) CatchUp(ctx context.Context, sink host.Sink) error {
	l.mu.Lock()
	l.looks = append(l.looks, time.Now())
	n := len(l.looks)
	l.mu.Unlock()
	if l.look == nil {
		return nil
	}
	return l.look(n, sink)
}

func (l *looker) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.looks)
}

func TestWhatWasMissedIsLookedForAtTheStart(t *testing.T) {
	staged(t, func(s *stage) {
		l := &looker{platform: onPlatform(nil)}
		l.look = func(_ int, sink host.Sink) error { return sink(context.Background(), press("1", "missed", "slow")) }
		h := s.host(l)
		s.run(h)
		time.Sleep(10 * time.Minute)
		if l.count() != 1 {
			s.Fatalf("looked %d times", l.count())
		}
		s.whole("1", 1)
		s.shown(l.platform, "1")
	})
}

func TestACatchUpThatFailsIsTriedAgain(t *testing.T) {
	for name, fault := range map[string]func() error{
		"error": func() error { return errors.New("no answer") },
		"panic": func() error { panic("broken") },
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				l := &looker{platform: onPlatform(nil)}
				l.look = func(n int, _ host.Sink) error {
					if n <= 3 {
						return fault()
					}
					return nil
				}
				s.run(s.host(l))
				time.Sleep(time.Minute)
				if l.count() != 4 || l.begun() != 1 {
					s.Fatalf("looked %d times in %d runs", l.count(), l.begun())
				}
			})
		})
	}
}

// lookApart keeps what a test does apart from what the host does every second.
const lookApart = 300 * time.Millisecond

// The record was away, and the platform has what nobody was given meanwhile. Nothing more needs to be
// said for it to be looked for.
func TestWhatWasMissedIsLookedForAfterTheRecordWasAway(t *testing.T) {
	staged(t, func(s *stage) {
		l := &looker{platform: onPlatform(nil)}
		h := s.host(l)
		s.run(h)
		time.Sleep(time.Minute + lookApart)
		s.record.gone(true)
		if err := h.Receive(s.Context(), press("1", "lost", "slow")); err == nil {
			s.Fatal("it was acknowledged")
		}
		time.Sleep(time.Minute)
		if l.count() != 1 {
			s.Fatalf("looked %d times", l.count())
		}
		l.look = func(_ int, sink host.Sink) error { return sink(context.Background(), press("1", "lost", "slow")) }
		s.record.gone(false)
		time.Sleep(3 * time.Second)
		if l.count() != 2 {
			s.Fatalf("looked %d times", l.count())
		}
		s.whole("1", 1)
		if err := h.Ready(s.Context()); err != nil {
			s.Errorf("not ready: %v", err)
		}
		s.give(h, press("1", "new", "slow"))
		time.Sleep(time.Minute)
		if l.count() != 2 {
			s.Errorf("looked again without a reason: %d times", l.count())
		}
	})
}
