package host

import (
	"context"
	"errors"
	"sync"
	"time"
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
	ctx  context.Context
	in   I
	out  O
	err  error
	done chan struct{}
}

// errBroken says that nobody knows what became of a job: doing its batch panicked.
var errBroken = errors.New("the batch broke")

func newBatcher[I, O any](most int, do func(jobs []I) []O) *batcher[I, O] {
	return &batcher[I, O]{do: do, most: most}
}

// ask waits for the job's answer. When ctx ends first the job may be done all the same, unless it had
// ended before the job's batch was begun.
func (b *batcher[I, O]) ask(ctx context.Context, in I) (O, error) { return b.begin(ctx, in).wait() }

// begin is ask for who has something to do before the answer is needed.
func (b *batcher[I, O]) begin(ctx context.Context, in I) *job[I, O] {
	j := &job[I, O]{ctx: ctx, in: in, done: make(chan struct{})}
	b.mu.Lock()
	b.queue = append(b.queue, j)
	idle := !b.busy
	b.busy = true
	b.mu.Unlock()
	if idle {
		go b.work()
	}
	return j
}

func (j *job[I, O]) wait() (O, error) {
	select {
	case <-j.done:
		return j.out, j.err
	case <-j.ctx.Done():
		var none O
		return none, j.ctx.Err()
	}
}

// work does batch after batch until nothing is left to do.
func (b *batcher[I, O]) work() {
	for jobs := b.take(); len(jobs) > 0; jobs = b.take() {
		b.answer(jobs)
	}
}

// rest returns once there is nothing to do, or ctx ends.
func (b *batcher[I, O]) rest(ctx context.Context) {
	for b.working() && ctx.Err() == nil {
		newAlarm().sleep(ctx, 5*time.Millisecond)
	}
}

func (b *batcher[I, O]) working() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.busy
}

// take is the next batch, without the jobs that nobody waits for; none ends the work.
func (b *batcher[I, O]) take() []*job[I, O] {
	b.mu.Lock()
	defer b.mu.Unlock()
	var jobs []*job[I, O]
	for len(b.queue) > 0 && len(jobs) < b.most {
		if j := b.queue[0]; j.ctx.Err() == nil {
			jobs = append(jobs, j)
		}
		b.queue[0] = nil
		b.queue = b.queue[1:]
	}
	b.busy = len(jobs) > 0
	return jobs
}

// answer does one batch and hands out the answers.
func (b *batcher[I, O]) answer(jobs []*job[I, O]) {
	out := b.behindNet(jobs)
	for i, j := range jobs {
		if len(out) == len(jobs) {
			j.out = out[i]
		} else {
			j.err = errBroken
		}
		close(j.done)
	}
}

// behindNet is do; a fault in it costs the jobs their answers, not the process.
func (b *batcher[I, O]) behindNet(jobs []*job[I, O]) (out []O) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	in := make([]I, len(jobs))
	for i, j := range jobs {
		in[i] = j.in
	}
	return b.do(in)
}
