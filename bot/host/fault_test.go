package host_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

const canary = "Soleil2024!"

// clean checks that the secret is in none of the letters, the logs, the session and the journal.
func (s *stage) clean() {
	s.Helper()
	journal, err := s.record.Journal(s.Context(), "test:1")
	if err != nil {
		s.Fatal(err)
	}
	var lines []string
	for _, entry := range s.logs.AllEntries() {
		line, err := entry.String()
		if err != nil {
			s.Fatal(err)
		}
		lines = append(lines, line)
	}
	for name, what := range map[string]any{"letters": fmt.Sprintf("%+v", s.letters()), "logs": lines, "session": s.session("1"), "journal": journal} {
		written, err := json.Marshal(what)
		if err != nil {
			s.Fatal(err)
		}
		if strings.Contains(string(written), "Soleil") {
			s.Errorf("the secret is in the %s: %s", name, written)
		}
	}
}

// spell understands as another does, and breaks on a line that has the word in it.
type spell struct {
	host.Understander
	word  string
	tries int
}

func (b *spell) Understand(ctx context.Context, u bot.Utterance) (bot.Reading, error) {
	if strings.Contains(u.Text, b.word) {
		b.tries++
		panic(u.Text)
	}
	return b.Understander.Understand(ctx, u)
}

func poison(id string) bot.Envelope {
	return event("1", id, bot.Said{Text: "abracadabra, mon mot de passe est " + canary, Lang: "en"})
}

// A line on which the reader breaks is tried three times, kept without its secrets, and the person hears of it.
func TestALineThatBreaksTheReaderIsKept(t *testing.T) {
	staged(t, func(s *stage) {
		bad := &spell{Understander: s.reader.Understand, word: "abracadabra"}
		s.reader.Understand = bad
		p, metrics := onPlatform(nil), host.NewMetrics()
		h := s.host(p, func(o *host.Options) { o.Metrics = metrics })
		s.run(h)
		s.give(h, press("1", "a", "slow"))
		for range 3 { // the platform tells it again and again
			s.give(h, poison("b"))
		}
		if bad.tries != 9 {
			s.Errorf("it was tried %d times", bad.tries)
		}
		letters := s.letters()
		if len(letters) != 1 || letters[0].Cause.ID != "b" || letters[0].Conversation != "test:1" {
			s.Fatalf("letters %+v", letters)
		}
		if said, ok := letters[0].Cause.Event.(bot.Said); !ok || !strings.Contains(said.Text, "abracadabra") || len(said.Masked) == 0 {
			s.Errorf("what is left of it: %+v", letters[0].Cause.Event)
		}
		s.whole("1", 2) // one apology
		if now := s.session("1"); now.Asked == nil || now.Asked.What != bot.AskPerson {
			s.Errorf("nobody is offered: %+v", now.Asked)
		}
		s.give(h, press("1", "c", "human"))
		synctest.Wait()
		s.whole("1", 3)
		s.shown(p, "1")
		s.clean()
	})
}

// When not even the mask works, nothing of the line is kept but that it was there.
func TestALineThatBreaksTheMaskIsKeptWithoutItsWords(t *testing.T) {
	staged(t, func(s *stage) {
		mask := s.reader.Mask
		s.reader.Mask = func(text string, context []string) (string, []string) {
			if strings.Contains(text, "abracadabra") {
				panic(text)
			}
			return mask(text, context)
		}
		h := s.host(onPlatform(nil))
		camille := bot.Agent{ID: "c", Name: "Camille"}
		s.give(h, poison("a"))
		s.give(h, event("1", "b", bot.AgentClaimed{Agent: camille}))
		s.give(h, event("1", "c", bot.AgentSaid{Agent: camille, Text: "abracadabra " + canary}))
		letters := s.letters()
		if len(letters) != 2 || letters[0].Cause.Event != nil || letters[1].Cause.Event != nil {
			s.Fatalf("letters %+v", letters)
		}
		s.whole("1", 3)
		s.clean()
	})
}

func TestAnEventThatNoRecordCanHoldIsKept(t *testing.T) {
	for name, what := range map[string]bot.Event{
		"nothing":   nil,
		"a pointer": &bot.Said{Text: canary},
		"NaN":       bot.Chose{Option: "nan"},
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				if name == "NaN" {
					what = bot.Said{Text: "mot de passe: " + canary}
					s.reader.Understand = nan{}
				}
				h := s.host(onPlatform(nil))
				s.run(h)
				s.give(h, event("1", "a", what))
				if letters := s.letters(); len(letters) != 1 || letters[0].Cause.ID != "a" {
					s.Fatalf("letters %+v", letters)
				}
				s.whole("1", 1)
				if err := h.Ready(s.Context()); err != nil {
					s.Errorf("the record is thought to be away: %v", err)
				}
				s.clean()
			})
		})
	}
}

// nan is sure of nothing, to a degree that JSON has no word for.
type nan struct{}

func (nan) Understand(context.Context, bot.Utterance) (bot.Reading, error) {
	return bot.Reading{Guesses: []bot.Guess{{Flow: "slow_wifi", Score: math.NaN()}}}, nil
}

// A letter that cannot be kept is not acknowledged; the event comes again and is kept then, once.
func TestALetterThatCannotBeKeptIsNotAcknowledged(t *testing.T) {
	staged(t, func(s *stage) {
		s.reader.Understand = &spell{Understander: s.reader.Understand, word: "abracadabra"}
		h := s.host(onPlatform(nil))
		s.record.on("bury", func() error { return errGone })
		if err := h.Receive(s.Context(), poison("a")); err == nil {
			s.Fatal("it was acknowledged and is nowhere")
		}
		if len(s.letters()) != 0 || s.session("1").Seq != 0 {
			s.Fatal("something was kept all the same")
		}
		s.record.on("bury", nil)
		s.record.on("commit", func() error { return errGone })
		if err := h.Receive(s.Context(), poison("a")); err == nil {
			s.Fatal("the apology was lost")
		}
		s.record.on("commit", nil)
		s.give(h, poison("a"))
		if len(s.letters()) != 1 {
			s.Fatalf("letters %+v", s.letters())
		}
		s.whole("1", 1)
	})
}

// Another process is first while the letter is written: the apology goes in after it.
func TestAnApologyIsNotLostToARace(t *testing.T) {
	staged(t, func(s *stage) {
		other := s.host(onPlatform(nil))
		s.reader.Understand = &spell{Understander: s.reader.Understand, word: "abracadabra"}
		h := s.host(onPlatform(nil))
		s.record.on("commit", func() error {
			s.record.on("commit", nil)
			s.give(other, press("1", "meanwhile", "slow"))
			return nil
		})
		s.give(h, poison("a"))
		s.whole("1", 2)
		if now := s.session("1"); now.Asked == nil || now.Asked.What != bot.AskPerson {
			s.Fatalf("nobody says sorry: %+v", now.Asked)
		}
	})
}

// An engine that breaks on everything, its own apology too: the event is kept and acknowledged.
func TestAnApologyThatFailsTooIsNoReasonToComeAgain(t *testing.T) {
	staged(t, func(s *stage) {
		h := s.host(onPlatform(nil), func(o *host.Options) { o.Engine = new(bot.Engine) })
		for range 2 {
			s.give(h, press("1", "a", "slow"))
		}
		if letters := s.letters(); len(letters) != 1 || s.session("1").Seq != 0 {
			s.Fatalf("letters %+v, turn %d", letters, s.session("1").Seq)
		}
	})
}

// A session that lives in Redis may be what the engine breaks on: the record's is tried too.
func TestAFaultThatComesOfAnOldSessionCostsNothing(t *testing.T) {
	staged(t, func(s *stage) {
		m := newMemory()
		h := s.host(onPlatform(nil), living(m))
		s.give(h, press("1", "a", "slow"))
		broken := s.session("1")
		broken.Case = &bot.Case{State: bot.CaseHeld} // held by nobody
		m.restore(map[bot.ConversationID]bot.Session{"test:1": broken})
		s.reader.Understand = &spell{Understander: s.reader.Understand, word: "abracadabra"}
		s.give(h, press("1", "b", "human"))
		s.whole("1", 2)
		if len(s.letters()) != 0 {
			s.Fatalf("letters %+v", s.letters())
		}
	})
}

// A wake whose turn panics is kept as a letter, cancelled with the apology, and does not come again.
func TestAWakeThatBreaksTheEngineIsKeptAndDoesNotComeAgain(t *testing.T) {
	staged(t, func(s *stage) {
		h := s.host(onPlatform(nil))
		s.give(h, press("1", "a", "human")) // on a Saturday: the desk's opening is waited for
		whole := s.engine.Book().Hours["desk"]
		s.engine.Book().Hours["desk"] = brokenHours{whole}
		time.Sleep(72 * time.Hour)
		s.run(h)
		time.Sleep(time.Second)
		s.engine.Book().Hours["desk"] = whole
		letters := s.letters()
		if len(letters) != 1 || !strings.HasPrefix(string(letters[0].Cause.ID), "timer:test:1:desk:") {
			s.Fatalf("letters %+v", letters)
		}
		for _, pending := range s.session("1").Wakes {
			if pending.Name == "desk" {
				s.Fatal("the session still waits for it")
			}
		}
		if next, set, err := s.record.Store.Next(s.Context()); err != nil || set && next.Before(time.Now()) {
			s.Fatalf("a wake is still due: %s, %v", next, err)
		}
		s.give(h, press("1", "b", "withdraw"))
	})
}

// A wake that stays due whatever is done must not keep the process busy, nor others asleep.
func TestAWakeThatStaysDoesNotSpinTheWaker(t *testing.T) {
	staged(t, func(s *stage) {
		good := s.host(onPlatform(nil))
		s.give(good, press("1", "a", "slow")) // a nudge is due in half an hour
		h := s.host(onPlatform(nil), func(o *host.Options) { o.Engine = new(bot.Engine) })
		s.run(h)
		time.Sleep(30*time.Minute + time.Second)
		before := s.record.calls("due")
		time.Sleep(time.Minute)
		if n := s.record.calls("due") - before; n > 300 {
			s.Errorf("looked %d times in a minute", n)
		}
		done := make(chan error, 1)
		go func() { done <- good.Pump(s.Context()) }() // another that looks does not do so for ever
		time.Sleep(time.Minute)
		select {
		case err := <-done:
			if err != nil {
				s.Error(err)
			}
		default:
			s.Fatal("Pump does not come back")
		}
	})
}

// A file's name is a person's words: it is masked before anything is kept, as a turn or as a dead letter.
func TestTheNameOfAFileIsMasked(t *testing.T) {
	staged(t, func(s *stage) {
		h := s.host(onPlatform(nil))
		for i, name := range []string{canary + ".txt", "mot_de_passe_" + canary + ".txt", "passeport " + canary + " AB123456.jpg"} {
			s.give(h, event("1", fmt.Sprint(i), bot.FileSent{Name: name, Type: "image/jpeg", Size: 5}))
		}
		s.whole("1", 3)
		broken := s.host(onPlatform(nil), func(o *host.Options) { o.Engine = nil }) // every step of it is a fault
		s.give(broken, event("2", "x", bot.FileSent{Name: canary + ".txt"}))
		if len(s.letters()) != 1 {
			s.Fatalf("%d letters", len(s.letters()))
		}
		s.clean()
	})
}
