package bot_test

import (
	"reflect"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

func TestAlwaysTheSameInputGivesTheSameBytes(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		want := bytesOf(t, h.turn)
		if got := bytesOf(t, bot.NewEngine(h.engine.Book()).Step(h.before, h.in)); got != want {
			t.Fatalf("another engine:\n%s\n%s", got, want)
		}
	})
}

func TestAlwaysASessionFromTheRecordGoesOnAlike(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		if h.turn.Refused != "" {
			return
		}
		want := bytesOf(t, h.turn)
		if got := bytesOf(t, h.engine.Step(stored(t, h.before), h.in)); got != want {
			t.Fatalf("from the record:\n%s\n%s", got, want)
		}
	})
}

func TestAlwaysTheSessionSurvivesTheRecord(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		s := h.turn.Session
		back := stored(t, s)
		if !s.Touched.Equal(back.Touched) {
			t.Fatalf("times changed")
		}
		s.Touched = back.Touched // the same moments, in another zone
		if got, want := encoded(t, back), encoded(t, s); got != want {
			t.Fatalf("kept\n%s\nread\n%s", want, got)
		}
		if again := stored(t, back); !reflect.DeepEqual(again, back) {
			t.Fatalf("read\n%+v\nthen\n%+v", back, again)
		}
	})
}

// Events go into the record too: what is read from it must step alike.
func TestAlwaysAnEventFromTheRecordStepsAlike(t *testing.T) {
	always(t, func(t *rapid.T, h happened) {
		if h.in.Event == nil || h.turn.Refused != "" {
			return
		}
		data, err := bot.MarshalEvent(h.in.Event)
		if err != nil {
			t.Fatal(err)
		}
		in := h.in
		if in.Event, err = bot.UnmarshalEvent(data); err != nil {
			t.Fatal(err)
		}
		if said, ok := h.in.Event.(bot.Said); ok && said.Text == "\x00\xff\u202e" {
			return // JSON has no invalid UTF-8; the door has mended it before
		}
		if got, want := bytesOf(t, h.engine.Step(h.before, in)), bytesOf(t, h.turn); got != want {
			t.Fatalf("from the record:\n%s\n%s", got, want)
		}
	})
}

// TestAlwaysTheArgumentsStayAsTheyWere forks at every turn: a session that is stepped twice, and
// every session that came of it, must not feel the other.
func TestAlwaysTheArgumentsStayAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t)
		var kept []bot.Session
		var bytes []string
		for range rapid.IntRange(1, 30).Draw(t, "length") {
			fork := *k
			event := encoded(t, k.s)
			for range 3 {
				h := fork.next(t)
				in := encoded(t, h.in.Event)
				h.engine.Step(h.before, h.in)
				if encoded(t, h.in.Event) != in {
					t.Fatalf("the event changed: %s", in)
				}
			}
			if encoded(t, k.s) != event {
				t.Fatal("the session given changed")
			}
			h := k.next(t)
			kept, bytes = append(kept, h.turn.Session), append(bytes, encoded(t, h.turn.Session))
		}
		for i := range kept {
			if encoded(t, kept[i]) != bytes[i] {
				t.Fatalf("session %d changed afterwards:\n%s\n%s", i, bytes[i], encoded(t, kept[i]))
			}
		}
	})
}

// The engine is shared by every conversation of a process.
func TestOneEngineServesManyConversationsAtOnce(t *testing.T) {
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for range 50 {
				k := begin(t, saturday)
				k.engine = testEngine
				k.about("jam")
				k.press("laser", "front", "failed", bot.CmdHuman, "failed")
				k.wait(80 * hour)
			}
		})
	}
}
