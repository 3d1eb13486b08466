package slack

import (
	"encoding/json"
	"fmt"
	"strings"
)

// The kinds of what Slack hands over. They are Socket Mode's names; over HTTP the content type tells.
const (
	kindEvent       = "events_api"
	kindInteraction = "interactive"
	kindCommand     = "slash_commands"
)

// helpShortcut is the callback id of the message shortcut.
const helpShortcut = "help_person"

// identity is who the bot is in its workspace.
type identity struct {
	team, user, bot, app string
	desk                 string // the agents' channel, or ""
	scopes               map[string]bool
}

// decode reads what Slack sent. Never is anything taken from it that it does not say in so many words.
func (me identity) decode(kind string, raw []byte) (happened, error) {
	switch kind {
	case kindEvent:
		return me.decodeEvent(raw)
	case kindInteraction:
		return me.decodeInteraction(raw)
	case kindCommand:
		return me.decodeCommand(raw)
	}
	return unknown{kind}, nil
}

// ours reports whether something is of this workspace and app. What does not say is.
func (me identity) ours(team, app string) bool {
	return (team == "" || me.team == "" || team == me.team) && (app == "" || me.app == "" || app == me.app)
}

func (me identity) decodeEvent(raw []byte) (happened, error) {
	var o outer
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, fmt.Errorf("read an event: %w", errNoJSON) // or JSON of no event at all
	}
	if !me.ours(o.Team, o.App) {
		return foreign{}, nil
	}
	if o.Type == "app_rate_limited" {
		return nothing{o.Type}, nil
	}
	var k kindOnly
	if err := json.Unmarshal(o.Event, &k); err != nil {
		return nil, fmt.Errorf("read an event's kind: %w", shape(err))
	}
	switch k.Type {
	case "message", "app_mention", "app_home_opened":
	case "app_uninstalled", "tokens_revoked":
		return removed{k.Type}, nil
	case "app_context_changed", "agent_session_stopped", "assistant_thread_started", "assistant_thread_context_changed", "message_metadata_posted":
		return nothing{k.Type}, nil
	default:
		return unknown{k.Type}, nil
	}
	var in inner
	if err := json.Unmarshal(o.Event, &in); err != nil {
		return nil, fmt.Errorf("read %s: %w", k.Type, shape(err))
	}
	if k.Type == "app_home_opened" {
		return opening{id: o.ID, user: in.User, channel: in.Channel, tab: in.Tab}, whole(o.ID, in.User)
	}
	return me.decodeMessage(in, k.Type == "app_mention" && !isDirect(in.Channel))
}

// decodeMessage tells a person's words from all else that Slack calls a message.
func (me identity) decodeMessage(in inner, mentioned bool) (happened, error) {
	switch {
	case in.Bot != "" && in.Bot == me.bot, in.User != "" && in.User == me.user:
		return echo{channel: in.Channel, ts: in.TS, key: in.Metadata.key()}, nil
	case in.Bot != "", in.User == "USLACKBOT":
		return nothing{"bot"}, nil
	case in.Subtype == "message_changed" || in.Subtype == "message_deleted":
		return me.decodeChange(in)
	case in.Subtype != "" && in.Subtype != "file_share" && in.Subtype != "me_message" && in.Subtype != "thread_broadcast":
		return nothing{in.Subtype}, nil
	}
	if me.desk != "" && in.Channel == me.desk {
		return me.decodeDesk(in)
	}
	direct := in.ChannelType == "im" || in.ChannelType == "" && isDirect(in.Channel)
	if !direct && !mentioned && (me.user == "" || !strings.Contains(in.Text, "<@"+me.user+">")) {
		return nothing{"aside"}, nil // others talk among themselves
	}
	m := message{user: in.User, channel: in.Channel, ts: in.TS, thread: in.Thread, text: plain(in.Text, me.user), files: in.Files}
	return m, whole(in.User, in.Channel, in.TS)
}

// decodeDesk tells what is said about a case from what colleagues talk of otherwise.
func (me identity) decodeDesk(in inner) (happened, error) {
	if in.Thread == "" || in.Thread == in.TS {
		return nothing{"aside"}, nil
	}
	l := deskLine{user: in.User, channel: in.Channel, ts: in.TS, thread: in.Thread, text: plain(in.Text, me.user), files: len(in.Files)}
	return l, whole(l.user, l.channel, l.ts, l.thread)
}

// decodeChange reads an edit or a deletion. What Slack itself changes, such as the preview of a link, is none: the
// words are the same.
func (me identity) decodeChange(in inner) (happened, error) {
	now, was := in.Message, in.Previous
	if was == nil || me.desk == "" || was.Bot != "" || was.User == me.user || was.User == "USLACKBOT" {
		return nothing{in.Subtype}, nil
	}
	c := changed{user: was.User, channel: in.Channel, thread: was.Thread, line: was.TS, ts: in.TS, was: plain(was.Text, me.user), gone: true, desk: in.Channel == me.desk}
	if in.Subtype == "message_changed" && now != nil && now.Kind != "tombstone" {
		c.gone, c.text = false, plain(now.Text, me.user)
	}
	switch {
	case !c.gone && (c.text == c.was || c.text == ""), c.desk && (c.thread == "" || c.thread == c.line), !c.desk && !isDirect(in.Channel):
		return nothing{in.Subtype}, nil
	}
	return c, whole(c.user, c.channel, c.line, c.ts)
}

func (me identity) decodeInteraction(raw []byte) (happened, error) {
	var in interaction
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("read an interaction: %w", shape(err))
	}
	switch {
	case !me.ours(in.Team.ID, in.App):
		return foreign{}, nil
	case in.Type == "message_action" && in.Callback == helpShortcut && in.Message != nil:
		h := help{user: in.User.ID, channel: in.Channel.ID, response: in.Response, about: *in.Message}
		return h, whole(h.user, h.channel, h.about.TS)
	case in.Type == "view_submission" && in.View != nil && in.View.Callback == askCallback && me.desk != "":
		values := in.View.State.Values
		s := submission{
			user: in.User.ID, view: in.View.ID, private: in.View.Private,
			whom: values[askWhom][askWhom].User, words: strings.TrimSpace(clean(values[askWords][askWords].Value)),
		}
		return s, whole(s.user, s.view)
	case in.Type != "block_actions" || len(in.Actions) == 0:
		return unknown{in.Type}, nil
	case in.Container.Type == "view":
		return homePress{user: in.User.ID, action: in.Actions[0]}, whole(in.User.ID)
	}
	p := press{
		user: in.User.ID, channel: either(in.Container.Channel, in.Channel.ID), ts: in.Container.Message,
		thread: in.Container.Thread, action: in.Actions[0], response: in.Response, trigger: in.Trigger, message: in.Message,
	}
	if p.message != nil {
		p.ts, p.thread = either(p.ts, p.message.TS), either(p.thread, p.message.Thread)
	}
	return p, whole(p.user, p.channel, p.action.At)
}

func (me identity) decodeCommand(raw []byte) (happened, error) {
	var in slash
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("read a command: %w", shape(err))
	}
	if !me.ours(in.Team, in.App) {
		return foreign{}, nil
	}
	return request{user: in.User, channel: in.Channel, text: strings.TrimSpace(plain(in.Text, me.user)), trigger: in.Trigger}, whole(in.User, in.Trigger)
}

// key is the outbox's, which the bot hid in its own message, or "".
func (m *metadata) key() string {
	if m == nil || m.Type != outType {
		return ""
	}
	key, _ := m.Payload[outKey].(string)
	return key
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// whole says that something has no id by which it could be told from others.
func whole(ids ...string) error {
	for _, id := range ids {
		if id == "" || len(id) > 255 || strings.ContainsAny(id, ": \n") {
			return errShapeless
		}
	}
	return nil
}
