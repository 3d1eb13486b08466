package slackfake_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

// taker is an app's own address, checking signatures with slack-go.
type taker struct {
	mu      sync.Mutex
	headers []http.Header
	answer  func(n int, w http.ResponseWriter)
	secret  string
	forged  int
}

func (a *taker) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	check, err := slack.NewSecretsVerifier(r.Header, a.secret)
	if err == nil {
		_, _ = check.Write(body)
		err = check.Ensure()
	}
	a.mu.Lock()
	if err != nil {
		a.forged++
	}
	n := len(a.headers)
	a.headers = append(a.headers, r.Header)
	a.mu.Unlock()
	a.answer(n, w)
}

func TestHTTP(t *testing.T) {
	f := slackfake.Start(t, slackfake.Options{AckTime: time.Second, Retries: []time.Duration{0, 20 * time.Millisecond, 40 * time.Millisecond}})
	a := &taker{secret: f.SigningSecret, answer: func(n int, w http.ResponseWriter) {
		if n < 2 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}}
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	t.Cleanup(http.DefaultTransport.(*http.Transport).CloseIdleConnections)
	f.SetAddress(server.URL)
	person := f.Person("U1", "fr")
	person.DM("allo")
	f.Await(t, "the end", f.Settled)
	if len(f.Lost()) != 0 || a.forged != 0 || len(a.headers) != 3 {
		t.Fatalf("lost %v, forged %d, told %d times", f.Lost(), a.forged, len(a.headers))
	}
	if a.headers[0].Get("X-Slack-Retry-Num") != "" || a.headers[2].Get("X-Slack-Retry-Num") != "2" || a.headers[2].Get("X-Slack-Retry-Reason") != "http_error" {
		t.Errorf("headers %v", a.headers)
	}
	a.answer = func(_ int, w http.ResponseWriter) { _, _ = w.Write([]byte("Bien reçu")) }
	<-person.Slash(person.Home(), "/aide", "").Done()
	if seen := f.Ephemerals("U1"); len(seen) != 1 || seen[0].Text != "Bien reçu" {
		t.Errorf("seen %+v", seen)
	}
	a.answer = func(_ int, w http.ResponseWriter) {
		w.Header().Set("X-Slack-No-Retry", "1")
		w.WriteHeader(http.StatusBadRequest)
	}
	told := f.Of(person.DM("allo"))[0]
	<-told.Done()
	if len(told.Tries()) != 1 {
		t.Errorf("told %d times though the app wanted no more", len(told.Tries()))
	}
}
