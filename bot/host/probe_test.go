package host_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// asked is a platform that can be asked for a line.
type asked struct {
	*platform
	look   func(line bot.Line, n int) (found bool, err error) // n counts the looks, from 1
	looks  map[string]int
	looked []time.Time
}

func onAsked(script func(bot.Line, int) error, look func(bot.Line, int) (bool, error)) *asked {
	return &asked{platform: onPlatform(script), look: look, looks: map[string]int{}}
}

func (a *asked) Probe(_ context.Context, line bot.Line) (bot.Receipt, bool, error) {
	a.mu.Lock()
	a.looks[line.ID()]++
	n := a.looks[line.ID()]
	a.looked = append(a.looked, time.Now())
	a.mu.Unlock()
	found, err := a.look(line, n)
	return bot.Receipt{ID: "found"}, found, err
}

var errTimeout = errors.New("timeout")

// lost accepts a first try and loses the answer.
func lost(p func() *asked, accepted bool) func(bot.Line, int) error {
	return func(line bot.Line, try int) error {
		if line.ID() != "test:1/1/0" || try > 1 {
			return nil
		}
		if accepted {
			p().accept(line)
		}
		return errTimeout
	}
}

func (a *asked) at(from time.Time) (out []time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, at := range a.looked {
		out = append(out, at.Sub(from).Truncate(time.Second))
	}
	return out
}

func TestAnAnswerThatWasLostIsLookedForAndThenSentAgain(t *testing.T) {
	staged(t, func(s *stage) {
		var p *asked
		p = onAsked(lost(func() *asked { return p }, false), func(bot.Line, int) (bool, error) { return false, nil })
		h := s.host(p)
		s.run(h)
		began := time.Now()
		s.talks(h, "1")
		time.Sleep(40 * time.Second)
		if p.triesOf("test:1/1/0") != 1 || len(p.accepted()) != 0 {
			s.Fatal("it was sent again before the last look, or overtaken")
		}
		time.Sleep(time.Minute)
		s.shown(p.platform, "1")
		for i, want := range []time.Duration{5 * time.Second, 15 * time.Second, 45 * time.Second} {
			if at := p.at(began); len(at) != 3 || at[i] < want || at[i] > want+2*time.Second {
				s.Fatalf("looked at %v", at)
			}
		}
	})
}

// The second message is lost too: it is looked for as long as the first.
func TestEachTryIsLookedForAnew(t *testing.T) {
	staged(t, func(s *stage) {
		p := onAsked(func(line bot.Line, try int) error {
			if line.ID() == "test:1/1/0" && try <= 2 {
				return errTimeout
			}
			return nil
		}, func(bot.Line, int) (bool, error) { return false, nil })
		h := s.host(p)
		s.run(h)
		s.talks(h, "1")
		time.Sleep(5 * time.Minute)
		s.shown(p.platform, "1")
		if p.looks["test:1/1/0"] != 6 {
			s.Fatalf("looked %d times", p.looks["test:1/1/0"])
		}
	})
}

func TestAnAnswerThatWasLostIsFound(t *testing.T) {
	for _, nth := range []int{1, 2, 3} { // histories lag
		t.Run(fmt.Sprint(nth), func(t *testing.T) {
			staged(t, func(s *stage) {
				var p *asked
				p = onAsked(lost(func() *asked { return p }, true), func(_ bot.Line, n int) (bool, error) { return n >= nth, nil })
				h := s.host(p)
				s.run(h)
				s.talks(h, "1")
				time.Sleep(2 * time.Minute)
				s.shown(p.platform, "1") // once, though it was tried once, and the rest after it
				if p.looks["test:1/1/0"] != nth {
					s.Fatalf("looked %d times", p.looks["test:1/1/0"])
				}
			})
		})
	}
}

// A look that fails says nothing: it neither counts nor leads to a second message.
func TestALookThatFailsIsNoLook(t *testing.T) {
	for name, fault := range map[string]func(release chan struct{}) error{
		"error": func(chan struct{}) error { return errTimeout },
		"panic": func(chan struct{}) error { panic("broken adapter") },
		"hang":  func(release chan struct{}) error { <-release; return nil },
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				release := make(chan struct{})
				var p *asked
				p = onAsked(lost(func() *asked { return p }, true), func(_ bot.Line, n int) (bool, error) {
					if n <= 5 {
						return false, fault(release)
					}
					return true, nil
				})
				h := s.host(p)
				s.run(h)
				s.talks(h, "1")
				s.talks(h, "2")
				synctest.Wait()
				s.shown(p.platform, "2")
				time.Sleep(3 * time.Minute)
				s.shown(p.platform, "1")
				close(release)
			})
		})
	}
}

// Looks that take long hold up neither what is new on the same platform nor what is ready elsewhere.
func TestSlowLooksHoldNobodyUp(t *testing.T) {
	staged(t, func(s *stage) {
		p := onAsked(func(line bot.Line, try int) error {
			if try == 1 && line.Seq == 1 && line.Part == 0 && line.Conversation != "test:new" {
				return errTimeout
			}
			return nil
		}, func(bot.Line, int) (bool, error) { time.Sleep(7 * time.Second); return false, nil })
		h := s.host(p)
		const many = 40
		for i := range many {
			s.give(h, press(fmt.Sprint(i), fmt.Sprint("a", i), "slow"))
		}
		s.run(h)
		time.Sleep(8 * time.Second)
		s.record.on("settle", nil)
		s.give(h, press("new", "n", "slow"))
		time.Sleep(1100 * time.Millisecond)
		s.shown(p.platform, "new")
		time.Sleep(3 * time.Minute)
		for i := range many {
			if n := p.triesOf(fmt.Sprintf("test:%d/1/0", i)); n != 2 {
				s.Fatalf("line %d was sent %d times", i, n)
			}
		}
	})
}

// What was uncertain is the other process's to find out when the first is gone.
func TestAnotherProcessFindsOut(t *testing.T) {
	staged(t, func(s *stage) {
		var p *asked
		p = onAsked(lost(func() *asked { return p }, true), func(_ bot.Line, n int) (bool, error) { return true, nil })
		first := s.host(p)
		stop := s.run(first)
		s.give(first, press("1", "a", "slow"))
		synctest.Wait()
		stop()
		s.run(s.host(p))
		time.Sleep(10 * time.Second)
		s.shown(p.platform, "1")
	})
}

func TestAChannelThatCannotLookSendsAgainButNotForEver(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(func(line bot.Line, _ int) error {
			if line.ID() == "test:1/1/0" {
				return errTimeout
			}
			return nil
		})
		h := s.host(p)
		s.run(h)
		s.give(h, press("1", "a", "slow"))
		time.Sleep(4 * time.Hour)
		if n := p.triesOf("test:1/1/0"); n != 20 {
			s.Errorf("tried %d times", n)
		}
		s.give(h, press("1", "b", "human"))
		synctest.Wait()
		if got := p.accepted(); !slices.Contains(got, "test:1/2/0") {
			s.Errorf("what came after was not shown: %v", got)
		}
	})
}

var _ host.Prober = (*asked)(nil)
