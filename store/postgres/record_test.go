//go:build integration

package postgres_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

func TestJournal(t *testing.T) {
	store := open(t, cluster.Database(t))
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
	if len(entries) == 2 && entries[0].At.Format(time.RFC3339Nano) == at.Format(time.RFC3339Nano) {
		entries[0].At = at
	}
	want := []bot.Entry{
		{Seq: 1, ID: first.Cause.ID, Where: "slack:T1:C9", At: at, Event: first.Cause.Event, Path: first.Turn.Path, Outcome: bot.Resolved, Ended: first.Turn.Ended},
		{Seq: 2, ID: second.Cause.ID, Where: "slack:T1:D1", At: now, Event: second.Cause.Event},
	}
	if !reflect.DeepEqual(entries, want) {
		t.Errorf("got  %+v\nwant %+v", entries, want)
	}
	ids, err := store.Sessions(t.Context())
	if want := []bot.ConversationID{"slack:T1:D1", "slack:T1:D2"}; err != nil || !reflect.DeepEqual(ids, want) {
		t.Errorf("conversations %v, %v", ids, err)
	}
}

// inCase is a turn after which the conversation's case is in a state.
func inCase(was uint64, event bot.Event, state bot.CaseState, owner *bot.Agent) bot.Commit {
	next := turn("terminal:me", was)
	next.Cause.Event = event
	next.Turn.Session.Case = &bot.Case{State: state, Since: now, Owner: owner}
	return next
}

func TestOpenCasesAreListed(t *testing.T) {
	store := open(t, cluster.Database(t))
	camille := bot.Agent{ID: "U1", Name: "Camille"}
	for _, next := range []bot.Commit{
		inCase(0, bot.Chose{Option: "human"}, bot.CaseQueued, nil),
		inCase(1, bot.Said{Text: "allô?"}, bot.CaseQueued, nil), // nothing changes
		inCase(2, bot.AgentClaimed{Agent: camille}, bot.CaseHeld, &camille),
		inCase(3, bot.AgentReleased{Agent: camille}, bot.CaseReleased, nil),
	} {
		commit(t, store, next)
		held, err := store.Cases(t.Context())
		open := next.Turn.Session.Case.State != bot.CaseReleased
		if err != nil || (len(held) == 1) != open || open && held[0].Case.State != next.Turn.Session.Case.State {
			t.Errorf("after turn %d: cases %v, %v", next.Turn.Session.Seq, held, err)
		}
	}
	stale := inCase(2, bot.AgentClaimed{Agent: bot.Agent{ID: "U2"}}, bot.CaseHeld, &bot.Agent{ID: "U2"})
	stale.Cause.ID = "late"
	store.Commit(t.Context(), []bot.Commit{stale})
}

// TestForgottenWordsAreInNoTable looks at every row of every table.
func TestForgottenWordsAreInNoTable(t *testing.T) {
	url := cluster.Database(t)
	store := open(t, url)
	secret := inCase(0, bot.Said{Text: "tell nobody"}, bot.CaseHeld, &bot.Agent{ID: "U1", Name: "tell nobody"})
	secret.Turn.Effects = []bot.Effect{bot.Relay{Text: "tell nobody"}, bot.Wake{Name: "tell nobody", Due: now}}
	commit(t, store, secret, turn("terminal:you", 0))
	buried := bot.DeadLetter{Conversation: "terminal:me", Cause: secret.Cause}
	buried.Cause.ID = "dead"
	if err := store.Bury(t.Context(), buried); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(everything(t, url), "tell nobody"); n < 6 {
		t.Fatalf("the words are there %d times: the test looks in the wrong place", n)
	}
	if _, err := store.Forget(t.Context(), "terminal:me"); err != nil {
		t.Fatal(err)
	}
	left := everything(t, url)
	if strings.Contains(left, "tell nobody") || strings.Count(left, "<conversation>terminal:me<") != 2 || !strings.Contains(left, "terminal:you") {
		t.Errorf("not only the audit is left: %s", left)
	}
}

// everything is all rows of the database's tables, as text.
func everything(t *testing.T, url string) (text string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if err := conn.QueryRow(t.Context(), "select schema_to_xml('public', true, false, '')::text").Scan(&text); err != nil {
		t.Fatal(err)
	}
	return text
}

func TestUnreadableLineHoldsUpItsConversationAlone(t *testing.T) {
	url := cluster.Database(t)
	store := open(t, url)
	commit(t, store, turn("terminal:me", 0), turn("terminal:you", 0))
	run(t, url, `update outbox set body = '{"kind":"sing"}' where conversation = 'terminal:me'`)
	if lines, err := store.Lease(t.Context(), now, 10); err != nil || len(lines) != 1 || lines[0].Conversation != "terminal:you" {
		t.Errorf("leased %v, %v", lines, err)
	}
	if _, err := store.Uncertain(t.Context(), now.Add(16*time.Second), 1); err == nil || !strings.Contains(err.Error(), "terminal:me/1/0") {
		t.Errorf("the unreadable line is not told: %v", err)
	}
}

func TestTurnThatPostgresRefusesHurtsItselfOnly(t *testing.T) {
	url := cluster.Database(t)
	store := open(t, url)
	run(t, url, `create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$;
		create trigger refuse before insert on outbox for each row when (new.conversation = 'terminal:42') execute function refuse()`)
	var turns []bot.Commit
	for i := range 100 {
		turns = append(turns, turn(bot.Address(fmt.Sprint("terminal:", i)), 0))
	}
	turns[77].Cause.ID = "a\x00b" // Postgres has no such text
	for i, kept := range store.Commit(t.Context(), turns) {
		if bad := i == 42 || i == 77; (kept.Err != nil) != bad {
			t.Errorf("turn %d: %v", i, kept.Err)
		}
	}
	if ids, _ := store.Sessions(t.Context()); len(ids) != 98 {
		t.Errorf("%d conversations, want 98", len(ids))
	}
	if lines, _ := store.Lease(t.Context(), now, 200); len(lines) != 98 {
		t.Errorf("%d lines to send, want 98", len(lines))
	}
}

func TestSettleAsNoEnd(t *testing.T) {
	store := open(t, cluster.Database(t))
	commit(t, store, turn("terminal:me", 0))
	for _, state := range []bot.LineState{bot.LineLeased, bot.LineCancelled, "", "gone"} {
		if _, err := store.Settle(t.Context(), []bot.Settlement{{Line: bot.Line{Conversation: "terminal:me", Seq: 1}, State: state}}); err == nil {
			t.Errorf("settled as %q", state)
		}
	}
}
