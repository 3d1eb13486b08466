package host_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// talks gives a conversation a few turns, most with several messages.
func (s *stage) talks(h *host.Host, conversation string) {
	s.Helper()
	for i, option := range []bot.OptionID{"slow", "human", "withdraw", "human", "withdraw"} {
		s.give(h, press(conversation, fmt.Sprint(conversation, "-", i), option))
	}
}

func TestALineIsOnItsWayAtOnce(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		h := s.host(p)
		s.run(h)
		began := time.Now()
		s.talks(h, "1")
		synctest.Wait()
		s.shown(p, "1")
		if !time.Now().Equal(began) {
			s.Fatalf("it took %s", time.Since(began))
		}
		if s.unsent() != 0 {
			s.Fatal("the record holds lines that were sent")
		}
	})
}

// Whatever goes wrong on the way, and in whatever order: each person is shown every line once, in order.
func TestAlwaysTheOrderIsKeptWithFailuresInBetween(t *testing.T) {
	faults := []error{nil, nil, nil, bot.ErrUnsent, fmt.Errorf("dial: %w", bot.ErrUnsent), &bot.RetryAfterError{After: 3 * time.Second},
		&bot.RetryAfterError{After: -5, All: true}, &bot.RetryAfterError{}}
	rapid.Check(t, func(rt *rapid.T) {
		dice := rapid.SliceOfN(rapid.IntRange(0, len(faults)-1), 32, 32).Draw(rt, "faults")
		pace := rapid.SampledFrom([]host.Pace{{}, {Burst: 2, Every: time.Second}}).Draw(rt, "pace")
		staged(t, func(s *stage) {
			n := 0
			var p *platform
			p = onPlatform(func(bot.Line, int) error {
				p.mu.Lock()
				defer p.mu.Unlock()
				if n++; n > len(dice) {
					return nil
				}
				return faults[dice[n-1]]
			})
			h := s.host(p, func(o *host.Options) { o.Pace = pace })
			s.run(h)
			for _, conversation := range []string{"1", "2", "3"} {
				s.talks(h, conversation)
			}
			for began := time.Now(); s.record.committed() > len(p.accepted()) && time.Since(began) < 6*time.Hour; {
				time.Sleep(10 * time.Second)
			}
			time.Sleep(20 * time.Second)
			for _, conversation := range []string{"1", "2", "3"} {
				s.shown(p, conversation)
			}
		})
	})
}

func TestNoRequestWithinRetryAfter(t *testing.T) {
	for name, c := range map[string]struct {
		after time.Duration
		all   bool
		waits time.Duration
	}{
		"zero, or unreadable": {0, false, time.Second},
		"negative":            {-5 * time.Second, false, time.Second},
		"a fraction":          {350 * time.Millisecond, false, time.Second},
		"seconds":             {7 * time.Second, false, 7 * time.Second},
		"an hour":             {3600 * time.Second, false, time.Hour},
		"days":                {72 * time.Hour, false, time.Hour},
		"every place":         {7 * time.Second, true, 7 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				var limited time.Time
				p := onPlatform(nil)
				p.script = func(line bot.Line, try int) error {
					if line.Conversation == "test:1" && limited.IsZero() {
						limited = time.Now()
						return &bot.RetryAfterError{After: c.after, All: c.all}
					}
					if waited := time.Since(limited); (c.all || line.Conversation == "test:1") && waited < c.waits {
						s.Errorf("%s was sent after %s, within %s", line.ID(), waited, c.waits)
					}
					return nil
				}
				h := s.host(p)
				s.run(h)
				s.talks(h, "1")
				synctest.Wait()
				s.talks(h, "2")
				synctest.Wait()
				if n := len(p.accepted()); (n == 0) != c.all {
					s.Fatalf("%d messages at once, all paused: %v", n, c.all)
				}
				time.Sleep(c.waits + 2*time.Second)
				synctest.Wait()
				s.shown(p, "1")
				s.shown(p, "2")
			})
		})
	}
}

// The record knows how long a line waits, so that no other process sends it sooner.
func TestNoOtherProcessSendsWithinRetryAfter(t *testing.T) {
	staged(t, func(s *stage) {
		limited := onPlatform(func(bot.Line, int) error { return &bot.RetryAfterError{After: time.Minute} })
		first := s.host(limited)
		s.run(first)
		s.record.on("lease", func() error { return errGone }) // the first would know it by itself
		s.give(first, press("1", "a", "slow"))
		p := onPlatform(nil)
		s.run(s.host(p, func(o *host.Options) { o.Outbox = s.record.Store }))
		time.Sleep(59 * time.Second)
		if got := p.accepted(); len(got) != 0 {
			s.Fatalf("sent %v", got)
		}
	})
}

func TestARefusedLineIsDeadAndTheNextGoes(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(func(line bot.Line, _ int) error {
			if line.Seq == 1 {
				return fmt.Errorf("channel_not_found: %w", bot.ErrRefused)
			}
			return nil
		})
		h := s.host(p)
		s.run(h)
		s.give(h, press("1", "a", "slow"))
		s.give(h, press("1", "b", "human"))
		synctest.Wait() // no time passes
		if got := p.accepted(); len(got) == 0 {
			s.Fatalf("shown %v", got)
		}
		time.Sleep(time.Hour)
		if p.triesOf("test:1/1/0") != 1 || p.triesOf("test:1/1/1") > 1 {
			s.Fatalf("a refused line was tried %d times", p.triesOf("test:1/1/0"))
		}
		if got := p.accepted(); len(got) == 0 || s.unsent() != 0 {
			s.Fatalf("shown %v, %d unsent", got, s.unsent())
		}
	})
}

// A platform that is away for hours loses nothing: what was not written waits, with pauses that grow.
func TestTheOutboxWaitsForAPlatformThatIsAway(t *testing.T) {
	for name, fault := range map[string]error{"unsent": bot.ErrUnsent, "limited": &bot.RetryAfterError{After: 200 * time.Second}} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				began := time.Now()
				p := onPlatform(func(bot.Line, int) error {
					if time.Since(began) < 4*time.Hour {
						return fault
					}
					return nil
				})
				h := s.host(p)
				s.run(h)
				s.talks(h, "1")
				time.Sleep(4 * time.Hour)
				if tries := len(p.when()); tries < 40 || tries > 90 {
					s.Errorf("tried %d times in four hours", tries)
				}
				if when := p.when(); name == "unsent" && (when[1] < 5*time.Second || when[1] > 6*time.Second || when[2]-when[1] < 10*time.Second) {
					s.Errorf("tried at %v", when[:4])
				}
				time.Sleep(6 * time.Minute)
				synctest.Wait()
				s.shown(p, "1")
			})
		})
	}
}

func TestAnAdapterThatPanicsOrHangsCostsItsLineOnly(t *testing.T) {
	for name, fault := range map[string]func(release chan struct{}){
		"panics":   func(chan struct{}) { panic("broken adapter") },
		"hangs":    func(release chan struct{}) { <-release },
		"outlives": func(chan struct{}) { time.Sleep(20 * time.Second) },
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				release := make(chan struct{})
				p := onPlatform(func(line bot.Line, try int) error {
					if line.Conversation == "test:1" && try == 1 && line.Seq == 1 {
						fault(release)
						return errors.New("too late")
					}
					return nil
				})
				h := s.host(p)
				stop := s.run(h)
				s.give(h, press("1", "a", "slow"))
				s.talks(h, "2")
				synctest.Wait()
				s.shown(p, "2") // at once: others do not feel it
				time.Sleep(40 * time.Second)
				s.shown(p, "1")
				if took := stop(); took > 15*time.Second {
					s.Errorf("the end took %s", took)
				}
				close(release)
			})
		})
	}
}

// A settlement that the record does not take must not show the line twice, however long it is away.
func TestASettlementThatFailsIsNotASecondMessage(t *testing.T) {
	for _, away := range []time.Duration{time.Second, 5 * time.Second, time.Minute, time.Hour} {
		t.Run(away.String(), func(t *testing.T) {
			staged(t, func(s *stage) {
				p := onPlatform(nil)
				h := s.host(p)
				s.run(h)
				s.record.on("settle", func() error { return errGone })
				s.give(h, press("1", "a", "slow"))
				s.give(h, press("1", "b", "human"))
				time.Sleep(away)
				s.record.on("settle", nil)
				time.Sleep(20 * time.Second)
				s.shown(p, "1")
				if s.unsent() != 0 {
					s.Fatal("lines are left")
				}
			})
		})
	}
}

// The record was away for a moment only: no other process gets the line that was sent.
func TestASettlementIsTriedAgainWhileTheLeaseLasts(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		first := s.host(p)
		s.run(first)
		s.record.on("settle", func() error { return errGone })
		s.record.on("lease", func() error { return errGone }) // for the first
		s.give(first, press("1", "a", "slow"))
		s.run(s.host(p, func(o *host.Options) { o.Outbox = s.record.Store }))
		time.Sleep(5 * time.Second)
		s.record.on("settle", nil)
		time.Sleep(time.Minute)
		s.shown(p, "1")
	})
}

// picky cannot settle one line, as when the platform gave an id that no database takes.
type picky struct {
	*shaky
	line string
}

func (p *picky) Settle(ctx context.Context, all []bot.Settlement) ([]bot.Line, error) {
	for _, one := range all {
		if one.Line.ID() == p.line {
			return nil, errors.New("invalid byte sequence")
		}
	}
	return p.shaky.Settle(ctx, all)
}

func TestOneSettlementThatCannotBeWrittenStopsNoOther(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(func(bot.Line, int) error { time.Sleep(time.Second); return nil }) // all end in the same moment
		h := s.host(p, func(o *host.Options) { o.Outbox = &picky{s.record, "test:1/1/0"} })
		s.run(h)
		for i := range 10 {
			s.give(h, press(fmt.Sprint(i), fmt.Sprint("a", i), "slow"))
		}
		time.Sleep(3 * time.Second)
		for i := range 10 {
			if i != 1 {
				s.shown(p, fmt.Sprint(i))
			}
		}
		time.Sleep(time.Minute)
		if tries := p.triesOf("test:1/1/0"); tries != 1 {
			s.Fatalf("the line that cannot be settled was sent %d times", tries)
		}
	})
}

// The first process is slower than its lease. The second sends the line again, as it must; what the
// first says then counts no longer, and nobody sends it a third time.
func TestALeaseThatWasOutlivedIsTheOthersNow(t *testing.T) {
	staged(t, func(s *stage) {
		slow := onPlatform(nil)
		first := s.host(slow)
		stop := s.run(first)
		s.record.on("settle", func() error { return errGone }) // the first cannot reach the record any more
		s.record.on("lease", func() error { return errGone })
		s.record.on("uncertain", func() error { return errGone })
		s.give(first, press("1", "a", "slow"))
		synctest.Wait()
		p := onPlatform(nil)
		second := s.host(p, func(o *host.Options) { o.Record, o.Outbox = s.record.Store, s.record.Store })
		time.Sleep(10 * time.Second)
		s.run(second)
		synctest.Wait()
		if len(p.accepted()) != 0 {
			s.Fatal("the second process sent a line that was leased")
		}
		time.Sleep(7 * time.Second)
		s.record.gone(false)
		time.Sleep(20 * time.Second)
		stop()
		if got := p.accepted(); len(got) == 0 || got[0] != "test:1/1/0" {
			s.Fatalf("the second process sent %v", got)
		}
		if s.unsent() != 0 || p.triesOf("test:1/1/0") != 1 || slow.triesOf("test:1/1/0") != 1 {
			s.Fatalf("%d unsent, %d and %d tries", s.unsent(), slow.triesOf("test:1/1/0"), p.triesOf("test:1/1/0"))
		}
	})
}

// A claim cancels what nobody has begun to write, and nothing else: after the line that says who has
// joined, the bot is silent.
func TestAClaimCancelsWhatIsNotUnderWay(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(func(line bot.Line, _ int) error {
			if line.ID() == "test:1/1/0" {
				time.Sleep(5 * time.Second)
			}
			return nil
		})
		h := s.host(p)
		s.run(h)
		s.give(h, event("1", "a", bot.Said{Text: "hello", Lang: "en"}))
		s.give(h, press("1", "b", "slow"))
		time.Sleep(time.Second)
		s.give(h, event("1", "c", bot.AgentClaimed{Agent: bot.Agent{ID: "c", Name: "Camille"}}))
		s.give(h, event("1", "d", bot.AgentSaid{Agent: bot.Agent{ID: "c", Name: "Camille"}, Text: "bonjour"}))
		time.Sleep(time.Minute)
		got := p.accepted()
		if len(got) < 3 || got[0] != "test:1/1/0" || !strings.HasPrefix(got[1], "test:1/3/") || !strings.Contains(p.texts[got[1]], "Camille") {
			s.Fatalf("shown %v", got)
		}
		for _, id := range got[1:] {
			if strings.HasPrefix(id, "test:1/1/") || strings.HasPrefix(id, "test:1/2/") {
				s.Fatalf("the bot spoke after the claim: %v", got)
			}
		}
		if s.unsent() != 0 {
			s.Fatal("lines are left")
		}
	})
}

// While one platform takes all the time it may and has very much to say, the other does not notice.
func TestASlowPlatformWithABacklogDoesNotHoldUpAnother(t *testing.T) {
	staged(t, func(s *stage) {
		under, most := 0, 0
		slow := onPlatform(nil)
		slow.name = "slow"
		slow.script = func(bot.Line, int) error {
			slow.mu.Lock()
			under++
			most = max(most, under)
			slow.mu.Unlock()
			time.Sleep(7 * time.Second)
			slow.mu.Lock()
			under--
			slow.mu.Unlock()
			return nil
		}
		p := onPlatform(nil)
		h := s.host(p, func(o *host.Options) { o.Channels = append(o.Channels, slow) })
		const many = 300
		for i := range many { // nobody carries them yet
			in := press(fmt.Sprint(i), fmt.Sprint("s", i), "slow")
			in.Where = bot.Address(fmt.Sprint("slow:", i))
			s.give(h, in)
		}
		s.run(h)
		time.Sleep(3 * time.Second)
		s.record.on("settle", func() error { return nil })
		s.talks(h, "1")
		time.Sleep(1500 * time.Millisecond)
		s.shown(p, "1")
		time.Sleep(3 * time.Minute)
		slow.mu.Lock()
		if most > 64 {
			s.Errorf("%d lines at once to one platform", most)
		}
		slow.mu.Unlock()
		for i := range many {
			if n := slow.triesOf(fmt.Sprintf("slow:%d/1/0", i)); n != 1 {
				s.Fatalf("line %d was sent %d times", i, n)
			}
		}
	})
}

// What has to wait for room stays in the record: it is leased once, when it is about to be written.
func TestABacklogIsNotLeasedBeforeItsTime(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(func(line bot.Line, _ int) error {
			if line.Attempt > 1 {
				s.Errorf("%s was leased %d times", line.ID(), line.Attempt)
			}
			time.Sleep(2 * time.Second)
			return nil
		})
		h := s.host(p)
		for i := range 300 {
			s.give(h, press(fmt.Sprint(i), fmt.Sprint("s", i), "slow"))
		}
		s.run(h)
		time.Sleep(30 * time.Second)
		for i := range 300 {
			s.shown(p, fmt.Sprint(i))
		}
	})
}

func TestABacklogGoesAsFastAsThePlatformTakesIt(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		h := s.host(p)
		for i := range 500 {
			s.give(h, press(fmt.Sprint(i), fmt.Sprint("s", i), "slow"))
		}
		s.run(h)
		time.Sleep(1100 * time.Millisecond)
		for i := range 500 {
			s.shown(p, fmt.Sprint(i))
		}
	})
}
