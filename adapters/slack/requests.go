package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	slackgo "github.com/slack-go/slack"
)

// What a request over HTTP may weigh, and how long it may take to come.
const (
	mostBody   = 1 << 20
	headerTime = 5 * time.Second
	bodyTime   = 10 * time.Second
)

// listens takes what happens over HTTP until ctx ends.
func (a *Adapter) listens(ctx context.Context, in *intake) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.o.Listen)
	if err != nil {
		return fmt.Errorf("listen for Slack: %w", err)
	}
	address := listener.Addr()
	a.address.Store(&address)
	server := &http.Server{
		Handler: in, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: takeTime + bodyTime,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: silent(),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err = <-ended:
	case <-ctx.Done():
		err = ctx.Err()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
		defer cancel()
		_ = server.Shutdown(end) // what it does not finish, Slack gives again
	}
	_ = server.Close()
	in.drain(drainTime)
	return fmt.Errorf("serve Slack: %w", err)
}

// Address is where the adapter listens in mode http; nil before it does.
func (a *Adapter) Address() net.Addr {
	if address := a.address.Load(); address != nil {
		return *address
	}
	return nil
}

// ServeHTTP takes events, presses and commands, all at one address.
func (in *intake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, status := in.body(w, r)
	if status != 0 {
		in.reject(w, status)
		return
	}
	kind, payload, err := unwrapped(r.Header.Get("Content-Type"), body)
	if err != nil {
		in.reject(w, http.StatusBadRequest)
		return
	}
	if challenge, ok := challenged(kind, payload); ok {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = io.WriteString(w, challenge)
		return
	}
	d, err := in.accept(kind, payload, r.Header.Get("X-Slack-Retry-Num") != "")
	switch {
	case errors.Is(err, errNoJSON):
		in.reject(w, http.StatusBadRequest)
		return
	case errors.Is(err, errShapeless):
		in.confirm(w, answer{}) // it would be the same every time
		return
	case err != nil:
		in.reject(w, http.StatusServiceUnavailable)
		return
	}
	_, alien := d.what.(foreign)
	out, err := d.take()
	switch {
	case err != nil:
		in.reject(w, http.StatusServiceUnavailable)
	case alien:
		in.reject(w, http.StatusForbidden)
	default:
		in.confirm(w, out)
	}
}

// confirm acknowledges, then does what comes after.
func (in *intake) confirm(w http.ResponseWriter, out answer) {
	if out.reply != nil {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(out.reply)
	} else {
		w.WriteHeader(http.StatusOK)
	}
	if out.after != nil {
		if flusher, ok := w.(http.Flusher); ok {
			flusher.Flush()
		}
		out.after()
	}
}

// reject answers without a word of why: who sends such a thing learns nothing. What would be the same every
// time is not to be given again.
func (in *intake) reject(w http.ResponseWriter, status int) {
	in.m.rejected.WithLabelValues(strconv.Itoa(status)).Inc()
	if status != http.StatusServiceUnavailable {
		in.log.WithField("status", status).Warn("a request was not taken")
		w.Header().Set("X-Slack-No-Retry", "1")
	}
	w.WriteHeader(status)
}

// body is the request's, once its signature is right; or the status that says why not.
func (in *intake) body(w http.ResponseWriter, r *http.Request) ([]byte, int) {
	switch {
	case r.Method != http.MethodPost:
		return nil, http.StatusMethodNotAllowed
	case r.Header.Get("Content-Encoding") != "":
		return nil, http.StatusUnsupportedMediaType
	case r.ContentLength > mostBody:
		return nil, http.StatusRequestEntityTooLarge
	}
	// what it is signed with is looked at before a byte of it is read
	verifier, err := slackgo.NewSecretsVerifier(r.Header, in.o.SigningSecret)
	if err != nil {
		return nil, http.StatusUnauthorized
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return nil, http.StatusRequestEntityTooLarge
	case err != nil:
		return nil, http.StatusBadRequest
	}
	_, _ = verifier.Write(body)
	if verifier.Ensure() != nil {
		return nil, http.StatusUnauthorized
	}
	return body, 0
}

// unwrapped tells an event from an interaction and a command, and gives each as JSON.
func unwrapped(contentType string, body []byte) (kind string, payload []byte, err error) {
	media, _, _ := mime.ParseMediaType(contentType)
	if media == "application/json" {
		return kindEvent, body, nil
	}
	if media != "application/x-www-form-urlencoded" {
		return "", nil, errShapeless
	}
	form, err := url.ParseQuery(string(body))
	switch {
	case err != nil:
		return "", nil, errShapeless
	case form.Has("payload"):
		return kindInteraction, []byte(form.Get("payload")), nil
	case !form.Has("command"):
		return "", nil, errShapeless
	}
	flat := map[string]string{}
	for key := range form {
		flat[key] = form.Get(key)
	}
	payload, err = json.Marshal(flat)
	return kindCommand, payload, err
}

// challenged is Slack asking whether this is the address it was told.
func challenged(kind string, payload []byte) (string, bool) {
	var o outer
	if kind != kindEvent || json.Unmarshal(payload, &o) != nil || o.Type != "url_verification" {
		return "", false
	}
	return o.Challenge, true
}
