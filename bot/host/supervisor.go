package host

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// How long a channel that failed rests before it is started again: it doubles, up to the longest,
// and begins anew after it ran well for a while.
const (
	firstRest   = time.Second
	longestRest = time.Minute
	ranWell     = 2 * time.Minute
)

// FatalError is why a channel cannot run until somebody does something: a token that is not valid, a
// permission that is missing. Its text says what.
type FatalError struct{ Reason string }

// Error is the reason.
func (e *FatalError) Error() string { return e.Reason }

// supervise runs a channel and starts it again when it fails. Each channel is on its own: what
// happens to one is nothing to the others.
func (h *Host) supervise(ctx context.Context, channel Channel) {
	rest := firstRest
	for ctx.Err() == nil {
		began := time.Now()
		err := h.runChannel(ctx, channel)
		if ctx.Err() != nil {
			return
		}
		if time.Since(began) > ranWell {
			rest = firstRest
		}
		if fatal := (*FatalError)(nil); errors.As(err, &fatal) {
			h.log.WithError(err).Error("a channel cannot run; it is tried again in a minute")
			rest = longestRest
		} else {
			h.log.WithError(err).WithField("rest", rest.String()).Warn("a channel ended; it is started again")
		}
		h.metrics.restart()
		newAlarm().sleep(ctx, rest/2+rand.N(rest))
		rest = min(2*rest, longestRest)
	}
}

// runChannel is Channel.Run behind a net.
func (h *Host) runChannel(ctx context.Context, channel Channel) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the adapter panicked: %T", fault)
		}
	}()
	if err := channel.Run(ctx, h.Receive); err != nil {
		return err
	}
	return errors.New("it ended by itself")
}
