package slack

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

func TestOutcomes(t *testing.T) {
	type kind struct{ gone, refused, unsent bool }
	lost, refused, unsent, open := kind{gone: true, refused: true}, kind{refused: true}, kind{unsent: true}, kind{}
	of := func(err error) kind {
		return kind{errors.Is(err, bot.ErrGone), errors.Is(err, bot.ErrRefused), errors.Is(err, bot.ErrUnsent)}
	}
	for code, want := range map[string]kind{
		"channel_not_found": lost, "is_archived": lost, "not_in_channel": lost, "user_disabled": lost, "invalid_blocks": refused, "msg_too_long": refused,
		"restricted_action_read_only_channel": refused, "cannot_dm_bot": refused,
		"invalid_auth": unsent, "token_revoked": unsent, "missing_scope": unsent,
		"internal_error": open, "fatal_error": open, "request_timeout": open, "service_unavailable": open, "something_new": open,
	} {
		err := outcome(fmt.Errorf("x: %w", slackgo.SlackErrorResponse{Err: code}))
		if of(err) != want {
			t.Errorf("%s is %v", code, err)
		}
	}
	var later *bot.RetryAfterError
	if !errors.As(outcome(slackgo.SlackErrorResponse{Err: "ratelimited"}), &later) || !later.All {
		t.Error("ratelimited is no time to wait")
	}
	for status, want := range map[int]kind{404: unsent, 302: unsent, 403: unsent, 413: refused, 408: open, 500: open, 503: open} {
		err := outcome(slackgo.StatusCodeError{Code: status, Status: "<html>"})
		if of(err) != want {
			t.Errorf("%d is %v", status, err)
		}
	}
	if outcome(nil) != nil {
		t.Error("nothing wrong is something wrong")
	}
}

// Nothing is asked of a method until the time is over that it said to wait, and then it is asked again.
func TestAMethodIsLeftAloneUntilItSaid(t *testing.T) {
	now, calls := time.Now(), map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls[r.URL.Path]++
		if r.URL.Path == "/api/chat.postMessage" && calls[r.URL.Path] == 1 {
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	defer server.Close()
	m, _ := newMetrics(nil)
	c := newCaller(time.Second, func() time.Time { return now }, m)
	call := func(method string) error {
		request, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/api/"+method, strings.NewReader("token=xoxb-1"))
		response, err := c.Do(request)
		if err == nil {
			_ = response.Body.Close()
		}
		return err
	}
	for range 3 {
		var later *bot.RetryAfterError
		if err := call("chat.postMessage"); !errors.As(err, &later) || later.Wait() != 30*time.Second {
			t.Fatalf("%v", err)
		}
	}
	if err := call("chat.update"); err != nil {
		t.Errorf("another method waits too: %v", err)
	}
	now = now.Add(31 * time.Second)
	if err := call("chat.postMessage"); err != nil || calls["/api/chat.postMessage"] != 2 {
		t.Errorf("after the wait: %v, %d calls", err, calls["/api/chat.postMessage"])
	}
}

// An address may be a secret itself, and a redirect would take the token along.
func TestCallsTellNoAddressAndFollowNone(t *testing.T) {
	m, _ := newMetrics(nil)
	c := newCaller(time.Second, time.Now, m)
	request, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1:1/services/T1/very-secret", nil)
	_, err := c.Do(request) //nolint:bodyclose // there is none
	if !errors.Is(err, bot.ErrUnsent) || strings.Contains(err.Error(), "very-secret") {
		t.Errorf("refused: %v", err)
	}
	var reached bool
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer other.Close()
	server := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer server.Close()
	request, _ = http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/api/chat.postMessage", strings.NewReader("token=xoxb-1"))
	response, err := c.Do(request)
	if err != nil || response.StatusCode != http.StatusTemporaryRedirect || reached {
		t.Errorf("redirected: %v, reached %v", err, reached)
	}
	_ = response.Body.Close()
}
