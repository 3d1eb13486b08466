package bench

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

var noon = time.Date(2026, 11, 25, 17, 0, 0, 0, time.UTC)

// TestTheLoadIsWhatItSays: six questions, one and a half messages a turn, without an end, and sessions that do not grow.
func TestTheLoadIsWhatItSays(t *testing.T) {
	engine, home := bot.NewEngine(bookOf(six())), bot.Address("bench:1")
	s := engine.Step(bot.NewSession(home, noon), opening(home, noon)).Session
	messages := 0
	for n := 1; n <= 10*questions; n++ {
		turn := engine.Step(s, answer(home, n, noon))
		s = turn.Session
		lines := turn.Lines(s.ID)
		if messages += len(lines); len(lines) != says(n) || s.Seq != uint64(n)+1 || s.Top().Step != question(n) {
			t.Fatalf("turn %d: %d messages, want %d, at %+v", n, len(lines), says(n), s.Top())
		}
		if body, err := json.Marshal(s); err != nil || len(body) > 400 {
			t.Fatalf("turn %d: a session of %d bytes: %s (%v)", n, len(body), body, err)
		}
		if n == 3 {
			body, _ := json.Marshal(turn)
			t.Logf("%s", body)
		}
		for _, effect := range turn.Effects {
			if _, is := effect.(bot.Say); !is {
				t.Errorf("turn %d orders %T", n, effect)
			}
		}
	}
	if messages != 10*questions*3/2 {
		t.Errorf("%d messages in %d turns", messages, 10*questions)
	}
}
