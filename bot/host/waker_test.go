package host_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// unplugged has the conversation wait a minute for its router. It returns when the wake is due.
func (s *stage) unplugged(h *host.Host, conversation string) time.Time {
	s.Helper()
	s.give(h, event(conversation, conversation+"-1", bot.Said{Text: "how do I restart my router", Lang: "en"}))
	s.give(h, press(conversation, conversation+"-2", "done"))
	session := s.session(conversation)
	if session.Top() == nil || session.Top().Step != "pause" {
		s.Fatalf("stands on %+v", session.Top())
	}
	return session.NextWait()
}

// plugged is when the person was told to plug the router in again.
type plugged struct {
	mu sync.Mutex
	at map[bot.ConversationID][]time.Time
}

// told is when the conversation was told so.
func (w *plugged) told(conversation string) []time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.at[bot.ConversationID("test:"+conversation)])
}

// conversations is how many were told so.
func (w *plugged) conversations() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.at)
}

func (w *plugged) platform() *platform {
	w.at = map[bot.ConversationID][]time.Time{}
	return onPlatform(func(line bot.Line, _ int) error {
		if strings.Contains(line.Effect.(bot.Say).Text, "Plug the router back in") {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.at[line.Conversation] = append(w.at[line.Conversation], time.Now())
		}
		return nil
	})
}

// F08, D8: whatever the clocks of the processes say, a wake comes once, not early, and little late.
func TestAWakeComesOnceAndInTimeWhateverTheClocksSay(t *testing.T) {
	began := time.Now
	clocks := map[string]func() time.Time{
		"right":  time.Now,
		"ahead":  func() time.Time { return began().Add(10 * time.Minute) },
		"behind": func() time.Time { return began().Add(-10 * time.Minute) },
		"jumps on": func() time.Time {
			if now := time.Now(); now.Second() < 20 {
				return now
			}
			return time.Now().Add(time.Hour)
		},
		"jumps back": func() time.Time {
			if now := time.Now(); now.Second() < 20 {
				return now
			}
			return time.Now().Add(-time.Hour)
		},
	}
	for name, clock := range clocks {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				var w plugged
				p := w.platform()
				h := s.host(p, func(o *host.Options) { o.Now = clock })
				s.run(h)
				s.run(s.host(p)) // another process, whose clock is right
				due := s.unplugged(h, "1")
				time.Sleep(10 * time.Minute)
				at := w.told("1")
				if len(at) != 1 {
					s.Fatalf("told %d times", len(at))
				}
				if late := at[0].Sub(due); late < 0 || late > 20*time.Millisecond {
					s.Fatalf("told %s late", late)
				}
			})
		})
	}
}

// Another server takes the record over, and its clock is ahead: the hosts go by it within ten seconds.
func TestTheRecordsClockIsFollowed(t *testing.T) {
	staged(t, func(s *stage) {
		var w plugged
		h := s.host(w.platform())
		s.run(h)
		due := s.unplugged(h, "1")
		s.record.mu.Lock()
		s.record.ahead = 30 * time.Second
		s.record.mu.Unlock()
		time.Sleep(2 * time.Minute)
		if at := w.told("1"); len(at) != 1 || at[0].Sub(due).Round(time.Second) != -30*time.Second {
			s.Fatalf("due %s, told %v", due, at)
		}
	})
}

// Two processes over one record: what one sets, the other may wake, within a second, and only one does.
func TestAWakeOfAProcessThatIsGoneIsTheOthers(t *testing.T) {
	staged(t, func(s *stage) {
		var w plugged
		p := w.platform()
		gone := s.host(p)
		stop := s.run(gone)
		due := s.unplugged(gone, "1")
		stop()
		s.run(s.host(p))
		s.run(s.host(p))
		time.Sleep(2 * time.Minute)
		if at := w.told("1"); len(at) != 1 || at[0].Before(due) || at[0].Sub(due) > 100*time.Millisecond {
			s.Fatalf("due %s, told %v", due, at)
		}
	})
}

// A wake that is due before the waker would look again is not slept through.
func TestANewWakeShortensTheSleep(t *testing.T) {
	staged(t, func(s *stage) {
		for _, flow := range s.engine.Book().Flows {
			for i := range flow.Steps {
				if whole := flow.Steps[i].For; flow.Steps[i].ID == "pause" {
					flow.Steps[i].For.For = 200 * time.Millisecond
					s.Cleanup(func() { flow.Steps[i].For = whole })
				}
			}
		}
		var w plugged
		h := s.host(w.platform())
		s.run(h)
		time.Sleep(300 * time.Millisecond)
		due := s.unplugged(h, "1")
		time.Sleep(2 * time.Minute)
		if at := w.told("1"); len(at) != 1 || at[0].Sub(due) > 5*time.Millisecond {
			s.Fatalf("due %s, told %v", due, at)
		}
	})
}

func TestAThousandWakesAtOnceOnTwoHosts(t *testing.T) {
	staged(t, func(s *stage) {
		var w plugged
		p := w.platform()
		metrics := host.NewMetrics()
		first := s.host(p, func(o *host.Options) { o.Metrics = metrics })
		second := s.host(p, func(o *host.Options) { o.Metrics = metrics })
		const many = 1000
		dues := map[bot.ConversationID]time.Time{}
		for i := range many {
			dues[bot.ConversationID(fmt.Sprint("test:", i))] = s.unplugged(first, fmt.Sprint(i))
		}
		s.record.on("commit", func() error { time.Sleep(2 * time.Millisecond); return nil })
		s.run(first)
		s.run(second)
		time.Sleep(59 * time.Second)
		if n := w.conversations(); n != 0 {
			s.Fatalf("%d woke early", n)
		}
		time.Sleep(3 * time.Second)
		if n := w.conversations(); n != many {
			s.Fatalf("%d of %d woke", n, many)
		}
		for id, due := range dues {
			at := w.told(strings.TrimPrefix(string(id), "test:"))
			if late := at[0].Sub(due); len(at) != 1 || late < 0 || late > 500*time.Millisecond {
				s.Fatalf("%s woke %d times, %s late", id, len(at), late)
			}
		}
		if n := metric(s.T, metrics, "helpaide_wake_late_seconds", ""); n < many {
			s.Errorf("%v wakes were measured", n)
		}
	})
}

// A conversation that stands still holds up its own wake and no other's.
func TestAConversationThatStandsStillHoldsUpNoOthersWake(t *testing.T) {
	staged(t, func(s *stage) {
		var w plugged
		h := s.host(w.platform())
		s.run(h)
		release := make(chan struct{})
		s.unplugged(h, "stuck")
		due := s.unplugged(h, "1")
		time.Sleep(50 * time.Second)
		s.reader.Mask = nil
		var wait sync.WaitGroup
		s.record.on("load", func() error {
			s.record.on("load", nil)
			<-release
			return nil
		})
		wait.Go(func() { s.give(h, press("stuck", "x", "repeat")) })
		synctest.Wait()
		time.Sleep(2 * time.Minute)
		if at := w.told("1"); len(at) != 1 || at[0].Sub(due) > time.Second {
			s.Errorf("due %s, told %v", due, at)
		}
		later := s.unplugged(h, "2")
		time.Sleep(2 * time.Minute)
		if at := w.told("2"); len(at) != 1 || at[0].Sub(later) > 11*time.Second {
			s.Errorf("due %s, told %v", later, at)
		}
		close(release)
		wait.Wait()
		time.Sleep(time.Minute)
		if len(w.told("stuck")) != 1 {
			s.Errorf("the one that stood still: %v", w.told("stuck"))
		}
	})
}

// While the record is away nothing spins, and afterwards what was missed comes at once.
func TestWakesComeAfterTheRecordWasAway(t *testing.T) {
	staged(t, func(s *stage) {
		var w plugged
		h := s.host(w.platform())
		s.run(h)
		s.unplugged(h, "1")
		s.record.gone(true)
		before := s.record.calls("due")
		time.Sleep(10 * time.Minute)
		if n := s.record.calls("due") - before; n > 700 {
			s.Errorf("looked %d times in ten minutes", n)
		}
		s.record.gone(false)
		back := time.Now()
		time.Sleep(5 * time.Second)
		if at := w.told("1"); len(at) != 1 || at[0].Sub(back) > 2*time.Second {
			s.Fatalf("told %v", at)
		}
	})
}

// However many wakes cannot be taken, and whether they fail at once or stand still, the others come in time.
func TestWakesThatCannotBeTakenStarveNoOthers(t *testing.T) {
	for name, stuck := range map[string]func(release chan struct{}) error{
		"they fail":        func(chan struct{}) error { return errors.New("its session cannot be read") },
		"they stand still": func(release chan struct{}) error { <-release; return nil },
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				var w plugged
				h := s.host(w.platform())
				s.run(h)
				const many = 200
				for i := range many {
					s.unplugged(h, fmt.Sprint("stuck", i))
				}
				release := make(chan struct{})
				s.record.mu.Lock()
				s.record.loadOf = func(id bot.ConversationID) error {
					if strings.HasPrefix(string(id), "test:stuck") {
						return stuck(release)
					}
					return nil
				}
				s.record.mu.Unlock()
				for i := range 5 {
					time.Sleep(20 * time.Second)
					due := s.unplugged(h, fmt.Sprint(i))
					time.Sleep(70 * time.Second)
					if at := w.told(fmt.Sprint(i)); len(at) != 1 || at[0].Sub(due) > 4*time.Second {
						s.Errorf("%d: due %s, told %v", i, due, at)
					}
				}
				before := s.record.calls("due")
				time.Sleep(time.Minute)
				if n := s.record.calls("due") - before; n > 600 {
					s.Errorf("looked %d times in a minute", n)
				}
				close(release)
				s.record.mu.Lock()
				s.record.loadOf = nil
				s.record.mu.Unlock()
				time.Sleep(2 * time.Minute)
				if n := w.conversations(); n != many+5 {
					s.Errorf("%d woke, want %d", n, many+5)
				}
			})
		})
	}
}
