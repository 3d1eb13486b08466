package host_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// lost are the lines that the conversation was told of, from its journal.
func (s *stage) lost(conversation string) (told []bot.Undelivered) {
	s.Helper()
	journal, err := s.record.Journal(s.Context(), bot.ConversationID("test:"+conversation))
	if err != nil {
		s.Fatal(err)
	}
	for _, entry := range journal {
		if lost, ok := entry.Event.(bot.Undelivered); ok {
			told = append(told, lost)
		}
	}
	return told
}

// F13: a line that is refused for good is tried once, the next one goes, and the conversation hears of it once,
// however many processes there are.
func TestALineThatIsRefusedIsToldOfOnce(t *testing.T) {
	for name, c := range map[string]struct {
		refusal error
		gone    bool
	}{
		"the line":   {fmt.Errorf("%w: msg_too_long", bot.ErrRefused), false},
		"the person": {fmt.Errorf("%w: channel_not_found", bot.ErrGone), true},
	} {
		t.Run(name, func(t *testing.T) {
			staged(t, func(s *stage) {
				p := onPlatform(func(line bot.Line, _ int) error {
					if line.Seq == 1 && line.Part == 0 {
						return c.refusal
					}
					return nil
				})
				h := s.host(p)
				s.run(h)
				s.run(s.host(p))
				s.give(h, press("1", "a", "human"))
				time.Sleep(time.Minute)
				first := "test:1/1/0"
				if told := s.lost("1"); len(told) != 1 || told[0] != (bot.Undelivered{Line: first, Reason: c.refusal.Error(), Gone: c.gone}) {
					s.Fatalf("told of %+v", told)
				}
				if p.triesOf(first) != 1 || len(p.accepted()) == 0 {
					s.Errorf("tried %d times, then %v", p.triesOf(first), p.accepted())
				}
				s.whole("1", 2)
				s.folds("1")
			})
		})
	}
}

// Who settled the line is gone before the conversation heard of it: another process tells it.
func TestALineThatIsRefusedIsToldOfByAnother(t *testing.T) {
	staged(t, func(s *stage) {
		p := onPlatform(func(bot.Line, int) error { return bot.ErrRefused })
		h := s.host(p)
		stop := s.run(h)
		s.record.on("due", func() error { return errGone }) // it does not come to tell
		s.give(h, press("1", "a", "slow"))
		time.Sleep(10 * time.Second)
		stop()
		if told := s.lost("1"); len(told) != 0 {
			s.Fatalf("told of %+v", told)
		}
		s.record.on("due", nil)
		s.run(s.host(p))
		time.Sleep(10 * time.Second)
		told := map[string]int{}
		for _, lost := range s.lost("1") {
			told[lost.Line]++
		}
		if told["test:1/1/0"] != 1 {
			s.Fatalf("told of %v", told)
		}
	})
}
