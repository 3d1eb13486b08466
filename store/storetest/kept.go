package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func kept() []promise {
	return []promise{
		{"a session comes back as it was", comesBack},
		{"an unknown conversation is told so", func(r rig) { r.missing("terminal:nobody") }},
		{"forgetting leaves nothing", forget},
		{"the journal has every turn once", journal},
		{"recent conversations are listed by their place, the latest first", recent},
		{"a record that is there says so", pings},
	}
}

// same checks that two values are the same JSON, byte for byte.
func (r rig) same(got, want any) {
	r.Helper()
	is, err1 := json.Marshal(got)
	should, err2 := json.Marshal(want)
	if err1 != nil || err2 != nil {
		r.Fatalf("write JSON: %v, %v", err1, err2)
	}
	if string(is) != string(should) {
		r.Errorf("got\n%.2000s\nwant\n%.2000s", is, should)
	}
}

// full is a session with something in every corner.
func full() bot.Session {
	at := morning().Add(123456789 * time.Nanosecond)
	session := begin(home)
	session.Lang, session.Book, session.Touched = "fr", "0f3a9c1d", at
	session.Stack = []bot.Frame{
		{Flow: "lockout", Step: "back", Slots: []bot.Assign{{Slot: "tries", Value: "3"}}, Log: []bot.Answer{{Step: "which", Value: "online"}, {Step: "pause", Value: bot.Fired}}},
		{Flow: "code", Step: "ask", Under: bot.Digressed, From: "start", Base: []bot.Assign{{Slot: "way", Value: "sms"}}},
	}
	session.Asked = &bot.Asked{What: bot.AskWhich, Flows: []bot.FlowID{"a", "b"}}
	session.Misses, session.Nudged, session.Rated, session.Warned = 2, true, true, true
	session.Later, session.Done = []bot.FlowID{"invoice"}, []bot.FlowID{"code"}
	session.Tried = []bot.Tried{{Flow: "code", Step: "resend", Result: bot.ReplyFailed}}
	session.Wakes = []bot.Pending{{Name: "nap", Generation: 1<<63 + 5, Due: at.UTC()}}
	session.Case = &bot.Case{State: bot.CaseHeld, Since: at, Owner: &bot.Agent{ID: "U1", Name: "Maude <\"é\">"}, Noted: at, Solver: "U2"}
	return session
}

func comesBack(r rig) {
	first := r.must(turn(full()))
	r.same(r.load(first.ID), first)
	second := first
	second.Stack, second.Case, second.Misses = nil, nil, 0
	second = r.must(turn(second))
	r.same(r.load(first.ID), second)
}

func recent(r rig) {
	for i, place := range []bot.Address{"slack:T1:D1", "slack:T1:D2", "slack:T1:D3", "slack:T1:D4", "slack:T10:D1", "slack:S:D1", "terminal:me"} {
		session := begin(place)
		session.Touched = after(i).Add(time.Duration(i%2) * 123456789).UTC()
		r.must(turn(session))
	}
	for _, c := range []struct {
		since time.Time
		n     int
		want  []bot.ConversationID
	}{
		{after(-9), 9, []bot.ConversationID{"slack:T1:D4", "slack:T1:D3", "slack:T1:D2", "slack:T1:D1"}},
		{after(2), 9, []bot.ConversationID{"slack:T1:D4", "slack:T1:D3"}},
		{after(-9), 1, []bot.ConversationID{"slack:T1:D4"}},
		{after(60), 9, nil},
	} {
		found, err := r.store.Recent(r.Context(), "slack:T1:", c.since, c.n)
		if err != nil {
			r.Fatalf("recent: %v", err)
		}
		var got []bot.ConversationID
		for _, one := range found {
			got = append(got, one.Conversation)
			if want := r.load(one.Conversation).Touched; !one.Touched.Equal(want) {
				r.Errorf("%s was touched at %s, told %s", one.Conversation, want, one.Touched)
			}
		}
		if !slices.Equal(got, c.want) {
			r.Errorf("since %s, %d at most: %v, want %v", c.since, c.n, got, c.want)
		}
	}
}

func forget(r rig) {
	mine := turn(begin(home), say("1"), say("2"), nap(1, after(60)))
	r.must(mine)
	yours := r.must(turn(begin("terminal:you"), say("yours"), nap(1, after(60))))
	leased := r.lease(morning(), 2)
	r.bury(letter(caused(mine, bot.Envelope{ID: "dead", Event: bot.Said{Text: "dead"}})))
	for range 2 {
		r.forgets(mine.Turn.Session.ID)
	}
	r.missing(mine.Turn.Session.ID)
	r.same(r.load(yours.ID), yours)
	r.settle(sent(leased[0]), sent(leased[1]))
	r.nothing(after(60))
	if left := r.wakes(after(60), "nap 1"); left[0].Conversation != yours.ID {
		r.Errorf("the wake of %s is left", left[0].Conversation)
	}
	if letters := r.buried(10); len(letters) != 0 {
		r.Errorf("%d dead letters are left", len(letters))
	}
	r.must(mine) // as if it had never been
	r.says(after(60), "1", "2")
}

func journal(r rig) {
	session := begin(home)
	var want []uint64
	for range 20 {
		next := turn(session)
		r.must(next)
		r.answers(nil, next)
		r.answers(bot.ErrStale, caused(next, bot.Envelope{ID: "late", Event: bot.Said{}}))
		r.must(turn(begin(bot.Address("terminal:" + next.Cause.ID))))
		session, want = next.Turn.Session, append(want, next.Turn.Session.Seq)
	}
	seqs, err := r.store.Seqs(r.Context(), session.ID)
	if err != nil || !slices.Equal(seqs, want) {
		r.Errorf("the journal has %v (%v), want %v", seqs, err, want)
	}
	if at := r.load(session.ID).Seq; at != want[len(want)-1] {
		r.Errorf("the session is at turn %d, the journal at %d", at, want[len(want)-1])
	}
}

func pings(r rig) {
	if err := r.store.Ping(r.Context()); err != nil {
		r.Errorf("ping: %v", err)
	}
	gone, cancel := context.WithCancel(r.Context())
	cancel()
	if err := r.store.Ping(gone); !errors.Is(err, context.Canceled) {
		r.Errorf("ping for somebody who has left: %v", err)
	}
}
