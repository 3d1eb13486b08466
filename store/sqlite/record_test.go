package sqlite_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func TestJournal(t *testing.T) {
	store := open(t, tempFile(t))
	at := time.Date(2026, 3, 2, 9, 0, 0, 123456789, time.FixedZone("", -5*60*60))
	first, second := turn("slack:T1:D1", 0), turn("slack:T1:D1", 1)
	first.Cause.At, first.Cause.Where = at, "slack:T1:C9"
	first.Turn.Path = []bot.Pass{{Flow: "lockout", Step: "back", By: "opened"}, {Flow: "lockout", Step: "solved", By: bot.ByEnd}}
	first.Turn.Outcome, first.Turn.Ended = bot.Resolved, bot.StepRef{Flow: "lockout", Step: "solved"}
	second.Cause.Event = bot.Chose{Option: "opened"}
	commit(t, store, first)
	commit(t, store, second, turn("slack:T1:D2", 0))

	entries, err := store.Journal(t.Context(), "slack:T1:D1")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) == 2 && entries[0].At.Equal(at) && entries[0].At.Format(time.RFC3339Nano) == at.Format(time.RFC3339Nano) {
		entries[0].At = at
	}
	want := []bot.Entry{
		{Seq: 1, ID: first.Cause.ID, Where: "slack:T1:C9", At: at, Event: first.Cause.Event, Path: first.Turn.Path, Outcome: bot.Resolved, Ended: first.Turn.Ended},
		{Seq: 2, ID: second.Cause.ID, Where: "slack:T1:D1", At: now, Event: second.Cause.Event},
	}
	if !reflect.DeepEqual(entries, want) {
		t.Errorf("got  %+v\nwant %+v", entries, want)
	}
	if none, err := store.Journal(t.Context(), "nobody"); len(none) != 0 || err != nil {
		t.Errorf("journal of nobody: %v, %v", none, err)
	}
}

func TestSessions(t *testing.T) {
	store := open(t, ":memory:")
	commit(t, store, turn("slack:b", 0), turn("slack:a", 0), turn("discord:c", 0))
	ids, err := store.Sessions(t.Context())
	if want := []bot.ConversationID{"discord:c", "slack:a", "slack:b"}; err != nil || !reflect.DeepEqual(ids, want) {
		t.Errorf("got %v, %v", ids, err)
	}
}

func TestReopen(t *testing.T) {
	path := tempFile(t)
	store := open(t, path)
	commit(t, store, turn("terminal:me", 0))
	first := one(t, store, now)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}

	store = open(t, path)
	hush := turn("terminal:me", 1)
	hush.Turn.Effects = []bot.Effect{bot.Hush{}}
	commit(t, store, hush)
	again := probe(t, store, now) // the lease is void, but the line may have been written: it is not hushed
	if again.ID() != first.ID() || again.Attempt != 2 {
		t.Errorf("leased %s in attempt %d, then %s in attempt %d", first.ID(), first.Attempt, again.ID(), again.Attempt)
	}
	if session, err := store.Load(t.Context(), "terminal:me"); err != nil || session.Seq != 2 {
		t.Errorf("loaded turn %d, %v", session.Seq, err)
	}
	if err := store.Commit(t.Context(), []bot.Commit{turn("terminal:me", 0)})[0].Err; err != nil {
		t.Errorf("own commit told again: %v", err)
	}
}

func TestUncertain(t *testing.T) {
	path := tempFile(t)
	store := open(t, path)
	commit(t, store, turn("terminal:me", 0))
	line := one(t, store, now)
	if _, err := store.Settle(t.Context(), []bot.Settlement{{Line: line, State: bot.LineUncertain}}); err != nil {
		t.Fatal(err)
	}
	_ = store.Close()
	lines, err := open(t, path).Uncertain(t.Context(), now, 10)
	line.Attempt, line.Probes = line.Attempt+1, 1
	if err != nil || !reflect.DeepEqual(lines, []bot.Line{line}) {
		t.Errorf("got %v, %v", lines, err)
	}
}

func TestSettleAsNoEnd(t *testing.T) {
	store := open(t, ":memory:")
	commit(t, store, turn("terminal:me", 0))
	line := one(t, store, now)
	for _, state := range []bot.LineState{bot.LineLeased, bot.LineCancelled, "", "gone"} {
		if _, err := store.Settle(t.Context(), []bot.Settlement{{Line: line, State: state}}); err == nil {
			t.Errorf("settled as %q", state)
		}
	}
}

func TestUnreadableLineHoldsUpItsConversationAlone(t *testing.T) {
	path := tempFile(t)
	store := open(t, path)
	commit(t, store, turn("terminal:me", 0), turn("terminal:you", 0))
	_ = store.Close()
	edit(t, path, `update outbox set body = '{"kind":"sing"}' where conversation = 'terminal:me'`)

	store = open(t, path)
	if line := one(t, store, now); line.Conversation != "terminal:you" {
		t.Errorf("leased %s", line.ID())
	}
	if _, err := store.Uncertain(t.Context(), now.Add(16*time.Second), 1); err == nil || !strings.Contains(err.Error(), "terminal:me/1/0") {
		t.Errorf("the unreadable line is not told: %v", err)
	}
}

func TestTurnThatSQLiteRefusesHurtsItselfOnly(t *testing.T) {
	path := tempFile(t)
	_ = open(t, path).Close()
	edit(t, path, `create trigger refuse before insert on outbox when new.conversation = 'terminal:bad' and new.part = 1
		begin select raise(abort, 'refused'); end`)

	store := open(t, path)
	results := store.Commit(t.Context(), []bot.Commit{turn("terminal:a", 0), turn("terminal:bad", 0), turn("terminal:b", 0)})
	if results[0].Err != nil || results[2].Err != nil {
		t.Errorf("good turns: %v, %v", results[0], results[2])
	}
	if err := results[1].Err; err == nil || !strings.Contains(err.Error(), "commit turn 1 of terminal:bad: the record: ") {
		t.Errorf("bad turn: %v", err)
	}
	if ids, _ := store.Sessions(t.Context()); !reflect.DeepEqual(ids, []bot.ConversationID{"terminal:a", "terminal:b"}) {
		t.Errorf("conversations %v", ids)
	}
	if lines, _ := store.Lease(t.Context(), now, 9); len(lines) != 2 {
		t.Errorf("%d lines to send, want 2", len(lines))
	}
}
