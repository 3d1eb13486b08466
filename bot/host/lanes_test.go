package host

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func newLanes() *lanes { return &lanes{held: map[bot.ConversationID]*lane{}} }

func enter(t *testing.T, l *lanes, id bot.ConversationID) (leave func()) {
	t.Helper()
	leave, err := l.enter(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return leave
}

func TestALaneIsFirstInFirstOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, order := newLanes(), []int{}
		leave := enter(t, l, "a")
		var wait sync.WaitGroup
		for i := range 20 {
			wait.Go(func() {
				leave, err := l.enter(t.Context(), "a")
				if err != nil {
					t.Error(err)
					return
				}
				order = append(order, i)
				leave()
			})
			synctest.Wait()
		}
		if other := enter(t, l, "b"); len(order) == 0 { // another conversation does not wait
			other()
		}
		leave()
		wait.Wait()
		if want := slices.Sorted(slices.Values(order)); len(order) != 20 || !slices.Equal(order, want) || !l.empty() {
			t.Fatalf("order %v, empty %v", order, l.empty())
		}
	})
}

func TestWhoGivesUpLetsTheOthersIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, order := newLanes(), []int{}
		leave := enter(t, l, "a")
		var wait sync.WaitGroup
		cancels := map[int]context.CancelFunc{}
		for i := range 6 {
			ctx, cancel := context.WithCancel(t.Context())
			cancels[i] = cancel
			wait.Go(func() {
				leave, err := l.enter(ctx, "a")
				if err != nil {
					if !errors.Is(err, context.Canceled) {
						t.Error(err)
					}
					return
				}
				order = append(order, i)
				leave()
			})
			synctest.Wait()
		}
		for _, i := range []int{0, 3, 5} {
			cancels[i]()
		}
		synctest.Wait()
		leave()
		wait.Wait()
		if want := []int{1, 2, 4}; !slices.Equal(order, want) || !l.empty() {
			t.Fatalf("order %v, want %v; empty %v", order, want, l.empty())
		}
		for _, cancel := range cancels {
			cancel()
		}
	})
}

// The turn comes and the waiter gives up at the same moment: the lane must go to the next all the same.
func TestATurnThatComesTooLateIsPassedOn(t *testing.T) {
	l := newLanes()
	one := &lane{busy: true}
	l.held["a"] = one
	passed := make(chan struct{})
	one.waiting = []chan struct{}{passed}
	given := make(chan struct{}) // the turn of one who is no longer in the queue
	close(given)
	l.giveUp(one, given, func() { l.leave("a", one) })
	select {
	case <-passed:
	default:
		t.Fatal("the lane stands still")
	}
}

func TestLanesLetOneThroughAndLeaveNothingBehind(t *testing.T) {
	l := newLanes()
	var inside [8]atomic.Int32
	var wait sync.WaitGroup
	for i := range 64 {
		wait.Go(func() {
			for n := range 50 {
				c := (i + n) % len(inside)
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(n)*time.Microsecond)
				if leave, err := l.enter(ctx, bot.ConversationID(fmt.Sprint(c))); err == nil {
					if inside[c].Add(1) != 1 {
						t.Error("two at once in one lane")
					}
					inside[c].Add(-1)
					leave()
				}
				cancel()
			}
		})
	}
	wait.Wait()
	if !l.empty() {
		t.Fatalf("%d lanes are held by nobody", len(l.held))
	}
}

func TestLanesAreWaitedForUntilTheyAreEmptyOrTimeIsUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLanes()
		leave := enter(t, l, "a")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if l.wait(ctx); time.Since(began) != time.Second {
			t.Fatalf("waited %s", time.Since(began))
		}
		time.AfterFunc(time.Second, leave)
		if l.wait(t.Context()); time.Since(began) < 2*time.Second || time.Since(began) > 2100*time.Millisecond {
			t.Fatalf("waited %s", time.Since(began))
		}
	})
}

func TestATallyMayGrowWhileItIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var under tally
		under.wait(t.Context()) // nothing is under way
		under.begin()
		waited := make(chan struct{})
		go func() { under.wait(context.Background()); close(waited) }()
		synctest.Wait()
		under.begin()
		under.end()
		synctest.Wait()
		select {
		case <-waited:
			t.Fatal("one is under way still")
		default:
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		under.wait(ctx)
		under.end()
		<-waited
		if under.count() != 0 {
			t.Fatal(under.count())
		}
	})
}

// BenchmarkLanes is to enter and leave: a lane of one's own, and one that all want.
func BenchmarkLanes(b *testing.B) {
	for name, of := range map[string]int{"own": 1 << 20, "shared": 1} {
		b.Run(name, func(b *testing.B) {
			l := newLanes()
			var n atomic.Int64
			b.ReportAllocs()
			b.SetParallelism(32)
			b.RunParallel(func(pb *testing.PB) {
				id := bot.ConversationID(fmt.Sprint(n.Add(1) % int64(of)))
				for pb.Next() {
					leave, err := l.enter(context.Background(), id)
					if err != nil {
						b.Error(err)
						return
					}
					leave()
				}
			})
		})
	}
}
