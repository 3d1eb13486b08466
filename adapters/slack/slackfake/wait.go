package slackfake

import (
	"testing"
	"time"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// Await waits until the condition holds, and ends the test when it does not in time. The condition is looked at
// after each change, and may call what the workspace tells.
func (f *Fake) Await(tb testing.TB, what string, holds func() bool) {
	tb.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		f.mu.Lock()
		changed := f.changed
		f.mu.Unlock()
		if holds() {
			return
		}
		select {
		case <-changed:
		case <-late.C:
			tb.Fatalf("waited in vain for %s", what)
		}
	}
}

// AwaitMessages waits until the bot has written at least n messages in the channel, and returns those of the bot.
func (f *Fake) AwaitMessages(tb testing.TB, channel string, n int) []Message {
	tb.Helper()
	var own []Message
	f.Await(tb, "messages of the bot", func() bool {
		own = f.Answers(channel)
		return len(own) >= n
	})
	return own
}

// AwaitSockets waits until the app has so many connections that were greeted.
func (f *Fake) AwaitSockets(tb testing.TB, n int) {
	tb.Helper()
	f.Await(tb, "sockets", func() bool { return f.Sockets() >= n })
}
