package slack

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestOrderIsThatOfThePerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, at := newOrder(), time.Now()
		var took []int
		take := func(n int, hold time.Duration) {
			place := o.ticket("U1", at.Add(time.Duration(n)*time.Millisecond), hold)
			go func() {
				<-place.turn
				time.Sleep(time.Millisecond)
				took = append(took, n)
				place.leave()
			}()
		}
		take(2, hold)
		take(0, hold)
		given := o.ticket("U1", at.Add(500*time.Microsecond), hold)
		take(1, hold)
		given.leave() // it gave up
		time.Sleep(10 * time.Millisecond)
		take(3, 0) // a press waits for what was before it
		time.Sleep(time.Second)
		synctest.Wait()
		for i, n := range took {
			if i != n {
				t.Fatalf("taken as %v", took)
			}
		}
		if len(took) != 4 || len(o.queues) != 0 {
			t.Errorf("%d taken, %d queues left", len(took), len(o.queues))
		}
		began := time.Now()
		other := o.ticket("U2", time.Time{}, 0)
		<-other.turn
		if time.Since(began) > 0 {
			t.Error("a press of somebody who does nothing else waits")
		}
		other.leave()
	})
}
