//go:build integration

package faults

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/postgres"
)

// The points at which a replica can be made to die.
const (
	afterRedact         = "after-redact"
	beforeCommit        = "before-commit"
	afterCommit         = "after-commit"
	beforeAck           = "before-ack"
	afterAck            = "after-ack"
	afterRequestWritten = "after-request-written"
	afterAccept         = "after-accept"
	beforeSettle        = "before-settle"
	timerLeased         = "timer-leased"
)

var points = []string{
	afterRedact, beforeCommit, afterCommit, beforeAck, afterAck, afterRequestWritten, afterAccept, beforeSettle, timerLeased,
}

// crash is where the process dies, and how many times it passes before it does. The zero crash never happens.
type crash struct {
	Point string `json:"point,omitempty"`
	Left  int32  `json:"left,omitempty"`
}

// pass is the process coming by a point. It dies as by SIGKILL from outside: nothing is finished.
func (c *crash) pass(point string) {
	if c.Point != point || atomic.AddInt32(&c.Left, -1) != 0 {
		return
	}
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

// record is the record with points to die at.
type record struct {
	*postgres.Store
	crash *crash
}

func (r record) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	r.crash.pass(beforeCommit)
	kept := r.Store.Commit(ctx, turns)
	r.crash.pass(afterCommit)
	return kept
}

func (r record) Due(ctx context.Context, now time.Time, n int) ([]bot.Alarm, error) {
	alarms, err := r.Store.Due(ctx, now, n)
	if len(alarms) > 0 {
		r.crash.pass(timerLeased)
	}
	return alarms, err
}

// Settle has the fate of lines looked up ten times as soon as the product does: this platform's history
// lags ten times less than a real one's.
func (r record) Settle(ctx context.Context, settled []bot.Settlement) ([]bot.Line, error) {
	r.crash.pass(beforeSettle)
	now := time.Now()
	sooner := make([]bot.Settlement, len(settled))
	for i, one := range settled {
		if one.State == bot.LineUncertain {
			one.After = now.Add(one.After.Sub(now) / 10)
		}
		sooner[i] = one
	}
	return r.Store.Settle(ctx, sooner)
}

// understander is the understander with a point to die at: what comes here is masked.
type understander struct {
	host.Understander
	crash *crash
}

func (u understander) Understand(ctx context.Context, said bot.Utterance) (bot.Reading, error) {
	u.crash.pass(afterRedact)
	return u.Understander.Understand(ctx, said)
}

func (c *crash) String() string { return fmt.Sprintf("%s, the %dth time", c.Point, c.Left) }
