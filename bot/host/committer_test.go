package host

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/helpaide/helpaide/bot"
)

// book is a record that answers by a script and keeps what it was asked.
type book struct {
	commit func(turns []bot.Commit) []bot.Kept
	asked  [][]bot.Commit
}

func (b *book) Load(context.Context, bot.ConversationID) (bot.Session, error) {
	return bot.Session{}, bot.ErrNoSession
}
func (b *book) Forget(context.Context, bot.ConversationID) (bot.Forgotten, error) {
	return bot.Forgotten{}, nil
}
func (b *book) Commit(_ context.Context, turns []bot.Commit) []bot.Kept {
	b.asked = append(b.asked, turns)
	return b.commit(turns)
}

func turnOf(conversation string, seq uint64) bot.Commit {
	session := bot.NewSession(bot.Address(conversation), noon)
	session.Seq = seq
	return bot.Commit{Cause: bot.Envelope{ID: bot.EventID(fmt.Sprint(conversation, seq))}, Was: seq - 1, Turn: bot.Turn{Session: session}}
}

func committerOn(b *book) (c *committer, told map[bot.EventID]error) {
	metrics := NewMetrics()
	told = map[bot.EventID]error{}
	return newCommitter(b, newSessions(nil, b, metrics), metrics, func(turn bot.Commit, kept bot.Kept) {
		told[turn.Cause.ID] = kept.Err
	}), told
}

func TestTwoTurnsOfOneConversationGoInOneAfterTheOther(t *testing.T) {
	b := &book{commit: func(turns []bot.Commit) []bot.Kept {
		kept := make([]bot.Kept, len(turns))
		for i, turn := range turns {
			kept[i].Next = &bot.Line{Conversation: turn.Turn.Session.ID, Seq: turn.Turn.Session.Seq}
		}
		return kept
	}}
	c, _ := committerOn(b)
	turns := []bot.Commit{turnOf("a", 1), turnOf("b", 1), turnOf("a", 2), turnOf("c", 1), turnOf("a", 3), turnOf("b", 2)}
	kept := c.commit(turns)
	for i, turn := range turns {
		if next := kept[i].Next; next == nil || next.Conversation != turn.Turn.Session.ID || next.Seq != turn.Turn.Session.Seq {
			t.Errorf("turn %s was told %+v", turn.Cause.ID, next)
		}
	}
	if len(kept) != 6 || len(b.asked) != 3 {
		t.Fatalf("%d results of %d transactions", len(kept), len(b.asked))
	}
	var order []string
	for _, turns := range b.asked {
		seen := map[bot.ConversationID]bool{}
		for _, turn := range turns {
			if seen[turn.Turn.Session.ID] {
				t.Error("two turns of one conversation in one transaction")
			}
			seen[turn.Turn.Session.ID] = true
			order = append(order, string(turn.Cause.ID))
		}
	}
	if got := fmt.Sprint(order); got != "[a1 b1 c1 a2 b2 a3]" {
		t.Fatal(got)
	}
}

// Each waiter hears of its own turn: kept, stale, seen, poison.
func TestEachWaiterHearsOfItsOwnTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		poison := errors.New("it cannot be written")
		want := map[bot.EventID]error{"a1": nil, "b1": bot.ErrStale, "c1": bot.ErrSeen, "d1": poison, "e1": nil}
		open := make(chan struct{})
		b := &book{commit: func(turns []bot.Commit) []bot.Kept {
			<-open
			kept := make([]bot.Kept, len(turns))
			for i, turn := range turns {
				kept[i] = bot.Kept{Err: want[turn.Cause.ID], Next: &bot.Line{Conversation: turn.Turn.Session.ID}}
			}
			return kept
		}}
		c, told := committerOn(b)
		var wait sync.WaitGroup
		for _, id := range []string{"z", "a", "b", "c", "d", "e"} {
			wait.Go(func() {
				kept, err := c.ask(t.Context(), turnOf(id, 1))
				if err != nil || !errors.Is(kept.Err, want[bot.EventID(id+"1")]) || string(kept.Next.Conversation) != id {
					t.Errorf("%s: %+v, %v", id, kept, err)
				}
			})
			synctest.Wait()
		}
		close(open)
		wait.Wait()
		if len(b.asked) != 2 || len(told) != 6 || !errors.Is(told["d1"], poison) || told["a1"] != nil {
			t.Fatalf("%d transactions, told %v", len(b.asked), told)
		}
	})
}

// A record that breaks, or says less than it was asked, kept nothing for all that anybody knows.
func TestWhatARecordDoesNotSpeakOfWasNotKept(t *testing.T) {
	for name, commit := range map[string]func([]bot.Commit) []bot.Kept{
		"panics":   func([]bot.Commit) []bot.Kept { panic("broken record") },
		"nothing":  func([]bot.Commit) []bot.Kept { return nil },
		"too much": func(turns []bot.Commit) []bot.Kept { return make([]bot.Kept, len(turns)+1) },
	} {
		t.Run(name, func(t *testing.T) {
			b := &book{commit: commit}
			c, _ := committerOn(b)
			kept, err := c.ask(t.Context(), turnOf("a", 1))
			if errors.Join(err, kept.Err) == nil {
				t.Fatal("it counts as kept")
			}
			b.commit = func(turns []bot.Commit) []bot.Kept { return make([]bot.Kept, len(turns)) }
			if kept, err := c.ask(t.Context(), turnOf("a", 1)); errors.Join(err, kept.Err) != nil {
				t.Fatalf("afterwards: %v, %v", kept.Err, err)
			}
		})
	}
}
