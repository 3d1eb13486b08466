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

// TestAlwaysTheArgumentsStayAsTheyWere steps every session three times over, by other events: none
// of the sessions that come of it may feel the others, nor may the one they came from.
func TestAlwaysTheArgumentsStayAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t)
		kept := []bot.Session{k.s}
		bytes := []string{encoded(t, k.s)}
		for range rapid.IntRange(1, 30).Draw(t, "length") {
			before := *k
			for fork := range 3 {
				*k = before
				h := k.next(t)
				event := encoded(t, h.in.Event)
				if again := h.engine.Step(h.before, h.in); again.Refused != h.turn.Refused || encoded(t, h.in.Event) != event {
					t.Fatalf("fork %d: the event changed: %s", fork, event)
				}
				kept, bytes = append(kept, k.s), append(bytes, encoded(t, k.s))
			}
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

// A new revision writes moved steps into a copy: the session that was read stays as it was.
func TestANewRevisionLeavesTheSessionItReadAlone(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	before, was := k.s, encoded(t, k.s)
	k.engine = revised(renamed("where", "side", true))
	k.press("failed")
	k.rests("jam", "rear")
	if got := encoded(t, before); got != was {
		t.Fatalf("changed:\n%s\n%s", was, got)
	}
}
