package bot_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// FuzzStep hands the engine sessions that nobody made, or that somebody tampered with, and events
// of any kind. It must come back, soon, and with a session that can be stepped again.
func FuzzStep(f *testing.F) {
	for _, s := range tampered(f) {
		for _, event := range someEvents() {
			data, err := bot.MarshalEvent(event)
			if err != nil {
				f.Fatal(err)
			}
			f.Add([]byte(encoded(f, s)), data, int64(60))
		}
	}
	f.Fuzz(func(t *testing.T, session, event []byte, seconds int64) {
		var s bot.Session
		if json.Unmarshal(session, &s) != nil {
			return
		}
		e, err := bot.UnmarshalEvent(event)
		if err != nil {
			return
		}
		in := bot.Envelope{Where: home, At: wednesday.Add(time.Duration(seconds%1e9) * time.Second), Event: e}
		began := time.Now()
		turn := testEngine.Step(s, in)
		if took := time.Since(began); took > 50*time.Millisecond {
			t.Fatalf("took %v", took)
		}
		if turn.Refused == "" && turn.Session.Seq != s.Seq+1 {
			t.Fatalf("seq %d after %d", turn.Session.Seq, s.Seq)
		}
		for _, next := range someEvents() {
			in.Event = next
			turn = testEngine.Step(turn.Session, in)
			in.At = in.At.Add(minute)
		}
	})
}

// someEvents has one of each kind.
func someEvents() []bot.Event {
	return []bot.Event{
		bot.Said{Text: "bof", Masked: []string{"code"}, Reading: bot.Reading{Option: "laser", Flow: "jam", Step: "kind"}},
		bot.Said{Text: "wifi", Reading: bot.Reading{Sure: true, Also: "model", Guesses: []bot.Guess{{Flow: "wifi"}, {Flow: "jam"}}}},
		bot.Chose{Option: "again", Flow: "jam", Step: "open"}, bot.Chose{Option: bot.CmdBack}, bot.Chose{Option: bot.CmdLanguage},
		bot.FileSent{Type: "image/png"}, bot.Woke{Name: "wait:wifi", Generation: 3}, bot.Woke{Name: "silence", Generation: 2},
		bot.AgentClaimed{Agent: camille}, bot.AgentSaid{Agent: camille, Text: "bonjour"}, bot.AgentReleased{Agent: camille},
		bot.AgentClaimed{Agent: camille, Notes: true, Reason: "x", Self: true}, bot.AgentSaid{Agent: camille, Text: "bonjour", Send: true},
		bot.AgentNoted{Agent: camille, Text: "x"}, bot.AgentEdited{Agent: camille, Line: "l", Text: "x", Wrote: wednesday.UTC()}, bot.AgentDeleted{Agent: camille, Line: "l"},
		bot.AgentOffered{Agent: camille, To: sam, Note: "x"}, bot.AgentOffered{Agent: camille, Team: "t", Note: "x"}, bot.AgentDeclined{Agent: sam},
		bot.AgentPutBack{Agent: camille, Note: "x"}, bot.AgentAssigned{Agent: lead, To: camille, Reason: "x"}, bot.QueueMoved{Place: bot.Place{Position: 2, Least: 1, Most: 9}},
		bot.AgentReleased{Agent: camille, After: bot.Pass{Flow: "jam", Step: "open", By: "done"}}, bot.AgentReleased{Agent: lead, Flow: "wifi", Reason: "x"}, bot.AgentReleased{Agent: lead, Menu: true},
		bot.AgentResolved{Agent: camille, Result: bot.ResultNoAnswer, Unrated: true}, bot.DeskFailed{}, bot.DeskFailed{Back: true},
		bot.Unsupported{What: "voice"}, bot.Edited{Line: "l", Text: "x", Masked: []string{"code"}}, bot.Deleted{Line: "l"}, bot.Undelivered{Line: "x", Gone: true},
		bot.Hurried{Text: "x", Notice: true}, bot.Woke{Name: "agent"}, bot.Woke{Name: "queue"}, bot.Woke{Name: "offer"}, bot.Woke{Name: "gone"}, bot.Erased{}, bot.Erased{Agent: lead},
		bot.AgentResolved{Agent: camille}, bot.Undelivered{Line: "x"}, bot.Chose{Option: bot.CmdRestart},
	}
}

// tampered are sessions with something wrong in each.
func tampered(t testing.TB) []bot.Session {
	t.Helper()
	start := func() bot.Session { return opened(t, wednesday, "paper").s }
	var all []bot.Session
	add := func(change func(*bot.Session)) {
		s := start()
		change(&s)
		all = append(all, s)
	}
	add(func(*bot.Session) {})
	add(func(s *bot.Session) { *s = bot.Session{} })
	add(func(s *bot.Session) { s.Lang = "xx" })
	add(func(s *bot.Session) { s.Seq = ^uint64(0) - 1 })
	add(func(s *bot.Session) { s.Stack = append(s.Stack, s.Stack[0], s.Stack[0]) })
	add(func(s *bot.Session) { s.Stack[0].Step = "identify" })
	add(func(s *bot.Session) { s.Stack[0].Step = "person" })
	add(func(s *bot.Session) { s.Stack[0].Under, s.Stack[0].From = bot.Called, "nowhere" })
	add(func(s *bot.Session) {
		s.Stack = append(s.Stack, bot.Frame{Flow: "model", Step: "look", Under: bot.Called})
	})
	add(func(s *bot.Session) {
		s.Stack = append(s.Stack, bot.Frame{Flow: "wifi", Step: "back", Under: "?", Log: []bot.Answer{{}, {Step: "light", Value: "*"}, {Step: "light"}}})
	})
	add(func(s *bot.Session) {
		s.Stack[0].Log = []bot.Answer{{Step: "kind", Value: "again"}, {Step: "open", Value: "again"}}
	})
	add(func(s *bot.Session) { s.Asked = &bot.Asked{What: "?"} })
	add(func(s *bot.Session) { s.Asked = &bot.Asked{What: bot.AskWhich} })
	add(func(s *bot.Session) { s.Stack, s.Asked = nil, &bot.Asked{What: bot.AskResume} })
	add(func(s *bot.Session) { s.Asked = &bot.Asked{What: bot.AskEnter} })
	add(func(s *bot.Session) { s.Case = &bot.Case{State: bot.CaseHeld} })
	add(func(s *bot.Session) { s.Case = &bot.Case{State: "?", Owner: &bot.Agent{}} })
	add(func(s *bot.Session) { s.Case = &bot.Case{State: bot.CaseResolved, Solver: "u1"}; s.Stack = nil })
	add(func(s *bot.Session) {
		s.Wakes = []bot.Pending{{Name: "silence"}, {Name: "silence"}, {Name: "wait:wifi", Generation: 3}}
	})
	add(func(s *bot.Session) { s.Later, s.Done = []bot.FlowID{"", "nowhere", "jam"}, []bot.FlowID{"jam", "jam"} })
	add(func(s *bot.Session) { s.Tried = make([]bot.Tried, 40) })
	add(func(s *bot.Session) { s.Misses = -5 })
	return all
}

// TestATamperedSessionIsAnswered goes further than not panicking: who writes is answered.
func TestATamperedSessionIsAnswered(t *testing.T) {
	for _, s := range tampered(t) {
		for _, revision := range []string{s.Book, "another"} {
			s.Book = revision
			turn := testEngine.Step(s, bot.Envelope{Where: home, At: wednesday.Add(hour), Event: bot.Said{Text: "bonjour"}})
			if _, kept := effect[bot.Relay](turn); len(says(turn)) == 0 && !kept {
				t.Errorf("nobody answers %s", encoded(t, s))
			}
		}
	}
}
