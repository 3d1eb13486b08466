package slackfake

import (
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// The bounds of a response_url.
const (
	mostAnswers = 5
	answerTime  = 30 * time.Minute
)

// answerable is something that the app may answer by its response_url.
type answerable struct {
	channel, user, message string
	left                   int
	until                  time.Time
}

// responseURL makes the address for an answer. f.mu is held.
func (f *Fake) responseURL(channel, user, message string) string {
	end := f.id("answer")
	f.answers[end] = &answerable{channel, user, message, mostAnswers, f.o.Now().Add(answerTime)}
	return "http://" + f.port + "/actions/" + end
}

// trigger makes a name with which one dialog may be opened. f.mu is held.
func (f *Fake) trigger() string {
	id := f.id("trigger.")
	f.triggers[id] = false
	return id
}

// answer takes what the app posts to a response_url.
func (f *Fake) answer(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	request := Request{Method: "response_url", At: time.Now(), Header: r.Header.Clone(), Args: args{"body": string(raw)}}
	if fault := f.fault("response_url", ""); fault != nil {
		request.Outcome, request.Spoilt = string(fault.Kind), true
		f.note(request)
		fault.before(w, r)
		return
	}
	if err != nil {
		return
	}
	f.mu.Lock()
	code := f.answered(r.PathValue("end"), raw)
	request.Outcome = code
	f.requests = append(f.requests, request)
	f.tell()
	f.mu.Unlock()
	if code != "" {
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": false, "error": code}) // a caller that is gone hears nothing
		return
	}
	_, _ = w.Write([]byte("ok")) // as above
}

func (f *Fake) answered(end string, raw []byte) string {
	to := f.answers[end]
	var says struct {
		Text    string          `json:"text"`
		Type    string          `json:"response_type"`
		Blocks  json.RawMessage `json:"blocks"`
		Replace bool            `json:"replace_original"`
		Delete  bool            `json:"delete_original"`
		Thread  string          `json:"thread_ts"`
	}
	switch {
	case to == nil || f.o.Now().After(to.until):
		return "expired_url"
	case to.left == 0:
		return "used_url"
	case json.Unmarshal(raw, &says) != nil:
		return "invalid_payload"
	}
	blocks, wrong := readBlocks(string(says.Blocks), mostBlocks)
	if wrong.code != "" {
		return wrong.code
	}
	to.left--
	if says.Replace || says.Delete {
		f.replace(to, says.Text, f.fill(blocks), says.Delete)
		return ""
	}
	if says.Text == "" && blocks == nil {
		return "no_text"
	}
	f.show(says.Type, Ephemeral{
		Channel: to.channel, User: to.user, Thread: says.Thread, Text: says.Text, Blocks: f.fill(blocks), By: "response_url", At: time.Now(),
	})
	return ""
}

func (f *Fake) replace(to *answerable, words string, blocks []Block, away bool) {
	c := f.channels[to.channel]
	if c == nil {
		return
	}
	if m := c.find(to.message); m != nil {
		m.Before = append(m.Before, Version{m.Text, m.Blocks})
		m.Deleted, m.Text, m.Blocks = away, words, blocks
	}
}

// show shows an answer to one person, or to all in the channel.
func (f *Fake) show(kind string, e Ephemeral) {
	c := f.channels[e.Channel]
	if kind != "in_channel" || c == nil {
		f.whispers = append(f.whispers, e)
		return
	}
	m := &Message{Channel: c.id, TS: f.ts(), User: BotUser, Thread: e.Thread, Text: e.Text, Blocks: e.Blocks, At: time.Now()}
	c.messages = append(c.messages, m)
	f.echo(c, m)
}
