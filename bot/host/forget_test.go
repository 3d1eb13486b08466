package host_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// nothing checks that nothing is kept of the conversation but that it was erased.
func (s *stage) nothing(conversation string, m *memory) {
	s.Helper()
	id := bot.ConversationID("test:" + conversation)
	d, err := s.record.Dossier(s.Context(), id)
	if err != nil {
		s.Fatal(err)
	}
	if d.Session != nil || len(d.Entries)+len(d.Lines)+len(d.Alarms)+len(d.Letters) != 0 {
		s.Fatalf("left: %+v", d)
	}
	if n := len(d.Audit); n == 0 || d.Audit[n-1].Action != bot.ActionErased {
		s.Errorf("the audit says %+v", d.Audit)
	}
	if _, lives := m.dump()[id]; lives {
		s.Error("its session lives on")
	}
}

// D24: with a reminder pending and a message under way, all of it goes, and nothing is sent afterwards.
func TestAnErasureLeavesNothingAndNothingFollows(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		var hangs atomic.Bool
		p := onPlatform(func(bot.Line, int) error {
			if hangs.Load() {
				time.Sleep(4 * time.Second)
			}
			return nil
		})
		h := s.host(p, living(m))
		s.run(h)
		s.run(s.host(p, living(m)))
		s.unplugged(h, "1")
		s.unplugged(h, "2")
		synctest.Wait()
		hangs.Store(true)
		s.give(h, press("1", "x", "repeat"))
		if err := h.Erase(s.Context(), "test:1"); err != nil {
			s.Fatal(err)
		}
		time.Sleep(30 * time.Second)
		s.nothing("1", m)
		said := len(p.accepted())
		hangs.Store(false)
		time.Sleep(50 * time.Second) // the other's reminder comes all the same
		for _, line := range p.accepted()[said:] {
			if strings.HasPrefix(line, "test:1/") {
				s.Errorf("%s was sent afterwards", line)
			}
		}
		if len(p.accepted()) == said {
			s.Error("the other one was not reminded")
		}
		s.nothing("1", m)
		s.give(h, press("1", "anew", "slow"))
		s.whole("1", 1)
	})
}

// A platform that takes nothing holds an erasure up for half an hour, and no longer.
func TestAnErasureDoesNotWaitForAPlatformForEver(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		h := s.host(onPlatform(func(bot.Line, int) error { return bot.ErrUnsent }), living(m))
		s.run(h)
		s.give(h, press("1", "a", "slow"))
		if err := h.Erase(s.Context(), "test:1"); err != nil {
			s.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		if s.session("1").Seq == 0 || s.unsent() == 0 {
			s.Fatal("it was erased before its last words were sent")
		}
		time.Sleep(22 * time.Minute)
		s.nothing("1", m)
	})
}

// A process that still holds the session does not bring the conversation back with it.
func TestAnErasedConversationIsNotBroughtBack(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		h := s.host(onPlatform(nil), living(m))
		for _, id := range []string{"a", "b", "c"} {
			s.give(h, press("1", id, "slow"))
		}
		old := m.dump()
		if _, err := host.Forget(s.Context(), s.record, m, "test:1"); err != nil {
			s.Fatal(err)
		}
		s.nothing("1", m)
		time.Sleep(time.Second)
		m.restore(old)
		s.give(h, press("1", "d", "slow"))
		s.whole("1", 1)
		for _, id := range []string{"e", "f"} {
			s.give(h, press("1", id, "failed"))
		}
		m.restore(old) // of the same turn as the new conversation is in
		s.give(h, press("1", "g", "failed"))
		s.whole("1", 4)
		s.folds("1")
		if now := s.session("1"); now.Started == old["test:1"].Started {
			s.Error("the old conversation goes on")
		}
	})
}

// What cannot be taken from where it lives is not taken from the record either: it is to be erased again.
func TestAForgettingThatFailsSaysSo(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		h := s.host(onPlatform(nil), living(m))
		s.give(h, press("1", "a", "slow"))
		m.fault = func(call string) error { return map[string]error{"drop": errors.New("gone")}[call] }
		if _, err := host.Forget(s.Context(), s.record, m, "test:1"); err == nil {
			s.Error("it says that all is erased")
		}
		s.whole("1", 1)
		m.fault = nil
		if forgotten, err := host.Forget(s.Context(), s.record, m, "test:1"); err != nil || forgotten.Turns != 1 {
			s.Errorf("%+v, %v", forgotten, err)
		}
		s.nothing("1", m)
	})
}

// Of somebody who is not known there may be dead letters.
func TestTheErasureOfAStrangerErasesTheirLetters(t *testing.T) {
	staged(t, func(s *stage) {
		h := s.host(onPlatform(nil))
		letter := bot.DeadLetter{Conversation: "test:1", Cause: event("1", "x", bot.Said{Text: "tell nobody"}), Reason: "the engine panicked"}
		if err := s.record.Bury(s.Context(), letter); err != nil {
			s.Fatal(err)
		}
		if err := h.Erase(s.Context(), "test:1"); err != nil {
			s.Fatal(err)
		}
		if len(s.letters()) != 0 || s.session("1").Seq != 0 {
			s.Errorf("%d letters are left, at turn %d", len(s.letters()), s.session("1").Seq)
		}
	})
}
