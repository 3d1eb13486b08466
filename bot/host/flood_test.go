package host_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// bucket lets ten through and then one a second, with a notice a minute.
type bucket struct {
	mu      sync.Mutex
	rested  map[bot.ConversationID]time.Time
	noticed map[bot.ConversationID]time.Time
	counted int
}

func newBucket() *bucket {
	return &bucket{rested: map[bot.ConversationID]time.Time{}, noticed: map[bot.ConversationID]time.Time{}}
}

func (b *bucket) Allow(_ context.Context, now time.Time, ids []bot.ConversationID, costs []int) (goes, notices []bool) {
	for i, id := range ids {
		one, notice := b.allow(id, costs[i], now)
		goes, notices = append(goes, one), append(notices, notice)
	}
	return goes, notices
}

func (b *bucket) allow(id bot.ConversationID, cost int, now time.Time) (goes, notice bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.counted++
	if b.rested[id].Before(now) {
		b.rested[id] = now
	}
	if b.rested[id].Add(time.Second).Sub(now) <= 10*time.Second {
		b.rested[id] = b.rested[id].Add(time.Duration(cost) * time.Second)
		return true, false
	}
	if last, told := b.noticed[id]; !told || now.Sub(last) >= time.Minute {
		b.noticed[id] = now
		return false, true
	}
	return false, false
}

// never is a limit that lets nobody through.
type never struct{}

func (never) Allow(_ context.Context, _ time.Time, ids []bot.ConversationID, _ []int) (goes, notices []bool) {
	return make([]bool, len(ids)), make([]bool, len(ids))
}

func limited(limit host.Limit) func(*host.Options) { return func(o *host.Options) { o.Limit = limit } }

// F02: a thousand messages in ten seconds are a thousand turns, few answers, one notice; others do not feel it.
func TestAFloodIsKeptAndNotAnswered(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(nil)
		h := s.host(p, limited(newBucket()), func(o *host.Options) { o.Pace = host.Pace{Burst: 30, Every: time.Second} })
		s.run(h)
		for i := range 1000 {
			s.give(h, event("1", fmt.Sprint("f", i), bot.Said{Text: "slow", Lang: "en"}))
			time.Sleep(10 * time.Millisecond)
			if i == 500 {
				s.talks(h, "2")
				synctest.Wait()
				s.shown(p, "2")
			}
		}
		s.whole("1", 1000)
		notices, messages := 0, 0
		for id, text := range p.texts {
			if strings.HasPrefix(id, "test:1/") {
				messages++
				if strings.Contains(text, "moment") {
					notices++
				}
			}
		}
		if messages > 25 || notices > 1 {
			s.Fatalf("%d messages, %d notices", messages, notices)
		}
		time.Sleep(time.Minute)
		s.shown(p, "1")
		s.folds("1")
		s.give(h, press("1", "after", "human")) // and then it goes on as if nothing had been
		if now := s.session("1"); now.Mode() != bot.Deferred {
			s.Fatalf("mode %s", now.Mode())
		}
	})
}

// What counts is what there is to read: whoever gets several messages to each press may press less often.
func TestTheLimitCountsAnswers(t *testing.T) {
	for name, limit := range map[string]func() host.Limit{
		"a shared one":      func() host.Limit { return newBucket() },
		"one process's own": func() host.Limit { return host.NewLocalLimit() },
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				p := onPlatform(nil)
				h := s.host(p, limited(limit()))
				s.run(h)
				most := 0
				for i := range 1000 {
					before := s.record.committed()
					s.give(h, press("1", fmt.Sprint("f", i), []bot.OptionID{"human", "withdraw"}[i%2]))
					most = max(most, s.record.committed()-before)
					time.Sleep(10 * time.Millisecond)
				}
				s.whole("1", 1000)
				s.folds("1")
				if n := s.record.committed(); most < 2 || n > 25 || n < 15 {
					s.Fatalf("%d messages, up to %d at once", n, most)
				}
			})
		})
	}
}

// In a flood commands wait too; nothing is lost but the answer.
func TestAHurriedCommandMovesNothing(t *testing.T) {
	staged(t, func(s *stage) {
		quick, slow := s.host(onPlatform(nil), limited(never{})), s.host(onPlatform(nil))
		s.give(slow, press("1", "a", "slow"))
		before := s.session("1")
		for i, command := range bot.Commands() {
			s.give(quick, press("1", fmt.Sprint("b", i), command))
		}
		s.whole("1", 1+len(bot.Commands()))
		s.folds("1")
		if now := s.session("1"); now.Mode() != bot.Guided || fmt.Sprint(now.Stack) != fmt.Sprint(before.Stack) {
			s.Fatalf("moved from %+v to %+v", before, now)
		}
	})
}

func TestAHurriedLineReachesTheAgent(t *testing.T) {
	staged(t, func(s *stage) {
		var relayed []string
		said := 0
		h := s.host(onPlatform(nil), limited(never{}), func(o *host.Options) {
			o.Watch = func(turn bot.Turn) {
				for _, effect := range turn.Effects {
					switch e := effect.(type) {
					case bot.Relay:
						relayed = append(relayed, e.Text)
					case bot.Say:
						said++
					}
				}
			}
		})
		s.give(h, event("1", "a", bot.AgentClaimed{Agent: bot.Agent{ID: "c", Name: "Camille"}}))
		said = 0
		s.give(h, event("1", "b", bot.Said{Text: "one"}))
		s.give(h, event("1", "c", bot.Said{Text: "mon mot de passe est " + canary}))
		if len(relayed) != 2 || relayed[0] != "one" || strings.Contains(relayed[1], "Soleil") || said != 0 {
			s.Fatalf("relayed %q, said %d", relayed, said)
		}
		s.clean()
	})
}

func TestOnlyPersonsAreCountedAndOnce(t *testing.T) {
	staged(t, func(s *stage) {
		limit := newBucket()
		h := s.host(onPlatform(nil), limited(limit))
		camille := bot.Agent{ID: "c", Name: "Camille"}
		for i, what := range []bot.Event{bot.Woke{Name: "x"}, bot.AgentClaimed{Agent: camille}, bot.AgentSaid{Agent: camille, Text: "x"}, bot.AgentReleased{Agent: camille}} {
			s.give(h, event("1", fmt.Sprint(i), what))
		}
		if limit.counted != 0 {
			s.Fatalf("%d events were counted", limit.counted)
		}
		stale := 0
		s.record.on("commit", func() error { // the first three times another is first
			if stale++; stale <= 3 {
				return bot.ErrStale
			}
			return nil
		})
		s.give(h, press("1", "p", "slow"))
		if limit.counted != 1 || stale != 4 {
			s.Fatalf("counted %d times in %d tries", limit.counted, stale)
		}
	})
}

type brokenLimit struct{}

func (brokenLimit) Allow(context.Context, time.Time, []bot.ConversationID, []int) (goes, notices []bool) {
	panic("broken")
}

func TestALimitThatBreaksLetsEverybodyIn(t *testing.T) {
	staged(t, func(s *stage) {
		h := s.host(onPlatform(nil), limited(brokenLimit{}))
		s.give(h, press("1", "a", "human"))
		if now := s.session("1"); now.Mode() != bot.Deferred {
			s.Fatalf("mode %s", now.Mode())
		}
	})
}
