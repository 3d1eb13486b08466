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
	case in.Subtype != "" && in.Subtype != "file_share" && in.Subtype != "me_message" && in.Subtype != "thread_broadcast":
		return nothing{in.Subtype}, nil
	}
	direct := in.ChannelType == "im" || in.ChannelType == "" && isDirect(in.Channel)
	if !direct && !mentioned && (me.user == "" || !strings.Contains(in.Text, "<@"+me.user+">")) {
		return nothing{"aside"}, nil // others talk among themselves
	}
	m := message{user: in.User, channel: in.Channel, ts: in.TS, thread: in.Thread, text: plain(in.Text, me.user), files: in.Files}
	return m, whole(in.User, in.Channel, in.TS)
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
	case in.Type != "block_actions" || len(in.Actions) == 0:
		return unknown{in.Type}, nil
	case in.Container.Type == "view":
		return homePress{user: in.User.ID, action: in.Actions[0]}, whole(in.User.ID)
	}
	p := press{
		user: in.User.ID, channel: either(in.Container.Channel, in.Channel.ID), ts: in.Container.Message,
		thread: in.Container.Thread, action: in.Actions[0], response: in.Response, message: in.Message,
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
