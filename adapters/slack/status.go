package slack

import (
	"context"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"
)

// How long a person waits before they are told that an answer is made, and how long that stands when, after
// all, there is nothing to say. Slack takes it away itself when a message comes.
const (
	patience = time.Second
	lingers  = 5 * time.Second
)

// waits are the people who wait for their line to be taken.
type waits struct {
	a *Adapter

	mu   sync.Mutex
	by   map[string]*wait // by channel
	over bool
}

// wait is one of them.
type wait struct {
	thread string
	timer  *time.Timer
	shown  bool
}

func newWaits(a *Adapter) *waits { return &waits{a: a, by: map[string]*wait{}} }

// begin starts a person's wait, with the message that the answer is for.
func (w *waits) begin(channel, thread string, said word, p person) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over || w.by[channel] != nil {
		return
	}
	one := &wait{thread: thread}
	one.timer = time.AfterFunc(patience, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.by[channel] == one && !w.over {
			one.shown = true
			w.show(channel, thread, said.short(p.language()))
		}
	})
	w.by[channel] = one
}

// taken ends a wait: the line is in the record, or was refused. The answer is on its way then, or none will be.
func (w *waits) taken(channel string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	one := w.by[channel]
	switch {
	case one == nil:
	case !one.shown:
		w.drop(channel)
	case err != nil:
		w.drop(channel)
		w.show(channel, one.thread, "")
	default:
		one.timer = time.AfterFunc(lingers, func() { w.clear(channel, one) })
	}
}

// clear takes the status away when nothing came.
func (w *waits) clear(channel string, one *wait) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.by[channel] == one && !w.over {
		delete(w.by, channel)
		w.show(channel, one.thread, "")
	}
}

// done ends a wait because a message is written.
func (w *waits) done(channel string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.drop(channel)
}

func (w *waits) drop(channel string) {
	if one := w.by[channel]; one != nil {
		one.timer.Stop()
		delete(w.by, channel)
	}
}

// end stops every clock.
func (w *waits) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	for channel := range w.by {
		w.drop(channel)
	}
}

// start lets clocks run.
func (w *waits) start() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = false
}

// show sets the status, or takes it away. Not every app and plan has one.
func (w *waits) show(channel, thread, text string) {
	w.a.later(channel, "status", func(ctx context.Context) error {
		return w.a.api.SetAssistantThreadsStatusContext(ctx, slackgo.AssistantThreadsSetStatusParameters{ChannelID: channel, ThreadTS: thread, Status: text})
	})
}
