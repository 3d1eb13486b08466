package slackfake

import (
	"encoding/json"
	"maps"
	"strings"
	"time"
)

// Message is one message as a channel has it.
type Message struct {
	Channel, TS, Thread string // Thread is "" for what is in no thread, and for a thread's first message
	User                string // BotUser for the bot's
	Text                string // what is read aloud and notified; without blocks also what is seen
	Blocks              []Block
	Metadata            map[string]any
	Name                string // that the bot gave itself for this message
	Subtype             string
	Edited, Deleted     bool
	At                  time.Time // when it was accepted
	Unfurl              bool      // links in it are unfolded
	Broadcast           bool
	Before              []Version // what it was before it was changed, the earliest first

	files []map[string]any
}

// Version is what a message held before a change.
type Version struct {
	Text   string
	Blocks []Block
}

// First is the message as it was posted.
func (m Message) First() Message {
	if len(m.Before) > 0 {
		m.Text, m.Blocks = m.Before[0].Text, m.Before[0].Blocks
	}
	return m
}

// Block is a block as it was posted.
type Block map[string]any

// FromBot reports whether the bot wrote it.
func (m Message) FromBot() bool { return m.User == BotUser }

// Words is what a person sees, without buttons: the texts of the blocks, one a line, or the text.
func (m Message) Words() string {
	if len(m.Blocks) == 0 {
		return m.Text
	}
	var words []string
	for _, block := range m.Blocks {
		if block["type"] == "actions" {
			continue
		}
		words = append(words, textsOf(map[string]any(block))...)
	}
	return strings.Join(words, "\n")
}

// textsOf are the texts under a block, in order.
func textsOf(v any) (out []string) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			out = append(out, textsOf(one)...)
		}
	case map[string]any:
		if t, ok := v["text"].(string); ok {
			return []string{t}
		}
		for _, key := range []string{"text", "fields", "elements"} {
			out = append(out, textsOf(v[key])...)
		}
	}
	return out
}

// Button is something that can be pressed: a button, or a line of an overflow menu.
type Button struct {
	Label, Action, Block, Value, Kind string
	URL                               string
	Confirm                           bool // it asks again before
}

// Buttons are what can be pressed, in order.
func (m Message) Buttons() []Button { return buttonsIn(m.Blocks) }

func buttonsIn(blocks []Block) (out []Button) {
	for _, block := range blocks {
		id, _ := block["block_id"].(string)
		elements, _ := block["elements"].([]any)
		if accessory, ok := block["accessory"]; ok {
			elements = append(elements, accessory)
		}
		for _, one := range elements {
			out = append(out, buttonsOf(id, one)...)
		}
	}
	return out
}

func buttonsOf(block string, v any) (out []Button) {
	element, _ := v.(map[string]any)
	b := Button{Block: block, Action: text(element["action_id"]), Kind: text(element["type"]), Confirm: element["confirm"] != nil}
	switch b.Kind {
	case "button":
		b.Label, b.Value, b.URL = label(element), text(element["value"]), text(element["url"])
		return []Button{b}
	case "overflow", "static_select", "radio_buttons":
		options, _ := element["options"].([]any)
		for _, one := range options {
			option, _ := one.(map[string]any)
			b.Label, b.Value = label(option), text(option["value"])
			out = append(out, b)
		}
	}
	return out
}

func label(of map[string]any) string {
	object, _ := of["text"].(map[string]any)
	return text(object["text"])
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// wire is the message as Slack's API and events show it.
func (m *Message) wire(metadata bool) map[string]any {
	out := map[string]any{"type": "message", "ts": m.TS, "text": m.Text, "team": Team}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
	}
	if m.Subtype != "" {
		out["subtype"] = m.Subtype
	}
	if len(m.Blocks) > 0 {
		out["blocks"] = m.Blocks
	}
	if m.files != nil {
		out["files"] = m.files
	}
	if m.Edited {
		out["edited"] = map[string]any{"user": m.User, "ts": m.TS}
	}
	if metadata && m.Metadata != nil {
		out["metadata"] = m.Metadata
	}
	switch {
	case !m.FromBot():
		out["user"] = m.User
	case m.Name != "":
		out["username"], out["bot_id"], out["app_id"], out["subtype"] = m.Name, Bot, App, "bot_message"
	default:
		out["user"], out["bot_id"], out["app_id"] = BotUser, Bot, App
		out["bot_profile"] = map[string]any{"id": Bot, "app_id": App, "name": "helpaide", "team_id": Team, "deleted": false}
	}
	return out
}

// with is a copy of the fields with others.
func with(fields map[string]any, more ...any) map[string]any {
	out := map[string]any{}
	maps.Copy(out, fields)
	for i := 0; i+1 < len(more); i += 2 {
		out[more[i].(string)] = more[i+1]
	}
	return out
}

// plain is the value as JSON gives it back, so that nobody shares a part of it.
func plain[T any](v T) (out T) {
	raw, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		panic("slackfake: " + err.Error())
	}
	return out
}
