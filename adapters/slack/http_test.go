package slack_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

// post sends a request to the adapter as it stands.
func (s *stage) post(body string, header http.Header, change func(*http.Request)) (int, string, http.Header) {
	s.Helper()
	request, err := http.NewRequestWithContext(s.Context(), http.MethodPost, "http://"+s.adapter.Address().String()+"/slack", strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	request.Header = header.Clone()
	if request.Header.Get("Content-Type") == "" {
		request.Header.Set("Content-Type", "application/json")
	}
	if change != nil {
		change(request)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	got, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(got), response.Header
}

func TestForgedRequestsAreRejected(t *testing.T) {
	s := begin(t, slackfake.Options{}, overHTTP)
	body := `{"type":"event_callback","team_id":"` + slackfake.Team + `","event_id":"E1","event":{"type":"message","channel":"D1","channel_type":"im","user":"U1","ts":"1.2","text":"bonjour"}}`
	good := s.fake.Sign([]byte(body), time.Now())
	with := func(key, value string) http.Header {
		header := good.Clone()
		header.Set(key, value)
		return header
	}
	for name, c := range map[string]struct {
		body   string
		header http.Header
		want   int
	}{
		"no signature":            {body, http.Header{}, 401},
		"another secret":          {body, with("X-Slack-Signature", "v0="+strings.Repeat("ab", 32)), 401},
		"another body":            {strings.Replace(body, "bonjour", "human", 1), good, 401},
		"odd hex":                 {body, with("X-Slack-Signature", "v0=abc"), 401},
		"no hex":                  {body, with("X-Slack-Signature", "v0="+strings.Repeat("zz", 32)), 401},
		"very long":               {body, with("X-Slack-Signature", "v0="+strings.Repeat("a", 10_000)), 401},
		"no version":              {body, with("X-Slack-Signature", strings.Repeat("ab", 32)), 401},
		"old":                     {body, s.fake.Sign([]byte(body), time.Now().Add(-301*time.Second)), 401},
		"of the future":           {body, s.fake.Sign([]byte(body), time.Now().Add(302*time.Second)), 401},
		"another team":            {strings.Replace(body, slackfake.Team, "T9", 1), nil, 403},
		"another app":             {strings.Replace(body, `"event_id"`, `"api_app_id":"A9","event_id"`, 1), nil, 403},
		"no JSON":                 {`{"type":`, nil, 400},
		"very deep":               {strings.Repeat(`{"event":`, 100_000), nil, 400},
		"a lone surrogate":        {strings.Replace(body, "bonjour", `\ud800`, 1), nil, 200},
		"a number beyond numbers": {`{"type":"event_callback","event_time":1e999999,"event":{"type":"x"}}`, nil, 200},
		"a thing of another kind": {`[]`, nil, 400},
	} {
		t.Run(name, func(t *testing.T) {
			if c.header == nil {
				c.header = s.fake.Sign([]byte(c.body), time.Now())
			}
			status, got, _ := s.post(c.body, c.header, nil)
			if status != c.want || c.want != 200 && got != "" {
				t.Errorf("%d %q, want %d", status, got, c.want)
			}
		})
	}
	if got := s.await(0); len(got) > 1 {
		t.Errorf("taken: %+v", got)
	}
	s.quiet(s.fake.SigningSecret, "bonjour")
}

func TestBodiesThatAreTooMuch(t *testing.T) {
	s := begin(t, slackfake.Options{}, overHTTP)
	large := strings.Repeat("x", 12<<20)
	if status, _, _ := s.post(large, s.fake.Sign([]byte(large), time.Now()), nil); status != 413 {
		t.Errorf("12 MiB: %d", status)
	}
	large = large[:2<<20]
	if status, _, _ := s.post(large, s.fake.Sign([]byte(large), time.Now()), func(r *http.Request) { r.ContentLength = -1 }); status != 413 {
		t.Errorf("2 MiB of unknown length: %d", status)
	}
	header := s.fake.Sign([]byte("x"), time.Now())
	header.Set("Content-Encoding", "gzip")
	if status, _, _ := s.post("x", header, nil); status != 415 {
		t.Errorf("compressed: %d", status)
	}
	if status, _, _ := s.post("x", http.Header{}, func(r *http.Request) { r.Method, r.Body, r.ContentLength = http.MethodGet, nil, 0 }); status != 405 {
		t.Errorf("GET: %d", status)
	}
	header = s.fake.Sign([]byte("payload=%zz"), time.Now())
	header.Set("Content-Type", "application/x-www-form-urlencoded")
	if status, _, _ := s.post("payload=%zz", header, nil); status != 400 {
		t.Errorf("no form: %d", status)
	}
}

func TestTheAddressAnswersForItself(t *testing.T) {
	s := begin(t, slackfake.Options{}, overHTTP)
	body := `{"type":"url_verification","challenge":"<script>1</script>"}`
	status, got, header := s.post(body, s.fake.Sign([]byte(body), time.Now()), nil)
	if status != 200 || got != "<script>1</script>" || !strings.HasPrefix(header.Get("Content-Type"), "text/plain") || header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%d %q %v", status, got, header)
	}
	if status, _, _ := s.post(body, http.Header{}, nil); status != 401 {
		t.Errorf("without a signature: %d", status)
	}
}

// A retry may be the only copy that comes.
func TestAnEventThatComesOnlyAsARetryIsTaken(t *testing.T) {
	s := begin(t, slackfake.Options{}, overHTTP)
	body := []byte(`{"type":"event_callback","team_id":"` + slackfake.Team + `","event_id":"E1","event":{"type":"message","channel":"D1","channel_type":"im","user":"U1","ts":"1.2","text":"bonjour"}}`)
	for range 2 {
		request := s.fake.Signed(context.Background(), slackfake.JSON, body)
		request.Header.Set("X-Slack-Retry-Num", "3")
		request.Body = io.NopCloser(bytes.NewReader(body))
		response, err := http.DefaultClient.Do(request)
		if err != nil || response.StatusCode != 200 {
			t.Fatalf("%v, %v", response, err)
		}
		_ = response.Body.Close()
	}
	if got := s.await(1); len(got) != 1 || s.total("retries_total") != 2 {
		t.Errorf("taken: %+v", got)
	}
}
