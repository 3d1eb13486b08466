package slack

import (
	"context"
	"fmt"
)

// What is done after an acknowledgement is a courtesy: some do it beside everything else, and when there is too
// much of it, some is left.
const (
	workers  = 4
	mostJobs = 512
)

// job is something that is done after an acknowledgement, as well as it goes. It is named in logs.
type job struct {
	what string
	do   func(context.Context) error
}

// later has a job done soon, or not at all when there are too many.
func (a *Adapter) later(what string, do func(context.Context) error) {
	select {
	case a.jobs <- job{what, do}:
	default:
		a.m.ignore("crowded")
	}
}

// work does jobs until ctx ends.
func (a *Adapter) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-a.jobs:
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
