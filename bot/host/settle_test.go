package host

import (
	"context"
	"testing"
	"time"

	logtest "github.com/sirupsen/logrus/hooks/test"

	"github.com/helpaide/helpaide/bot"
)

// shelf is an outbox that gives what it is told to.
type shelf struct{ next []bot.Line }

func (s *shelf) Lease(context.Context, time.Time, int) ([]bot.Line, error)     { return nil, nil }
func (s *shelf) Uncertain(context.Context, time.Time, int) ([]bot.Line, error) { return nil, nil }
func (s *shelf) Settle(context.Context, []bot.Settlement) ([]bot.Line, error)  { return s.next, nil }
func (s *shelf) Unsent(context.Context, bot.ConversationID) (int, error)       { return 0, nil }

// Two settlements of one conversation may meet in a batch, when a lease was outlived. The line that
// comes next goes to one of them, or it would be sent twice.
func TestTheNextLineGoesToOneAlone(t *testing.T) {
	log, _ := logtest.NewNullLogger()
	line := func(conversation string, attempt int) bot.Line {
		return bot.Line{Conversation: bot.ConversationID(conversation), Seq: 1, Attempt: attempt}
	}
	outbox := &shelf{[]bot.Line{line("a", 1), line("b", 1)}}
	c := newCourier(Options{Outbox: outbox, Log: log}, time.Now, newAlarm(), NewMetrics())
	out := c.settle([]bot.Settlement{
		{Line: line("b", 1)}, // it takes nothing
		{Line: line("a", 1), Take: true}, {Line: line("a", 2), Take: true}, {Line: line("b", 2), Take: true}, {Line: line("c", 1), Take: true},
	})
	given := map[bot.ConversationID]int{}
	for i, one := range out {
		if one.err != nil {
			t.Fatal(one.err)
		}
		if one.next != nil {
			given[one.next.Conversation]++
			if i == 0 || i == 4 {
				t.Errorf("settlement %d was given %s", i, one.next.ID())
			}
		}
	}
	if given["a"] != 1 || given["b"] != 1 {
		t.Fatalf("given %v", given)
	}
}
