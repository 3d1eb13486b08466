package slack

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// mostAnswer bounds what is read of an answer of Slack's.
const mostAnswer = 8 << 20

// caller is the HTTP client of every call to Slack. It never repeats one, follows no redirect (the token would
// go with it), asks nothing of a method that said to wait, and says when nothing was written. Its errors
// name the method, never the address: some addresses are secrets.
type caller struct {
	client *http.Client
	now    func() time.Time
	m      *metrics

	mu    sync.Mutex
	until map[string]time.Time // when a method may be called again
}

func newCaller(limit time.Duration, now func() time.Time, m *metrics) *caller {
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, MaxIdleConnsPerHost: 64, MaxConnsPerHost: 128, IdleConnTimeout: time.Minute,
		TLSHandshakeTimeout: limit, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 64 << 10,
	}
	client := &http.Client{
		Transport: transport, Timeout: limit,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &caller{client: client, now: now, m: m, until: map[string]time.Time{}}
}

// Do is the interface that slack-go wants of its client.
func (c *caller) Do(request *http.Request) (*http.Response, error) {
	method := methodOf(request.URL)
	if wait := c.rests(method); wait > 0 {
		return nil, &bot.RetryAfterError{After: wait, All: true}
	}
	var connected atomic.Bool
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }}
	response, err := c.client.Do(request.WithContext(httptrace.WithClientTrace(request.Context(), trace)))
	switch {
	case err != nil && !connected.Load():
		return nil, fmt.Errorf("%s: %w: %w", method, bot.ErrUnsent, withoutAddress(err))
	case err != nil:
		return nil, fmt.Errorf("%s: %w", method, withoutAddress(err))
	case response.StatusCode == http.StatusTooManyRequests:
		_ = response.Body.Close()
		return nil, c.limited(method, response.Header.Get("Retry-After"))
	}
	response.Body = bounded{io.LimitReader(response.Body, mostAnswer), response.Body}
	return response, nil
}

// methodOf names what is called. Addresses that Slack gives for one answer are all the same method.
func methodOf(address *url.URL) string {
	if name := path.Base(address.Path); strings.Contains(name, ".") {
		return name
	}
	return "response_url"
}

// withoutAddress is the error without the address that it was made for.
func withoutAddress(err error) error {
	if told, ok := errors.AsType[*url.Error](err); ok {
		return told.Err
	}
	return err
}

// rests is how long the method is not to be called.
func (c *caller) rests(method string) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.until[method].Sub(c.now())
}

// limited notes that Slack wants to be left alone. It counts by method and workspace.
func (c *caller) limited(method, header string) error {
	c.m.limited(method)
	wait := &bot.RetryAfterError{After: retryAfter(header, c.now()), All: true}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.until[method] = c.now().Add(wait.Wait())
	return wait
}

// retryAfter reads what platforms write: seconds, whole or not, or a date. What cannot be read is 0.
func retryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.ParseFloat(header, 64); err == nil && seconds == seconds {
		return time.Duration(min(max(seconds, -1), 1e6) * float64(time.Second))
	}
	if date, err := http.ParseTime(header); err == nil {
		return date.Sub(now)
	}
	return 0
}

// bounded is a body of which no more than so much is read.
type bounded struct {
	io.Reader
	io.Closer
}
