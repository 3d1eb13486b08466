package slackfake

import (
	"slices"
	"strings"
)

// scopesOf are what an event needs beside being subscribed.
func scopesOf(event string) []string {
	return map[string][]string{
		"app_mention": {"app_mentions:read"}, "message.im": {"im:history"}, "message.mpim": {"mpim:history"},
		"message.channels": {"channels:history"}, "message.groups": {"groups:history"}, "reaction_added": {"reactions:read"},
		"user_change": {"users:read"},
	}[event]
}

// subscription is what an app subscribes to get messages of a channel.
func (c *channel) subscription() string {
	return "message." + map[string]string{"im": "im", "mpim": "mpim", "channel": "channels", "group": "groups"}[c.kind]
}

// send tells the app of an event, if it subscribed that and may have it. f.mu is held.
func (f *Fake) send(subscription string, event map[string]any) *Delivery {
	if !slices.Contains(f.o.Events, subscription) || !f.granted(scopesOf(subscription)) || f.revoked != "" {
		return nil
	}
	return f.emit("events_api", f.callback(event))
}

// callback is an event as Slack wraps it.
func (f *Fake) callback(event map[string]any) map[string]any {
	return map[string]any{
		"token": "verification", "team_id": Team, "context_team_id": Team, "context_enterprise_id": nil, "api_app_id": App,
		"event": event, "type": "event_callback", "event_id": f.id("Ev"), "event_time": f.o.Now().Unix(),
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": Team, "user_id": BotUser, "is_bot": true, "is_enterprise_install": false,
		}},
		"is_ext_shared_channel": false, "event_context": "4-fake",
	}
}

// sendMessage tells of something with a message in the channel. f.mu is held.
func (f *Fake) sendMessage(c *channel, event map[string]any) *Delivery {
	if !c.members[BotUser] {
		return nil
	}
	types := map[string]string{"im": "im", "mpim": "mpim", "channel": "channel", "group": "group"}
	return f.send(c.subscription(), with(event, "channel", c.id, "channel_type", types[c.kind], "event_ts", event["ts"]))
}

// echo tells the app of its own message. f.mu is held.
func (f *Fake) echo(c *channel, m *Message) { f.sendMessage(c, m.wire(!f.o.Bare)) }

// written puts a message of a person into the channel and tells of it, twice when the bot is mentioned. f.mu is held.
func (f *Fake) written(c *channel, m *Message) {
	c.messages = append(c.messages, m)
	event := with(m.wire(false), "client_msg_id", f.id("client"))
	if strings.Contains(m.Text, "<@"+BotUser+">") && c.kind != "im" && c.members[BotUser] {
		f.send("app_mention", with(event, "type", "app_mention", "channel", c.id, "event_ts", m.TS))
	}
	f.sendMessage(c, event)
}

// Event tells the app of any event, if it subscribed its type. It may be nil.
func (f *Fake) Event(event map[string]any) *Delivery {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	return f.send(text(event["type"]), event)
}

// Force tells the app of any event, subscribed or not, in a wrapping whose fields may be others.
func (f *Fake) Force(event map[string]any, outer ...any) *Delivery {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	return f.emit("events_api", with(f.callback(event), outer...))
}

// Interactive tells the app of any interaction, as it is.
func (f *Fake) Interactive(payload map[string]any) *Delivery {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	return f.emit("interactive", payload)
}

// Uninstall takes the app out of the workspace: it is told, and its tokens are good for nothing.
func (f *Fake) Uninstall() {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	f.send("tokens_revoked", map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"oauth": []any{}, "bot": []any{BotUser}}})
	f.send("app_uninstalled", map[string]any{"type": "app_uninstalled"})
	f.revoked = "account_inactive"
}

// Revoke makes every call fail with the code, such as token_revoked. "" makes them good again.
func (f *Fake) Revoke(code string) { f.change(func() { f.revoked = code }) }

// Grant gives the bot token other scopes.
func (f *Fake) Grant(scopes ...string) { f.change(func() { f.o.Scopes = scopes }) }

// OtherBot makes another app write in the channel.
func (f *Fake) OtherBot(channel, words string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	c := f.channels[channel]
	m := &Message{Channel: c.id, TS: f.ts(), User: "U0OTHER", Text: words, Subtype: "bot_message"}
	c.messages = append(c.messages, m)
	f.sendMessage(c, with(m.wire(false), "bot_id", "B0OTHER", "username", "other"))
	return m.TS
}
