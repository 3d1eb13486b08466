package slackfake

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Sign are the headers with which Slack signs a body at that time.
func (f *Fake) Sign(body []byte, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(f.SigningSecret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	header := http.Header{}
	header.Set("X-Slack-Request-Timestamp", stamp)
	header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return header
}

// Signed is a request to the app's address as Slack makes it, for tests that change it.
func (f *Fake) Signed(ctx context.Context, kind string, body []byte) *http.Request {
	f.mu.Lock()
	address := f.address
	f.mu.Unlock()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		panic("slackfake: " + err.Error())
	}
	r.Header = f.Sign(body, f.o.Now())
	r.Header.Set("Content-Type", kind)
	r.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	return r
}

// The content types with which Slack posts.
const (
	JSON = "application/json"
	Form = "application/x-www-form-urlencoded"
)

// Do makes a request and returns the status, the header and the body of the answer.
func Do(r *http.Request) (int, http.Header, []byte, error) {
	answer, err := http.DefaultTransport.RoundTrip(r) // no redirects: Slack follows none that count
	if err != nil {
		return 0, nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, mostBody))
	return answer.StatusCode, answer.Header, body, err
}

// byHTTP posts it to the app's address, and tells what became of it. f.mu is held.
func (f *Fake) byHTTP(d *Delivery, address string, n int, reason string) <-chan Try {
	out, try := make(chan Try, 1), Try{At: time.Now()}
	kind, body := posted(d)
	header := f.Sign(body, f.o.Now())
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), f.o.AckTime)
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
		if err != nil {
			panic("slackfake: " + err.Error())
		}
		r.Header = header
		r.Header.Set("Content-Type", kind)
		if n > 0 {
			r.Header.Set("X-Slack-Retry-Num", strconv.Itoa(n))
			r.Header.Set("X-Slack-Retry-Reason", reason)
		}
		status, answered, answer, err := Do(r)
		try.Took, try.Status = time.Since(try.At), status
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			try.Reason = reasonTimeout
		case err != nil:
			try.Reason = reasonFailed
		case status < 200 || status > 299:
			try.Reason, try.NoRetry = reasonError, answered.Get("X-Slack-No-Retry") == "1"
		default:
			try.Answer = answer
			f.taken(d, answer)
		}
		out <- try
	}()
	return out
}

// posted is what Slack posts: events as JSON, the rest as forms.
func posted(d *Delivery) (kind string, body []byte) {
	switch d.Kind {
	case "interactive":
		return Form, []byte(url.Values{"payload": {string(d.Payload())}}.Encode())
	case "slash_commands":
		form := url.Values{}
		for key, value := range d.payload {
			form.Set(key, text(value))
		}
		return Form, []byte(form.Encode())
	}
	return JSON, d.Payload()
}

// taken does what an acknowledgement asks for: the answer to a command is shown to who gave it.
func (f *Fake) taken(d *Delivery, answer []byte) {
	var says struct {
		Text   string          `json:"text"`
		Type   string          `json:"response_type"`
		Blocks json.RawMessage `json:"blocks"`
	}
	if d.Kind != "slash_commands" || len(bytes.TrimSpace(answer)) == 0 {
		return
	}
	if json.Unmarshal(answer, &says) != nil {
		says.Text = string(answer)
	}
	f.change(func() {
		blocks, wrong := readBlocks(string(says.Blocks), mostBlocks)
		if wrong.code != "" || says.Text == "" && blocks == nil {
			return
		}
		f.show(says.Type, Ephemeral{
			Channel: text(d.payload["channel_id"]), User: text(d.payload["user_id"]),
			Text: says.Text, Blocks: f.fill(blocks), By: "acknowledgement", At: time.Now(),
		})
	})
}
