package host_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// busy gives events until ctx ends, each again until it is acknowledged, as platforms do.
func busy(ctx context.Context, sink host.Sink, from, to int, acknowledged func(string)) error {
	var wait sync.WaitGroup
	for i := from; i < to; i++ {
		wait.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				id := fmt.Sprint("c", i, "-", n)
				if sink(ctx, press(fmt.Sprint(i), id, "slow")) == nil {
					acknowledged(id)
				}
				time.Sleep(time.Duration(50+i) * time.Millisecond)
			}
		})
	}
	wait.Wait()
	return nil
}

// A process is stopped while turns and messages are under way, and another goes on: what was
// acknowledged is there, every message is shown once and in order, and the end comes soon.
func TestAStopLosesNothing(t *testing.T) {
	for seed := range uint64(10) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			staged(t, func(s *stage) {
				dice := rand.New(rand.NewPCG(seed, 0))
				var mu sync.Mutex
				acknowledged := map[string]bool{}
				p := onPlatform(func(bot.Line, int) error {
					mu.Lock()
					pause := time.Duration(dice.IntN(3000)) * time.Millisecond
					mu.Unlock()
					time.Sleep(pause)
					return nil
				})
				s.record.on("commit", func() error { time.Sleep(20 * time.Millisecond); return nil })
				s.record.on("settle", func() error { time.Sleep(20 * time.Millisecond); return nil })
				p.runIt = func(ctx context.Context, sink host.Sink) error {
					return busy(ctx, sink, 0, 20, func(id string) { mu.Lock(); acknowledged[id] = true; mu.Unlock() })
				}
				stop := s.run(s.host(p))
				mu.Lock()
				after := time.Duration(1000+dice.IntN(3000)) * time.Millisecond
				mu.Unlock()
				time.Sleep(after)
				if took := stop(); took > 15*time.Second {
					s.Errorf("the end took %s", took)
				}
				synctest.Wait()
				p.runIt = nil
				s.run(s.host(p))
				time.Sleep(5 * time.Minute)
				journaled := map[string]bool{}
				for i := range 20 {
					journal, err := s.record.Journal(s.Context(), bot.ConversationID(fmt.Sprint("test:", i)))
					if err != nil {
						s.Fatal(err)
					}
					for _, entry := range journal {
						journaled[string(entry.ID)] = true
					}
					s.whole(fmt.Sprint(i), len(journal))
					s.shown(p, fmt.Sprint(i))
				}
				for id := range acknowledged {
					if !journaled[id] {
						s.Errorf("%s was acknowledged and is not there", id)
					}
				}
			})
		})
	}
}

// Nothing that is slow to end keeps the process.
func TestAStopDoesNotWaitForEver(t *testing.T) {
	for name, hang := range map[string]func(p *platform, s *stage, forever chan struct{}){
		"a channel": func(p *platform, _ *stage, forever chan struct{}) {
			p.runIt = func(context.Context, host.Sink) error { <-forever; return nil }
		},
		"a message": func(p *platform, _ *stage, forever chan struct{}) {
			p.script = func(bot.Line, int) error { <-forever; return nil }
		},
		"a transaction": func(_ *platform, s *stage, forever chan struct{}) {
			s.record.on("commit", func() error { <-forever; return nil })
		},
		"a lease": func(_ *platform, s *stage, forever chan struct{}) {
			s.record.on("lease", func() error { <-forever; return nil })
		},
		"a settlement": func(_ *platform, s *stage, forever chan struct{}) {
			s.record.on("settle", func() error { <-forever; return nil })
		},
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				p, forever := onPlatform(nil), make(chan struct{})
				hang(p, s, forever)
				h := s.host(p)
				stop := s.run(h)
				go func() { _ = h.Receive(context.Background(), press("1", "a", "slow")) }()
				time.Sleep(2 * time.Second)
				if took := stop(); took > 15*time.Second {
					s.Errorf("the end took %s", took)
				}
				close(forever)
				time.Sleep(time.Minute)
			})
		})
	}
}

// A turn that somebody gave from elsewhere is finished, and what it says is said.
func TestAStopWaitsForTheTurnsUnderWay(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(func(bot.Line, int) error { time.Sleep(time.Second); return nil })
		h := s.host(p)
		stop := s.run(h)
		s.record.on("commit", func() error { time.Sleep(3 * time.Second); return nil })
		done := make(chan error, 1)
		go func() { done <- h.Receive(context.Background(), press("1", "a", "slow")) }()
		time.Sleep(time.Second)
		stop()
		select {
		case err := <-done:
			if err != nil {
				s.Error(err)
			}
		default:
			s.Fatal("the turn was left behind")
		}
		s.shown(p, "1")
	})
}

// A turn may be committed though nobody waits for it any more, as when its channel was stopped. What it says is
// leased to this process, and would be looked for by nobody before the lease is over.
func TestAStopWaitsForACommitThatNobodyWaitsFor(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		h := s.host(p)
		stop := s.run(h)
		s.record.on("commit", func() error { time.Sleep(5 * time.Second); return nil })
		ctx, cancel := context.WithTimeout(s.Context(), time.Second)
		defer cancel()
		_ = h.Receive(ctx, press("1", "a", "slow"))
		stop()
		if got := p.accepted(); len(got) == 0 {
			s.Fatal("what the turn says was left behind, leased")
		}
	})
}

// What is committed after the end is not begun: whoever closes the record next could not settle it.
func TestNothingIsSentAfterTheEnd(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		h := s.host(p)
		stop := s.run(h)
		s.record.on("commit", func() error { time.Sleep(7 * time.Second); return nil })
		ctx, cancel := context.WithTimeout(s.Context(), 8*time.Second)
		defer cancel()
		go func() { _ = h.Receive(ctx, press("0", "a", "slow")) }()
		time.Sleep(time.Second)
		go func() { _ = h.Receive(ctx, press("1", "b", "slow")) }() // its commit begins before the end, and is over after it
		time.Sleep(time.Second)
		stop()
		time.Sleep(time.Minute)
		s.whole("1", 1)
		if p.triesOf("test:1/1/0") != 0 {
			s.Fatalf("sent %v", p.accepted())
		}
		s.run(s.host(p))
		time.Sleep(20 * time.Second)
		s.shown(p, "1")
	})
}

// What is over its time goes by itself: soon after a start, and then every hour or so, though it fails once.
func TestWhatIsOverItsTimeIsThrownAway(t *testing.T) {
	staged(t, func(s *stage) {
		keep := bot.UsualRetention()
		keep.Talk = 2 * time.Hour
		metrics := host.NewMetrics()
		s.run(s.host(onPlatform(nil), func(o *host.Options) { o.Keep, o.Metrics = keep, metrics }))
		h := s.host(onPlatform(nil))
		s.give(h, event("1", "a", bot.Said{Text: "stop", Lang: "en"}))
		s.record.on("prune", func() error { return errGone })
		time.Sleep(2 * time.Minute)
		if n := s.record.calls("prune"); n != 1 {
			s.Fatalf("it was looked %d times in two minutes", n)
		}
		s.record.on("prune", nil)
		time.Sleep(30 * time.Minute)
		s.whole("1", 1)
		time.Sleep(4 * time.Hour)
		if n := s.record.calls("prune"); n < 3 || n > 10 || metric(s.T, metrics, "helpaide_pruned_rows_total", "") == 0 {
			s.Errorf("it was looked %d times in four hours", n)
		}
		if journal, err := s.record.Journal(s.Context(), "test:1"); len(journal) != 0 || err != nil || s.session("1").Seq != 0 {
			s.Errorf("%d entries are left (%v), at turn %d", len(journal), err, s.session("1").Seq)
		}
	})
}
