package slackfake

import (
	"encoding/json"
	"regexp"
	"time"
	"unicode/utf8"
)

// What a text may hold: more is cut, much more is refused.
const (
	mostText    = 40_000
	mostRequest = 100_000
)

// content is what a message is to hold.
type content struct {
	text     string
	blocks   []Block
	metadata map[string]any
}

// content reads what a call wants to write, or says why it is refused.
func (f *Fake) content(a args) (content, reply) {
	blocks, wrong := readBlocks(a["blocks"], mostBlocks)
	if wrong.code != "" {
		return content{}, wrong
	}
	c := content{text: a["text"], blocks: f.fill(blocks)}
	switch {
	case c.text == "" && len(blocks) == 0:
		return c, no("no_text")
	case utf8.RuneCountInString(c.text) > mostRequest:
		return c, no("msg_too_long")
	case len(blocks) > 0 && utf8.RuneCountInString(a["blocks"]) > mostCharacters:
		return c, no("msg_blocks_too_long")
	}
	if runes := []rune(c.text); len(runes) > mostText {
		c.text = string(runes[:mostText])
	}
	metadata, code := readMetadata(a["metadata"])
	c.metadata = metadata
	return c, reply{code: code}
}

// readMetadata reads metadata, or says why they are refused.
func readMetadata(raw string) (map[string]any, string) {
	if raw == "" || raw == "null" {
		return nil, ""
	}
	var fields map[string]any
	if json.Unmarshal([]byte(raw), &fields) != nil {
		return nil, "invalid_metadata_format"
	}
	_, isObject := fields["event_payload"].(map[string]any)
	switch {
	case len(raw) > 8000:
		return nil, "metadata_too_large"
	case text(fields["event_type"]) == "" || !isObject:
		return nil, "invalid_metadata_schema"
	}
	return fields, ""
}

func (f *Fake) post(a args) reply {
	c, code := f.reach(a["channel"])
	if code != "" {
		return no(code)
	}
	thread := a["thread_ts"]
	switch {
	case c.archived:
		return no("is_archived")
	case c.closed:
		return no("messages_tab_disabled")
	case thread != "" && c.find(thread) == nil:
		return no("thread_not_found")
	case a["username"] != "" && !f.granted([]string{"chat:write.customize"}):
		return lacks("chat:write.customize")
	}
	has, wrong := f.content(a)
	if wrong.code != "" {
		return wrong
	}
	m := &Message{
		Channel: c.id, TS: f.ts(), User: BotUser, Text: has.text, Blocks: has.blocks, Metadata: has.metadata,
		Name: a["username"], Unfurl: a["unfurl_links"] != "false", At: time.Now(), Broadcast: a.is("reply_broadcast"),
	}
	if thread != m.TS {
		m.Thread = thread
	}
	c.messages = append(c.messages, m)
	f.echo(c, m)
	return yes(map[string]any{"channel": c.id, "ts": m.TS, "message": plain(m.wire(true))})
}

// own is a message of the bot's that a call names, or the code with which it is refused; others is the one for a
// message that somebody else wrote.
func (f *Fake) own(a args, others string) (c *channel, m *Message, code string) {
	c, code = f.reach(a["channel"])
	if code != "" {
		return nil, nil, code
	}
	m = c.find(a["ts"])
	switch {
	case m == nil:
		return nil, nil, "message_not_found"
	case !m.FromBot():
		return nil, nil, others
	}
	return c, m, ""
}

func (f *Fake) update(a args) reply {
	c, m, code := f.own(a, "cant_update_message")
	if code != "" {
		return no(code)
	}
	has, wrong := f.content(a)
	if wrong.code != "" {
		return wrong
	}
	before := m.wire(true)
	m.Before = append(m.Before, Version{m.Text, m.Blocks})
	m.Text, m.Blocks, m.Edited = has.text, has.blocks, len(has.blocks) == 0
	if has.metadata != nil {
		m.Metadata = has.metadata
	}
	f.sendMessage(c, map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true, "ts": f.ts(),
		"message": m.wire(true), "previous_message": before,
	})
	return yes(map[string]any{"channel": c.id, "ts": m.TS, "text": m.Text, "message": plain(m.wire(true))})
}

func (f *Fake) deleteMessage(a args) reply {
	c, m, code := f.own(a, "cant_delete_message")
	if code != "" {
		return no(code)
	}
	m.Deleted = true
	f.sendMessage(c, map[string]any{
		"type": "message", "subtype": "message_deleted", "hidden": true, "ts": f.ts(),
		"deleted_ts": m.TS, "previous_message": m.wire(true),
	})
	return yes(map[string]any{"channel": c.id, "ts": m.TS})
}

// Ephemeral is a message that one person sees until they look away.
type Ephemeral struct {
	Channel, User, Thread, Text string
	Blocks                      []Block
	By                          string // "chat.postEphemeral", "response_url" or "acknowledgement"
	At                          time.Time
}

// Words is what the person sees.
func (e Ephemeral) Words() string { return Message{Text: e.Text, Blocks: e.Blocks}.Words() }

// Ephemerals are those that the person was shown, the earliest first.
func (f *Fake) Ephemerals(user string) []Ephemeral {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Ephemeral
	for _, e := range f.whispers {
		if e.User == user {
			out = append(out, e)
		}
	}
	return out
}

func (f *Fake) postEphemeral(a args) reply {
	c, code := f.reach(a["channel"])
	switch {
	case code != "":
		return no(code)
	case c.archived:
		return no("is_archived")
	case !c.members[a["user"]]:
		return no("user_not_in_channel")
	}
	has, wrong := f.content(a)
	if wrong.code != "" {
		return wrong
	}
	f.whispers = append(f.whispers, Ephemeral{
		Channel: c.id, User: a["user"], Thread: a["thread_ts"], Text: has.text, Blocks: has.blocks, By: "chat.postEphemeral", At: time.Now(),
	})
	return yes(map[string]any{"message_ts": f.ts()})
}

// Reaction is an emoji that the bot put on a message.
type Reaction struct{ Channel, TS, Name string }

// Reactions are those that are there.
func (f *Fake) Reactions() []Reaction {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Reaction(nil), f.reacted...)
}

var emoji = regexp.MustCompile(`^[a-z0-9_+'-]+$`)

func (f *Fake) reaction(a args) (Reaction, int, string) {
	c, code := f.reach(a["channel"])
	one := Reaction{a["channel"], a["timestamp"], a["name"]}
	switch {
	case code != "":
		return one, -1, code
	case c.find(one.TS) == nil:
		return one, -1, "message_not_found"
	case !emoji.MatchString(one.Name):
		return one, -1, "invalid_name"
	}
	for i, other := range f.reacted {
		if other == one {
			return one, i, ""
		}
	}
	return one, -1, ""
}

func (f *Fake) react(a args) reply {
	one, at, code := f.reaction(a)
	switch {
	case code != "":
		return no(code)
	case at >= 0:
		return no("already_reacted")
	}
	f.reacted = append(f.reacted, one)
	return yes(nil)
}

func (f *Fake) unreact(a args) reply {
	_, at, code := f.reaction(a)
	switch {
	case code != "":
		return no(code)
	case at < 0:
		return no("no_reaction")
	}
	f.reacted = append(f.reacted[:at:at], f.reacted[at+1:]...)
	return yes(nil)
}
