package host_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

func TestTwoHundredEventsAtOnceOnTwoHosts(t *testing.T) {
	for _, cached := range []bool{false, true} {
		t.Run(fmt.Sprint("cached ", cached), func(t *testing.T) {
			staged(t, func(s *stage) {
				var change []func(*host.Options)
				if cached {
					change = append(change, living(newMemory()))
				}
				p := onPlatform(nil)
				hosts := []*host.Host{s.host(p, change...), s.host(p, change...)}
				for _, h := range hosts {
					s.run(h)
				}
				var wait sync.WaitGroup
				for i := range 200 {
					wait.Go(func() {
						if err := hosts[i%2].Receive(s.Context(), press("1", fmt.Sprint(i), "slow")); err != nil {
							s.Error(err)
						}
					})
				}
				wait.Wait()
				s.whole("1", 200)
				time.Sleep(time.Minute)
				s.shown(p, "1")
			})
		})
	}
}

func TestOneEventAHundredTimesAtOnceIsOneTurn(t *testing.T) {
	staged(t, func(s *stage) {
		turns := 0
		watch := func(o *host.Options) { o.Watch = func(bot.Turn) { turns++ } }
		hosts := []*host.Host{s.host(onPlatform(nil), watch), s.host(onPlatform(nil), watch)}
		var wait sync.WaitGroup
		for i := range 100 {
			wait.Go(func() {
				if err := hosts[i%2].Receive(s.Context(), press("1", "once", "slow")); err != nil {
					s.Error(err)
				}
			})
		}
		wait.Wait()
		s.whole("1", 1)
		if turns != 1 {
			s.Fatalf("%d turns were told of", turns)
		}
		s.give(hosts[0], press("1", "once", "human")) // a retry, much later, whose words differ
		s.whole("1", 1)
	})
}

func TestEventsOfManyConversationsShareTransactions(t *testing.T) {
	staged(t, func(s *stage) {
		s.record.on("commit", func() error { time.Sleep(10 * time.Millisecond); return nil })
		h := s.host(onPlatform(nil))
		var wait sync.WaitGroup
		for i := range 256 {
			wait.Go(func() { s.give(h, press(fmt.Sprint(i), fmt.Sprint("e", i), "slow")) })
		}
		wait.Wait()
		if n := s.record.calls("commit"); n > 4 {
			s.Fatalf("%d transactions for 256 turns", n)
		}
	})
}

// Overload refuses what persons do; wakes and agents are let through.
func TestAnOverloadRefusesPersonsOnly(t *testing.T) {
	staged(t, func(s *stage) {
		metrics := host.NewMetrics()
		h := s.host(onPlatform(nil), func(o *host.Options) { o.Metrics = metrics })
		open := make(chan struct{})
		s.record.on("load", func() error { <-open; return nil })
		var wait sync.WaitGroup
		for i := range 2048 {
			wait.Go(func() { s.give(h, press(fmt.Sprint(i%50), fmt.Sprint("e", i), "slow")) })
		}
		synctest.Wait()
		for _, in := range []bot.Envelope{
			press("x", "x1", "slow"), event("x", "x2", bot.Said{Text: "hello"}), event("x", "x3", bot.FileSent{}),
		} {
			if err := h.Receive(s.Context(), in); !errors.Is(err, host.ErrOverloaded) {
				s.Errorf("%T: %v", in.Event, err)
			}
		}
		for i, what := range []bot.Event{bot.Woke{Name: "silence"}, bot.AgentClaimed{Agent: bot.Agent{ID: "c", Name: "Camille"}}} {
			wait.Go(func() { s.give(h, event(fmt.Sprint("y", i), fmt.Sprint("y", i), what)) })
		}
		synctest.Wait()
		close(open)
		wait.Wait()
		s.whole("y0", 1)
		s.whole("y1", 1)
		s.give(h, press("x", "x1", "slow")) // it is given again, and there is room
		s.whole("x", 1)
		if n := metric(s.T, metrics, "helpaide_events_total", "overloaded"); n != 3 {
			s.Errorf("%v events were counted as refused", n)
		}
	})
}

// The caller leaves while its turn is being committed: the turn may go in, and what it says is said at
// once; the event that comes again changes nothing. The record was not away.
func TestACallerThatLeavesLosesNothing(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		h := s.host(p)
		s.run(h)
		s.record.on("commit", func() error { time.Sleep(2 * time.Second); return nil })
		ctx, cancel := context.WithTimeout(s.Context(), time.Second)
		defer cancel()
		if err := h.Receive(ctx, press("1", "a", "slow")); !errors.Is(err, context.DeadlineExceeded) {
			s.Fatalf("got %v", err)
		}
		time.Sleep(1500 * time.Millisecond)
		s.whole("1", 1)
		s.shown(p, "1")
		s.record.on("commit", nil)
		s.give(h, press("1", "a", "slow"))
		s.whole("1", 1)
		if err := h.Ready(s.Context()); err != nil {
			s.Errorf("not ready: %v", err)
		}
		for _, entry := range s.logs.AllEntries() {
			if entry.Level <= logrus.ErrorLevel {
				s.Errorf("logged: %s", entry.Message)
			}
		}
	})
}

func TestACallerThatLeavesWhileItsSessionIsReadIsNoFaultOfTheRecord(t *testing.T) {
	staged(t, func(s *stage) {
		h := s.host(onPlatform(nil))
		s.run(h)
		s.record.on("load", func() error { time.Sleep(2 * time.Second); return nil })
		ctx, cancel := context.WithTimeout(s.Context(), time.Second)
		defer cancel()
		if err := h.Receive(ctx, press("1", "a", "slow")); !errors.Is(err, context.DeadlineExceeded) {
			s.Fatalf("got %v", err)
		}
		for _, entry := range s.logs.AllEntries() {
			if entry.Level <= logrus.ErrorLevel {
				s.Errorf("logged: %s", entry.Message)
			}
		}
	})
}

func TestACallerWhoHasLeftIsNotServed(t *testing.T) {
	staged(t, func(s *stage) {
		ctx, cancel := context.WithCancel(s.Context())
		cancel()
		if err := s.host(onPlatform(nil)).Receive(ctx, press("1", "a", "slow")); !errors.Is(err, context.Canceled) {
			s.Fatalf("got %v", err)
		}
		if s.record.calls("load") != 0 || s.session("1").Seq != 0 {
			s.Fatal("something was done for nobody")
		}
	})
}

func TestAnEventWithoutANameIsNotTaken(t *testing.T) {
	staged(t, func(s *stage) {
		h := s.host(onPlatform(nil))
		for _, in := range []bot.Envelope{{Where: "test:1", Event: bot.Said{}}, {ID: "a", Event: bot.Said{}}, {}} {
			if err := h.Receive(s.Context(), in); err == nil {
				s.Errorf("%+v was taken", in)
			}
		}
		if s.record.calls("commit") != 0 {
			s.Error("something was committed")
		}
	})
}

// Nothing is acknowledged that is not in the record, and nothing is sent.
func TestNothingIsAcknowledgedWhileTheRecordIsAway(t *testing.T) {
	for _, call := range []string{"load", "commit"} {
		t.Run(call, func(t *testing.T) {
			staged(t, func(s *stage) {
				p := onPlatform(nil)
				h := s.host(p)
				s.run(h)
				s.record.on(call, func() error { return errGone })
				if err := h.Receive(s.Context(), press("1", "a", "slow")); !errors.Is(err, errGone) {
					s.Fatalf("got %v", err)
				}
				if err := h.Ready(s.Context()); err == nil {
					s.Error("it says that it is ready")
				}
				synctest.Wait()
				if len(p.accepted()) != 0 || s.session("1").Seq != 0 {
					s.Fatal("something was done")
				}
				s.record.on(call, nil)
				s.give(h, press("1", "a", "slow"))
				synctest.Wait()
				s.whole("1", 1)
				s.shown(p, "1")
				if err := h.Ready(s.Context()); err != nil {
					s.Errorf("not ready: %v", err)
				}
			})
		})
	}
}

// A commit whose answer was lost is one's own: no second turn, and the line goes out all the same.
func TestACommitWhoseAnswerWasLost(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		forgetful := &forgetful{shaky: s.record}
		h := s.host(p, func(o *host.Options) { o.Record = forgetful })
		s.run(h)
		if err := h.Receive(s.Context(), press("1", "a", "slow")); err == nil {
			s.Fatal("it was acknowledged without an answer")
		}
		s.give(h, press("1", "a", "slow"))
		s.whole("1", 1)
		time.Sleep(20 * time.Second)
		s.shown(p, "1")
	})
}

// forgetful commits, and loses the first answer.
type forgetful struct {
	*shaky
	once sync.Once
}

func (f *forgetful) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	all := f.shaky.Commit(ctx, turns)
	f.once.Do(func() {
		for i := range all {
			all[i] = bot.Kept{Err: errGone}
		}
	})
	return all
}

// Within a process no turn is thrown away: who comes second waits in the lane.
func TestALaneSparesTheWorkThatWouldBeThrownAway(t *testing.T) {
	staged(t, func(s *stage) {
		metrics := host.NewMetrics()
		h := s.host(onPlatform(nil), func(o *host.Options) { o.Metrics = metrics })
		s.record.on("commit", func() error { time.Sleep(time.Millisecond); return nil })
		var wait sync.WaitGroup
		for i := range 64 {
			wait.Go(func() { s.give(h, press("1", fmt.Sprint(i), "slow")) })
		}
		wait.Wait()
		s.whole("1", 64)
		if n := metric(s.T, metrics, "helpaide_stale_turns_total", ""); n != 0 {
			s.Fatalf("%v turns were thrown away", n)
		}
	})
}
