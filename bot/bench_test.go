package bot_test

import (
	"encoding/json"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// Goals: a step in 1 µs, with the session decoded and encoded in 10 µs, a session in the
// middle of a flow in 400 bytes.

// midway is a session in the middle of a flow.
func midway(b *testing.B) *talk {
	b.Helper()
	k := opened(b, wednesday, "paper")
	k.press("laser", "front")
	return k
}

func BenchmarkStep(b *testing.B) {
	for name, event := range map[string]bot.Event{
		"answer in words": bot.Said{Text: "ça n'a pas marché", Reading: bot.Reading{Option: "failed", Flow: "jam", Step: "open"}},
		"button":          bot.Chose{Option: "failed", Flow: "jam", Step: "open"},
		"miss":            bot.Said{Text: "bof"},
		"claim":           bot.AgentClaimed{Agent: camille},
	} {
		b.Run(name, func(b *testing.B) {
			k := midway(b)
			in := bot.Envelope{ID: "e", Where: home, At: k.now.Add(minute), Event: event}
			b.ReportAllocs()
			for b.Loop() {
				k.engine.Step(k.s, in)
			}
		})
	}
}

func BenchmarkStepJSON(b *testing.B) {
	k := midway(b)
	data := []byte(encoded(b, k.s))
	in := bot.Envelope{ID: "e", Where: home, At: k.now.Add(minute), Event: bot.Chose{Option: "failed", Flow: "jam", Step: "open"}}
	b.ReportAllocs()
	for b.Loop() {
		var s bot.Session
		if err := json.Unmarshal(data, &s); err != nil {
			b.Fatal(err)
		}
		turn := k.engine.Step(s, in)
		if _, err := json.Marshal(turn.Session); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(data)), "bytes/session")
}

func BenchmarkNewEngine(b *testing.B) {
	book := printer()
	b.ReportAllocs()
	for b.Loop() {
		bot.NewEngine(book)
	}
}

func BenchmarkExpecting(b *testing.B) {
	k := midway(b)
	b.ReportAllocs()
	for b.Loop() {
		k.engine.Expecting(k.s)
	}
}

// TestASessionInTheMiddleOfAFlowIsSmall holds the goal: 400 bytes.
func TestASessionInTheMiddleOfAFlowIsSmall(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	if size := len(encoded(t, k.s)); size > 400 {
		t.Errorf("%d bytes: %s", size, encoded(t, k.s))
	}
}
