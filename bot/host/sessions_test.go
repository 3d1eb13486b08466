package host_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// memory is where sessions live, and what goes wrong there.
type memory struct {
	mu    sync.Mutex
	held  map[bot.ConversationID]bot.Session
	fault func(call string) error
	gets  int
}

func newMemory() *memory { return &memory{held: map[bot.ConversationID]bot.Session{}} }

func (m *memory) fails(call string) error {
	m.mu.Lock()
	fault := m.fault
	m.gets++
	m.mu.Unlock()
	if fault == nil {
		return nil
	}
	return fault(call)
}

func (m *memory) Get(_ context.Context, ids ...bot.ConversationID) (map[bot.ConversationID]bot.Session, error) {
	if err := m.fails("get"); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	found := map[bot.ConversationID]bot.Session{}
	for _, id := range ids {
		if session, ok := m.held[id]; ok {
			found[id] = session
		}
	}
	return found, nil
}

func (m *memory) Put(_ context.Context, sessions ...bot.Session) error {
	if err := m.fails("put"); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, session := range sessions {
		if m.held[session.ID].Seq <= session.Seq { // as Redis: a late writer does not bring an old one back
			m.held[session.ID] = session
		}
	}
	return nil
}

func (m *memory) Drop(_ context.Context, ids ...bot.ConversationID) error {
	if err := m.fails("drop"); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range ids {
		delete(m.held, id)
	}
	return nil
}

// dump is what is held now; restore puts an old dump back.
func (m *memory) dump() map[bot.ConversationID]bot.Session {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.held)
}

func (m *memory) restore(held map[bot.ConversationID]bot.Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.held = maps.Clone(held)
}

func living(m host.Sessions) func(*host.Options) {
	return func(o *host.Options) { o.Sessions = m }
}

func TestATurnStartsFromTheSessionThatLives(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		h := s.host(onPlatform(nil), living(m))
		s.give(h, press("1", "a", "slow"))
		loads := s.record.calls("load")
		for i := range 5 {
			s.give(h, press("1", fmt.Sprint("b", i), "failed"))
		}
		if n := s.record.calls("load") - loads; n != 0 {
			s.Fatalf("the record was read %d times", n)
		}
		s.whole("1", 6)
	})
}

// Whatever Redis says, the same comes of it as without: the fence decides.
func TestWhateverTheSessionStoreSaysTheRecordDecides(t *testing.T) {
	garbage := func(change func(*bot.Session)) func(*memory, bot.Session) {
		return func(m *memory, now bot.Session) {
			change(&now)
			m.restore(map[bot.ConversationID]bot.Session{"test:1": now})
		}
	}
	old := func(m *memory, _ bot.Session) {
		m.restore(map[bot.ConversationID]bot.Session{"test:1": bot.NewSession("test:1", time.Now())})
	}
	for name, spoil := range map[string]func(*memory, bot.Session){
		"flushed":    func(m *memory, _ bot.Session) { m.restore(map[bot.ConversationID]bot.Session{}) },
		"old":        old,
		"ahead":      garbage(func(s *bot.Session) { s.Seq += 900 }),
		"nameless":   garbage(func(s *bot.Session) { *s = bot.Session{} }),
		"a stranger": garbage(func(s *bot.Session) { s.ID, s.Home = "test:2", "test:2" }),
		"no step":    garbage(func(s *bot.Session) { s.Seq--; s.Stack = []bot.Frame{{Flow: "gone", Step: "away"}} }),
		"fails":      func(m *memory, _ bot.Session) { m.fault = func(string) error { return errors.New("gone") } },
		"panics":     func(m *memory, _ bot.Session) { m.fault = func(string) error { panic("broken") } },
		"get panics": func(m *memory, _ bot.Session) {
			m.fault = func(call string) error {
				return map[string]func() error{"get": func() error { panic("") }, "put": func() error { return nil }}[call]()
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				m, p := newMemory(), onPlatform(nil)
				h := s.host(p, living(m))
				s.run(h)
				for i, option := range []bot.OptionID{"slow", "done", "no", "human", "withdraw", "human"} {
					s.give(h, press("1", fmt.Sprint(i), option))
					spoil(m, s.session("1"))
				}
				synctest.Wait()
				s.whole("1", 6)
				s.shown(p, "1")
				if now := s.session("1"); now.Mode() != bot.Deferred || s.session("2").Seq != 0 {
					s.Fatalf("mode %s; the other has %d turns", now.Mode(), s.session("2").Seq)
				}
			})
		})
	}
}

// After a restore of the record, what lives is ahead of it. It is dropped, and not looked over at every turn.
func TestASessionAheadOfTheRecordIsDropped(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		h := s.host(onPlatform(nil), living(m))
		s.give(h, press("1", "a", "slow"))
		ahead := s.session("1")
		ahead.Seq += 100
		m.restore(map[bot.ConversationID]bot.Session{ahead.ID: ahead})
		m.fault = func(call string) error {
			return map[string]error{"drop": errors.New("gone")}[call]
		}
		s.give(h, press("1", "b", "failed")) // it cannot be dropped now: the turn does not mind
		if m.dump()[ahead.ID].Seq != ahead.Seq {
			s.Fatal("it was dropped all the same")
		}
		m.fault = nil
		s.give(h, press("1", "c", "failed"))
		if now := m.dump()[ahead.ID]; now.Seq != s.session("1").Seq {
			s.Fatalf("turn %d lives, the record is at %d", now.Seq, s.session("1").Seq)
		}
		loads := s.record.calls("load")
		for i := range 5 {
			s.give(h, press("1", fmt.Sprint("d", i), "failed"))
		}
		if n := s.record.calls("load") - loads; n != 0 {
			s.Errorf("the record was read %d times", n)
		}
		s.whole("1", 8)
	})
}

func TestASessionStoreThatDoesNotComeBackIsNotWaitedFor(t *testing.T) {
	for _, hangs := range []string{"get", "put", "both"} {
		t.Run(hangs, func(t *testing.T) {
			staged(t, func(s *stage) {
				m, release := newMemory(), make(chan struct{})
				m.fault = func(call string) error {
					if call == hangs || hangs == "both" {
						<-release
					}
					return nil
				}
				h := s.host(onPlatform(nil), living(m))
				for i := range 5 {
					began := time.Now()
					s.give(h, press("1", fmt.Sprint(i), "slow"))
					if took := time.Since(began); took > 110*time.Millisecond {
						s.Errorf("a turn took %s", took)
					}
				}
				s.whole("1", 5)
				close(release)
				synctest.Wait()
				m.mu.Lock()
				m.fault = nil
				m.mu.Unlock()
				began := time.Now()
				s.give(h, press("1", "after", "slow"))
				if time.Since(began) != 0 {
					s.Error("it is not trusted again")
				}
			})
		})
	}
}

// A refusal changes nothing and is fenced by nothing: before an agent hears it, the record is asked.
func TestAnAgentIsNotRefusedByAnOldSession(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		h := s.host(onPlatform(nil), living(m))
		camille, sam := bot.Agent{ID: "c", Name: "Camille"}, bot.Agent{ID: "s", Name: "Sam"}
		s.give(h, event("1", "a", bot.AgentClaimed{Agent: camille}))
		old := m.dump()
		s.give(h, event("1", "b", bot.AgentReleased{Agent: camille}))
		m.restore(old)
		s.give(h, event("1", "c", bot.AgentClaimed{Agent: sam}))
		if now := s.session("1"); now.Case.Owner.ID != "s" {
			s.Fatalf("the case is %+v", now.Case)
		}
		var refused *bot.RefusedError
		if err := h.Receive(s.Context(), event("1", "d", bot.AgentClaimed{Agent: camille})); !errors.As(err, &refused) {
			s.Fatalf("got %v", err)
		}
	})
}
