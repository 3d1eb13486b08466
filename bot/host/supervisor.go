package host

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// How long a channel that failed rests before it is started again: it doubles, up to the longest,
// and begins anew after it ran well for a while.
const (
	firstRest   = time.Second
	longestRest = time.Minute
	ranWell     = 2 * time.Minute
)

// supervise runs a channel and starts it again when it fails. Each channel is on its own: what
// happens to one is nothing to the others.
func (h *Host) supervise(ctx context.Context, channel Channel, back alarm) {
	rest := firstRest
	for ctx.Err() == nil {
		began := time.Now()
		err := h.runChannel(ctx, channel, back)
		if ctx.Err() != nil {
			return
		}
		if time.Since(began) > ranWell {
			rest = firstRest
		}
		if fatal := (*bot.FatalError)(nil); errors.As(err, &fatal) {
			h.log.WithError(err).Error("a channel cannot run; it is tried again in a minute")
			rest = longestRest
		} else {
			h.log.WithError(err).WithField("rest", rest.String()).Warn("a channel ended; it is started again")
		}
		h.metrics.restart()
		newAlarm().sleep(ctx, about(rest))
		rest = min(2*rest, longestRest)
	}
}

// about is the rest, by up to a half less or more: channels that failed together do not come back together.
func about(rest time.Duration) time.Duration {
	var chance [1]byte
	_, _ = rand.Read(chance[:]) // it never fails
	return rest/2 + time.Duration(int64(rest)*int64(chance[0])/255)
}

// CatcherUp is a channel that can look for what its platform has and nobody was given.
type CatcherUp interface {
	// CatchUp gives the sink everything that was said since the last event that is in the record. It is
	// called whenever the channel begins to run, and when the record was away.
	CatchUp(ctx context.Context, sink Sink) error
}

// runChannel is Channel.Run behind a net, with its catching up beside it.
func (h *Host) runChannel(ctx context.Context, channel Channel, back alarm) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	var beside sync.WaitGroup
	defer beside.Wait()
	defer cancel()
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the adapter panicked: %T", fault)
		}
	}()
	if catcher, can := channel.(CatcherUp); can {
		beside.Go(func() { h.catchUp(ctx, catcher, back) })
	}
	if err := channel.Run(ctx, h.Receive); err != nil {
		return err
	}
	return errors.New("it ended by itself")
}

// catchUp looks for what was missed, now and whenever the record comes back.
func (h *Host) catchUp(ctx context.Context, catcher CatcherUp, back alarm) {
	for ctx.Err() == nil {
		if err := h.catchUpOnce(ctx, catcher); err != nil && ctx.Err() == nil {
			h.log.WithError(err).Warn("what was missed could not be looked up; it is tried again")
			newAlarm().sleep(ctx, firstRest)
			continue
		}
		select {
		case <-back:
		case <-ctx.Done():
		}
	}
}

// catchUpOnce is CatchUp behind a net.
func (h *Host) catchUpOnce(ctx context.Context, catcher CatcherUp) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the adapter panicked: %T", fault)
		}
	}()
	return catcher.CatchUp(ctx, h.Receive)
}
