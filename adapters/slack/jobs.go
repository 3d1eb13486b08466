package slack

import (
	"context"
	"fmt"
	"hash/fnv"
)

// What is done after an acknowledgement is a courtesy: some do it beside everything else, and when there is too
// much of it, some is left. What is about one place is done in order, so that the last word is the one that stands.
const (
	workers  = 4
	mostJobs = 128 // for each
)

// job is something that is done after an acknowledgement, as well as it goes. It is named in logs.
type job struct {
	what string
	do   func(context.Context) error
}

// newJobs is a queue for each worker.
func newJobs() (queues [workers]chan job) {
	for i := range queues {
		queues[i] = make(chan job, mostJobs)
	}
	return queues
}

// later has a job about a place, or a person, done soon, or not at all when there are too many.
func (a *Adapter) later(about, what string, do func(context.Context) error) {
	of := fnv.New32a()
	_, _ = of.Write([]byte(about)) // it never fails
	select {
	case a.jobs[of.Sum32()%workers] <- job{what, do}:
	default:
		a.m.ignore("crowded")
	}
}

// work does a queue's jobs until ctx ends.
func (a *Adapter) work(ctx context.Context, jobs <-chan job) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-jobs:
			if err := a.doJob(ctx, j); err != nil && ctx.Err() == nil {
				a.log.WithError(outcome(err)).WithField("job", j.what).Debug("a courtesy did not come about")
			}
		}
	}
}

// doJob is a job behind a net: a fault in one costs that one.
func (a *Adapter) doJob(ctx context.Context, j job) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%s: it panicked: %T", j.what, fault)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, 2*callTime)
	defer cancel()
	return j.do(ctx)
}
