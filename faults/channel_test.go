//go:build integration

package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// channel is the platform's adapter in a replica.
type channel struct {
	site
	replica string
	client  *http.Client
	crash   *crash
	lost    func() uint64 // how often Redis failed this process
	broken  string        // a sabotage, of those that a channel can do
	log     func(format string, args ...any)
}

// site is a platform as a replica knows it.
type site struct {
	Name string `json:"name"` // what its addresses begin with
	URL  string `json:"url"`
}

var (
	_ host.Channel = (*channel)(nil)
	_ host.Prober  = (*channel)(nil)
)

func (c *channel) Carries(to bot.Address) bool { return to.Channel() == c.Name }

// Run asks for events and hands each on by itself.
func (c *channel) Run(ctx context.Context, sink host.Sink) error {
	var under sync.WaitGroup
	defer under.Wait()
	for ctx.Err() == nil {
		var given []delivery
		if _, err := c.ask(ctx, http.MethodGet, "/events", nil, &given); err != nil {
			return fmt.Errorf("ask for events: %w", err)
		}
		for _, one := range given {
			under.Go(func() { c.receive(ctx, sink, one) })
		}
	}
	return ctx.Err()
}

// receive takes one event, and acknowledges it once it is in the record.
func (c *channel) receive(ctx context.Context, sink host.Sink, one delivery) {
	event, err := bot.UnmarshalEvent(one.Event)
	if err != nil {
		c.log("read event %s: %v", one.ID, err)
		return
	}
	if c.broken == ackEarly || c.broken == dropRetries && one.Again > 0 {
		c.acknowledge(ctx, acknowledgement{ID: one.ID})
	}
	if c.broken == dropRetries && one.Again > 0 {
		return
	}
	err = sink(ctx, bot.Envelope{ID: one.ID, Where: one.Where, At: one.At, Event: event})
	refused := (*bot.RefusedError)(nil)
	switch {
	case err == nil:
		c.acknowledge(ctx, acknowledgement{ID: one.ID})
	case errors.As(err, &refused):
		c.acknowledge(ctx, acknowledgement{ID: one.ID, Refused: string(refused.Refusal)})
	default:
		c.log("event %s is not acknowledged: %v", one.ID, err)
	}
}

func (c *channel) acknowledge(ctx context.Context, a acknowledgement) {
	c.crash.pass(beforeAck)
	if _, err := c.ask(ctx, http.MethodPost, "/acks", a, nil); err != nil {
		c.log("acknowledge %s: %v", a.ID, err)
		return
	}
	c.crash.pass(afterAck)
}

// Send is one try to send a line.
func (c *channel) Send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	receipt, err := c.try(ctx, line)
	later := (*bot.RetryAfterError)(nil)
	for n := 0; c.broken == repeatSends && n < 3 && err != nil && !errors.As(err, &later) && !errors.Is(err, bot.ErrRefused); n++ {
		receipt, err = c.try(ctx, line)
	}
	return receipt, err
}

func (c *channel) try(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	say, _ := line.Effect.(bot.Say)
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteRequest: func(httptrace.WroteRequestInfo) { c.crash.pass(afterRequestWritten) },
	})
	var got answer
	status, err := c.ask(ctx, http.MethodPost, "/messages", message{
		Key: line.ID(), To: say.To, From: say.From, Text: say.Text, Flow: say.Flow, Step: say.Step, Choices: say.Choices,
	}, &got)
	dialled := (*net.OpError)(nil)
	switch {
	case errors.As(err, &dialled) && dialled.Op == "dial":
		return bot.Receipt{}, fmt.Errorf("send %s: %w: %w", line.ID(), bot.ErrUnsent, err)
	case status == http.StatusTooManyRequests:
		return bot.Receipt{}, &bot.RetryAfterError{After: got.After, All: got.All}
	case status == http.StatusForbidden:
		return bot.Receipt{}, fmt.Errorf("send %s: %w", line.ID(), bot.ErrRefused)
	case err != nil:
		return bot.Receipt{}, fmt.Errorf("send %s: %w", line.ID(), err)
	case status != http.StatusOK:
		return bot.Receipt{}, fmt.Errorf("send %s: status %d", line.ID(), status)
	}
	c.crash.pass(afterAccept)
	return bot.Receipt{ID: got.ID}, nil
}

// Probe looks for a line in the platform's history.
func (c *channel) Probe(ctx context.Context, line bot.Line) (bot.Receipt, bool, error) {
	var got answer
	status, err := c.ask(ctx, http.MethodGet, "/messages?key="+url.QueryEscape(line.ID()), nil, &got)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("status %d", status)
	}
	if err != nil {
		return bot.Receipt{}, false, fmt.Errorf("probe %s: %w", line.ID(), err)
	}
	return bot.Receipt{ID: got.ID}, got.Found, nil
}

// ask is one exchange with the platform.
func (c *channel) ask(ctx context.Context, method, path string, in, out any) (status int, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	begun := time.Now()
	body, err := json.Marshal(in)
	if err != nil {
		return 0, err
	}
	request, err := http.NewRequestWithContext(ctx, method, c.URL+path, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set(replicaHeader, c.replica)
	request.Header.Set(lostHeader, strconv.FormatUint(c.lost(), 10))
	request.Header.Set(begunHeader, strconv.FormatInt(begun.UnixNano(), 10))
	response, err := c.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if out != nil {
		err = json.NewDecoder(response.Body).Decode(out)
	}
	return response.StatusCode, err
}
