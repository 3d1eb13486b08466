package host_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func TestAnEventIsAppliedOnce(t *testing.T) {
	r := newRig(t)
	for range 3 {
		r.must(t, "1", bot.Said{Text: "no internet"})
	}
	if s := r.session(t); s.Seq != 1 || r.turns != 1 {
		t.Fatalf("seq %d after %d turns, want 1", s.Seq, r.turns)
	}
}

func TestManyEventsOfAConversationAreOneAfterTheOther(t *testing.T) {
	engine, reader := wifi(t)
	first := newRig(t)
	second := onRecord(engine, reader, first.record) // another process on the same record
	const each = 40
	var wait sync.WaitGroup
	for i := range each {
		for n, r := range []*rig{first, second} {
			wait.Go(func() {
				if err := r.Receive(t.Context(), r.event(fmt.Sprint(n, "-", i), bot.Chose{Option: "slow"})); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wait.Wait()
	if s := first.session(t); s.Seq != 2*each {
		t.Fatalf("seq %d, want %d", s.Seq, 2*each)
	}
}

func TestARefusedAgentChangesNothing(t *testing.T) {
	r := newRig(t)
	r.must(t, "1", bot.AgentClaimed{Agent: bot.Agent{ID: "c", Name: "Camille"}})
	before := r.session(t)
	err := r.Receive(t.Context(), r.event("2", bot.AgentClaimed{Agent: bot.Agent{ID: "s", Name: "Sam"}}))
	var refused *bot.RefusedError
	if !errors.As(err, &refused) || err.Error() != "Camille has the case" {
		t.Fatalf("got %v", err)
	}
	if after := r.session(t); after.Seq != before.Seq {
		t.Fatalf("seq %d, was %d", after.Seq, before.Seq)
	}
}

func TestLinesWaitForTheChannelAndKeepTheirOrder(t *testing.T) {
	r := newRig(t)
	r.channel.refuse(errors.New("the platform is away"))
	r.must(t, "1", bot.Chose{Option: "human", Lang: "en"})
	if said := r.channel.texts(); len(said) != 0 {
		t.Fatalf("said %v", said)
	}
	r.channel.refuse(nil)
	r.must(t, "2", bot.Chose{Option: "withdraw"})
	if said := r.channel.texts(); len(said) != 0 {
		t.Fatalf("said before the pause was over: %v", said)
	}
	r.pass(10 * time.Second)
	if err := r.Pump(t.Context()); err != nil {
		t.Fatal(err)
	}
	said := r.channel.texts()
	if len(said) < 4 || !strings.HasPrefix(said[0], "Hello!") {
		t.Fatalf("said %q", said)
	}
}

func TestAWakeComesOnceAndNeverEarly(t *testing.T) {
	r := newRig(t)
	r.must(t, "1", bot.Said{Text: "how do I restart my router", Lang: "en"})
	r.must(t, "2", bot.Chose{Option: "done"})
	if s := r.session(t); s.Top() == nil || s.Top().Step != "pause" {
		t.Fatalf("stands on %+v", s.Top())
	}
	pump := func(d time.Duration) int {
		r.pass(d)
		before := len(r.channel.texts())
		for range 3 {
			if err := r.Pump(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		return len(r.channel.texts()) - before
	}
	if n := pump(59 * time.Second); n != 0 {
		t.Fatalf("woke early, %d messages", n)
	}
	if n := pump(time.Second); n != 1 {
		t.Fatalf("%d messages when due, want 1", n)
	}
	if n := pump(time.Second); n != 0 {
		t.Fatalf("woke again, %d messages", n)
	}
}

// The canary must be nowhere: not in the session, the journal, the lines or the logs.
func TestASecretStaysAtTheDoor(t *testing.T) {
	const canary = "Soleil2024!"
	r := newRig(t)
	r.must(t, "1", bot.Said{Text: "mon mot de passe est " + canary})
	r.must(t, "2", bot.Chose{Option: "human"})
	r.must(t, "3", bot.Said{Text: "mot de passe: " + canary})
	r.must(t, "4", bot.AgentClaimed{Agent: bot.Agent{ID: "c", Name: "Camille"}})
	r.must(t, "5", bot.AgentSaid{Agent: bot.Agent{ID: "c", Name: "Camille"}, Text: "est-ce que votre mot de passe est " + canary})
	journal, err := r.record.Journal(t.Context(), "test:1")
	if err != nil {
		t.Fatal(err)
	}
	if len(journal) != 5 {
		t.Fatalf("%d entries", len(journal))
	}
	for name, what := range map[string]any{"session": r.session(t), "journal": journal, "messages": r.channel.texts(), "logs": r.logs.AllEntries()} {
		written, err := json.Marshal(what)
		if err != nil {
			written = fmt.Append(nil, what)
		}
		if strings.Contains(string(written), "Soleil") {
			t.Errorf("the secret is in the %s: %s", name, written)
		}
	}
}

func TestLogsHaveNoWordsOfAPerson(t *testing.T) {
	r := newRig(t)
	r.must(t, "1", bot.Said{Text: "zanzibar is slow today"})
	if len(r.logs.AllEntries()) == 0 {
		t.Fatal("nothing was logged, so nothing is shown")
	}
	for _, entry := range r.logs.AllEntries() {
		line, err := entry.String()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(line, "zanzibar") {
			t.Errorf("logged: %s", line)
		}
	}
}

// brokenHours is a calendar with a fault, to see what a panic in the engine costs.
type brokenHours struct{ bot.Hours }

func (brokenHours) Open(time.Time) bool { panic("broken calendar") }

func TestAPanicCostsOneEvent(t *testing.T) {
	r := newRig(t)
	r.must(t, "1", bot.Chose{Option: "slow", Lang: "en"})
	whole := r.Engine.Book().Hours["desk"]
	r.Engine.Book().Hours["desk"] = brokenHours{whole}
	r.must(t, "2", bot.Said{Text: "mon mot de passe est Soleil2024! une personne svp"}) // kept as a dead letter
	r.Engine.Book().Hours["desk"] = whole
	if s := r.session(t); s.Asked == nil || s.Asked.What != bot.AskPerson || s.Seq != 2 {
		t.Fatalf("asked %+v, seq %d", s.Asked, s.Seq)
	}
	letters, err := r.record.Buried(t.Context(), 10)
	if err != nil || len(letters) != 1 || letters[0].Cause.ID != "2" || strings.Contains(fmt.Sprint(letters), "Soleil") {
		t.Fatalf("letters %+v, %v", letters, err)
	}
	r.must(t, "2", bot.Said{Text: "again"}) // the platform tells it again
	r.must(t, "3", bot.Chose{Option: "human"})
	if s := r.session(t); s.Mode() != bot.Queued || s.Seq != 3 {
		t.Fatalf("mode %s, seq %d", s.Mode(), s.Seq)
	}
}

func TestLinesOfOthersAreLeftAlone(t *testing.T) {
	r := newRig(t)
	in := r.event("1", bot.Chose{Option: "slow"})
	in.Where = "elsewhere:1"
	if err := r.Receive(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	if err := r.Pump(t.Context()); err != nil {
		t.Fatal(err)
	}
	if said := r.channel.texts(); slices.ContainsFunc(said, func(string) bool { return true }) {
		t.Fatalf("said %q", said)
	}
	lines, err := r.record.Lease(t.Context(), r.clock().Add(time.Minute), 10)
	if err != nil || len(lines) != 1 {
		t.Fatalf("%d lines are left, %v", len(lines), err)
	}
}
