package bench

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// load is people who press buttons: so many at a time, each again as soon as the last answer has come.
type load struct {
	design
	turns []int // of each person, without the opening
}

// result is what a time of load gave.
type result struct {
	took    time.Duration
	delays  []time.Duration // of the turns that went well
	failed  int
	problem error // the first
}

// beginners is how many begin at a time.
const beginners = 32

// begin is a load in which everybody has said the first thing.
func begin(ctx context.Context, d design, people int) (*load, error) {
	l := &load{d, make([]int, people)}
	r := l.each(beginners, func(w *worker) {
		for who := w.at; who < people; who += beginners {
			w.turn(ctx, opening(address(who), time.Now()), 1)
		}
	})
	if r.failed > 0 {
		return nil, fmt.Errorf("begin %d conversations: %d failed: %w", people, r.failed, r.problem)
	}
	return l, nil
}

// press has that many people at a time press buttons for so long.
func (l *load) press(ctx context.Context, conc int, long time.Duration) result {
	until := time.Now().Add(long)
	return l.each(conc, func(w *worker) {
		for who := w.at; time.Now().Before(until) && ctx.Err() == nil; who += conc {
			if who >= len(l.turns) {
				who = w.at
			}
			l.turns[who]++
			w.turn(ctx, answer(address(who), l.turns[who], time.Now()), says(l.turns[who]))
		}
	})
}

// each runs so many workers, and waits until what they left is settled.
func (l *load) each(workers int, work func(w *worker)) result {
	began := time.Now()
	outs := make([]worker, workers)
	var all sync.WaitGroup
	for i := range outs {
		w := &outs[i]
		w.design, w.at, w.settled = l.design, i, make(chan error, 1)
		w.settled <- nil
		all.Go(func() {
			work(w)
			w.took = time.Since(began)
			w.note(<-w.settled)
		})
	}
	all.Wait()
	var sum result
	for i := range outs {
		sum.add(outs[i].result)
	}
	return sum
}

func (r *result) add(other result) {
	r.took = max(r.took, other.took)
	r.delays = append(r.delays, other.delays...)
	r.failed += other.failed
	r.problem = cmp.Or(r.problem, other.problem)
}

// worker does one turn after the other. Settling the last one goes on beside the next one.
type worker struct {
	design
	result
	at      int
	settled chan error // holds what became of the last settling, once it is over
}

func (w *worker) turn(ctx context.Context, in bot.Envelope, messages int) {
	began := time.Now()
	settle, err := w.design.turn(ctx, in, messages)
	took := time.Since(began)
	if err != nil {
		w.note(err)
		return
	}
	w.delays = append(w.delays, took)
	if settle != nil {
		w.note(<-w.settled)
		go func() { w.settled <- settle(ctx) }()
	}
}

func (w *worker) note(err error) {
	if err != nil {
		w.failed++
		w.problem = cmp.Or(w.problem, err)
	}
}
