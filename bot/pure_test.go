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

// roomy is the session with room at the end of every slice: whoever appends in place is found out.
func roomy(s bot.Session) bot.Session {
	s.Stack, s.Wakes = room(s.Stack), room(s.Wakes)
	s.Later, s.Done, s.Tried = room(s.Later), room(s.Done), room(s.Tried)
	for i := range s.Stack {
		f := &s.Stack[i]
		f.Slots, f.Log, f.Base = room(f.Slots), room(f.Log), room(f.Base)
	}
	return s
}

func room[E any](list []E) []E { return append(make([]E, 0, len(list)+4), list...) }

// TestAlwaysTheArgumentsStayAsTheyWere steps every session three times over, by other events: none
// of the sessions that come of it may feel the others, nor may the one they came from.
func TestAlwaysTheArgumentsStayAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t)
		kept := []bot.Session{k.s}
		bytes := []string{encoded(t, k.s)}
		for range rapid.IntRange(1, 30).Draw(t, "length") {
			k.s = roomy(k.s)
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

// Two turns from one session, each of which puts something else at the end of the same list.
func TestTwoTurnsFromOneSessionDoNotShareTheirLists(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.s = roomy(k.s)
	in := func(event bot.Event) bot.Envelope {
		return bot.Envelope{Where: home, At: k.now.Add(minute), Event: event}
	}
	model := both("model", "")
	model.Heard = []bot.Heard{{Flow: "model", Step: "look", Option: "letters"}, {Flow: "model", Step: "sure", Option: "laser"}}
	for name, two := range map[string][2]bot.Event{
		"done":  {bot.Chose{Option: "nothing"}, bot.Said{Text: "x", Reading: model}},
		"later": {bot.Said{Text: "x", Reading: both("wifi", "jam")}, bot.Said{Text: "x", Reading: both("wifi", "model")}},
	} {
		one := k.engine.Step(k.s, in(two[0])).Session
		was := encoded(t, one)
		other := k.engine.Step(k.s, in(two[1])).Session
		if len(one.Done)+len(one.Later) != 1 || len(other.Done)+len(other.Later) != 1 {
			t.Fatalf("%s: %v %v, %v %v", name, one.Done, one.Later, other.Done, other.Later)
		}
		if got := encoded(t, one); got != was {
			t.Fatalf("%s changed:\n%s\n%s", name, was, got)
		}
	}
}
