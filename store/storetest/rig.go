package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// rig is a store under test. Its methods end the test when the store fails.
type rig struct {
	*testing.T
	store Store
}

const home bot.Address = "terminal:me"

// morning is when the tests begin.
func morning() time.Time {
	return time.Date(2026, 3, 2, 9, 0, 0, 0, time.FixedZone("", -5*60*60))
}

func after(seconds int) time.Time { return morning().Add(time.Duration(seconds) * time.Second) }

// begin is a conversation in which nothing has happened.
func begin(place bot.Address) bot.Session { return bot.NewSession(place, morning()) }

// turn is the session's next turn. Event, event id and token are made from its place and seq.
func turn(session bot.Session, effects ...bot.Effect) bot.Commit {
	id := fmt.Sprintf("%s:%d", session.ID, session.Seq+1)
	commit := bot.Commit{
		Cause: bot.Envelope{ID: bot.EventID(id), Where: session.Home, At: morning(), Event: bot.Said{Text: "bonjour"}},
		Was:   session.Seq,
		Token: "token of " + id,
		Turn:  bot.Turn{Session: session, Effects: effects, Path: []bot.Pass{{Flow: "lockout", Step: "back", By: "opened"}}},
	}
	commit.Turn.Session.Seq++
	return commit
}

// caused is the commit with another cause, and a token to go with it.
func caused(commit bot.Commit, cause bot.Envelope) bot.Commit {
	commit.Cause, commit.Token = cause, "token of "+string(cause.ID)
	return commit
}

// signed is the commit as another attempt.
func signed(token string, commit bot.Commit) bot.Commit {
	commit.Token = token
	return commit
}

func say(text string) bot.Say {
	return bot.Say{To: home, From: bot.FromAssistant, Lang: "fr", Text: text}
}

// kept stores turns and returns what became of each.
func (r rig) kept(turns ...bot.Commit) []bot.Kept {
	r.Helper()
	results := r.store.Commit(r.Context(), turns)
	if len(results) != len(turns) {
		r.Fatalf("commit %d turns: %d results", len(turns), len(results))
	}
	return results
}

// all stores turns and returns the store's answers.
func (r rig) all(turns []bot.Commit) []error {
	r.Helper()
	errs := make([]error, len(turns))
	for i, kept := range r.kept(turns...) {
		if errs[i] = kept.Err; kept.Next != nil {
			r.Errorf("turn %d of %s gave a line that nobody asked for", turns[i].Turn.Session.Seq, turns[i].Turn.Session.ID)
		}
	}
	return errs
}

// commit stores one turn and returns the store's answer.
func (r rig) commit(commit bot.Commit) error {
	r.Helper()
	return r.all([]bot.Commit{commit})[0]
}

// must stores one turn and returns the session that it led to.
func (r rig) must(commit bot.Commit) bot.Session {
	r.Helper()
	if err := r.commit(commit); err != nil {
		r.Fatalf("commit turn %d: %v", commit.Turn.Session.Seq, err)
	}
	return commit.Turn.Session
}

// answers stores one turn and checks what the store says.
func (r rig) answers(want error, commit bot.Commit) {
	r.Helper()
	if err := r.commit(commit); !errors.Is(err, want) {
		r.Errorf("commit turn %d: %v, want %v", commit.Turn.Session.Seq, err, want)
	}
}

func (r rig) load(id bot.ConversationID) bot.Session {
	r.Helper()
	session, err := r.store.Load(r.Context(), id)
	if err != nil {
		r.Fatalf("load %s: %v", id, err)
	}
	return session
}

// missing checks that the record does not know the conversation.
func (r rig) missing(id bot.ConversationID) {
	r.Helper()
	if session, err := r.store.Load(r.Context(), id); !errors.Is(err, bot.ErrNoSession) {
		r.Errorf("load %s: turn %d and %v, want %v", id, session.Seq, err, bot.ErrNoSession)
	}
}
