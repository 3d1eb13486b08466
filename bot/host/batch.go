package host

import (
	"context"
	"sync"
)

// batcher does many small jobs in few large ones: whatever is asked while one batch is on its way
// makes up the next. Nobody waits for a batch to fill, so one job alone costs what it costs anyway.
type batcher[I, O any] struct {
	do   func(jobs []I) []O // one answer a job, in their order
	most int

	mu    sync.Mutex
	queue []*job[I, O]
	busy  bool
}

type job[I, O any] struct {
	in   I
	out  O
	done chan struct{}
}

func newBatcher[I, O any](most int, do func(jobs []I) []O) *batcher[I, O] {
	return &batcher[I, O]{do: do, most: most}
}

// ask waits for the job's answer. When ctx ends first the job may be done all the same.
func (b *batcher[I, O]) ask(ctx context.Context, in I) (O, error) {
	j := &job[I, O]{in: in, done: make(chan struct{})}
	b.mu.Lock()
	b.queue = append(b.queue, j)
	begin := !b.busy
	b.busy = true
	b.mu.Unlock()
	if begin {
		go b.work()
	}
	select {
	case <-j.done:
		return j.out, nil
	case <-ctx.Done():
		var none O
		return none, ctx.Err()
	}
}

// work does batch after batch until nothing is left to do.
func (b *batcher[I, O]) work() {
	for {
		jobs := b.take()
		if len(jobs) == 0 {
			return
		}
		in := make([]I, len(jobs))
		for i, j := range jobs {
			in[i] = j.in
		}
		for i, out := range b.do(in) {
			jobs[i].out = out
			close(jobs[i].done)
		}
	}
}

// take is the next batch; none ends the work.
func (b *batcher[I, O]) take() []*job[I, O] {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := min(len(b.queue), b.most)
	jobs := b.queue[:n:n]
	b.queue = b.queue[n:]
	b.busy = n > 0
	return jobs
}
