package slack

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	slackgo "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"github.com/helpaide/helpaide/bot"
)

// How many connections are held, so that one stays while Slack takes the other away; how long one rests after it
// failed; how long an acknowledgement may wait to be written; how long the end may take; and what one message may weigh.
const (
	connections  = 2
	firstRest    = 500 * time.Millisecond
	longestRest  = 10 * time.Second
	ackTime      = time.Second
	drainTime    = 2500 * time.Millisecond
	mostMessage  = 1 << 20
	shakeTime    = 10 * time.Second
	deadAfter    = 30 * time.Second
	writesBuffer = 32 << 10 // an acknowledgement is one frame
)

// connects takes what happens by Socket Mode until ctx ends or an error is for good.
func (a *Adapter) connects(ctx context.Context, in *intake) error {
	alive, hangUp := context.WithCancelCause(context.WithoutCancel(ctx)) // longer than ctx: what is under way is acknowledged yet
	defer hangUp(nil)
	var sockets sync.WaitGroup
	for range connections {
		sockets.Go(func() {
			if err := a.keepConnected(alive, in); err != nil {
				hangUp(err)
			}
		})
	}
	select {
	case <-ctx.Done():
		in.drain(drainTime)
		// what was acknowledged last is still on its way to the connection
		rest(alive, 50*time.Millisecond)
	case <-alive.Done():
	}
	err := context.Cause(alive)
	hangUp(nil)
	sockets.Wait()
	in.stop()
	return whyEnded(err, ctx.Err())
}

// keepConnected holds one connection. It returns only an error that stays.
func (a *Adapter) keepConnected(ctx context.Context, in *intake) error {
	pause := firstRest
	for ctx.Err() == nil {
		began := time.Now()
		err := a.connect(ctx, in)
		switch {
		case errors.As(err, new(*bot.FatalError)):
			return err
		case ctx.Err() != nil:
			return nil //nolint:nilerr // it ended because it was to
		}
		if time.Since(began) > time.Minute {
			pause = firstRest
		}
		a.log.WithError(err).Warn("a connection ended; another one is made")
		rest(ctx, about(pause))
		pause = min(2*pause, longestRest)
	}
	return nil
}

// connect runs one of slack-go's clients, which connects again by itself, until it gives up or rests too long.
func (a *Adapter) connect(ctx context.Context, in *intake) error {
	ctx, cancel := context.WithCancel(ctx)
	dialer := &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: shakeTime, WriteBufferSize: writesBuffer}
	ping := a.o.PingTime
	if ping <= 0 {
		ping = deadAfter
	}
	client := socketmode.New(a.api, socketmode.OptionDialer(dialer), socketmode.OptionReadLimit(mostMessage),
		socketmode.OptionPingInterval(ping), socketmode.OptionLog(silent()))
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(ctx) }()
	for {
		select {
		case event := <-client.Events:
			if err := a.heard(client, in, event); err != nil {
				cancel()
				a.log.WithError(withoutAddress(<-ended)).Debug("a connection was given up")
				return err
			}
		case err := <-ended:
			cancel()
			return fatally("connect to Slack", err)
		}
	}
}

// heard takes one event of the client's. It does not wait: the client's pings come by the same way.
func (a *Adapter) heard(client *socketmode.Client, in *intake, event socketmode.Event) error {
	switch event.Type {
	case socketmode.EventTypeConnected:
		a.m.connects.Inc()
		a.log.Info("connected to Slack")
	case socketmode.EventTypeHello:
		a.m.connections.Set(float64(event.Request.NumConnections))
	case socketmode.EventTypeConnectionError:
		return a.unconnected(event)
	case socketmode.EventTypeErrorBadMessage: // what slack-go does not know, it does not give to anybody
		a.received(client, in, unread(event))
	case socketmode.EventTypeErrorWriteFailed:
		a.m.unacked.WithLabelValues("write").Inc()
	case socketmode.EventTypeEventsAPI, socketmode.EventTypeInteractive, socketmode.EventTypeSlashCommand:
		a.received(client, in, *event.Request)
	}
	return nil
}

// unread is what slack-go could not read, as far as it is a request at all.
func unread(event socketmode.Event) (request socketmode.Request) {
	if bad, ok := event.Data.(*socketmode.ErrorBadMessage); ok {
		_ = json.Unmarshal(bad.Message, &request) // what has no envelope is ignored
	}
	return request
}

// unconnected ends a client that nothing will help, or that would rest for minutes.
func (a *Adapter) unconnected(event socketmode.Event) error {
	failed, ok := event.Data.(*slackgo.ConnectionErrorEvent)
	if !ok {
		return nil
	}
	err := fatally("connect to Slack", withoutAddress(failed.ErrorObj))
	if errors.As(err, new(*bot.FatalError)) || failed.Backoff > longestRest {
		return err
	}
	return nil
}

// received takes what Slack handed over, beside the loop, and acknowledges it.
func (a *Adapter) received(client *socketmode.Client, in *intake, request socketmode.Request) {
	if request.EnvelopeID == "" {
		a.m.ignore("unreadable")
		return
	}
	d, err := in.accept(request.Type, request.Payload, request.RetryAttempt > 0)
	switch {
	case errors.Is(err, errShapeless):
		go a.acknowledge(client, request.EnvelopeID, answer{}) // it would be the same every time
	case err == nil:
		go func() {
			if out, err := d.take(); err == nil {
				a.acknowledge(client, request.EnvelopeID, out)
			}
		}()
	}
}

func (a *Adapter) acknowledge(client *socketmode.Client, envelope string, out answer) {
	ctx, cancel := context.WithTimeout(context.Background(), ackTime)
	defer cancel()
	if err := client.AckCtx(ctx, envelope, out.reply); err != nil {
		a.m.unacked.WithLabelValues("write").Inc()
	}
	if out.after != nil {
		out.after()
	}
}

// rest waits, or until ctx ends.
func rest(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// about is a time by up to a half less or more: what failed together does not come back together.
func about(pause time.Duration) time.Duration {
	var chance [1]byte
	_, _ = rand.Read(chance[:]) // it never fails
	return pause/2 + pause*time.Duration(chance[0])/255
}

// whyEnded is why the connections ended: by a fault of their own, or because they were to.
func whyEnded(err, other error) error {
	if err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("run slack: %w", other)
}
