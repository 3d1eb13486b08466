package slackfake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

func (f *Fake) authTest(args) reply {
	return yes(map[string]any{
		"url": "https://fake.slack.com/", "team": "Fake", "team_id": Team, "user": "helpaide", "user_id": BotUser, "bot_id": Bot,
		"is_enterprise_install": false,
	})
}

func (f *Fake) botInfo(a args) reply {
	if bot := a["bot"]; bot != "" && bot != Bot {
		return no("bot_not_found")
	}
	return yes(map[string]any{"bot": map[string]any{"id": Bot, "app_id": App, "user_id": BotUser, "name": "helpaide", "deleted": false}})
}

// open opens the direct message of one person, or of several.
func (f *Fake) open(a args) reply {
	if id := a["channel"]; id != "" {
		c, code := f.reach(id)
		if code != "" {
			return no(code)
		}
		return yes(map[string]any{"channel": f.shape(c), "no_op": true, "already_open": true})
	}
	users := strings.Split(a["users"], ",")
	if a["users"] == "" {
		return no("users_list_not_supplied")
	}
	for _, user := range users {
		p := f.people[user]
		switch {
		case p == nil:
			return no("user_not_found")
		case p.gone:
			return no("user_disabled")
		}
	}
	if len(users) > 1 {
		return no("not_enough_users") // nobody asks for it here
	}
	_, open := f.channels["D"+strings.TrimPrefix(users[0], "U")]
	return yes(map[string]any{"channel": f.shape(f.dm(users[0])), "no_op": open, "already_open": open})
}

func (f *Fake) info(a args) reply {
	c := f.channels[a["channel"]]
	if c == nil || c.gone || c.kind != "channel" && !c.members[BotUser] {
		return no("channel_not_found")
	}
	return yes(map[string]any{"channel": f.shape(c)})
}

func (f *Fake) list(a args) reply {
	kinds := map[string]string{"im": "im", "channel": "public_channel", "group": "private_channel", "mpim": "mpim"}
	wanted := strings.Split(cmp.Or(a["types"], "public_channel"), ",")
	shapes := []any{}
	for _, c := range f.channels {
		if slices.Contains(wanted, kinds[c.kind]) && !c.gone && c.members[BotUser] {
			shapes = append(shapes, f.shape(c))
		}
	}
	return yes(map[string]any{"channels": shapes, "response_metadata": map[string]any{"next_cursor": ""}})
}

// shape is a channel as Slack shows it.
func (f *Fake) shape(c *channel) map[string]any {
	return map[string]any{
		"id": c.id, "name": strings.ToLower(c.id), "user": c.person, "is_im": c.kind == "im", "is_mpim": c.kind == "mpim",
		"is_channel": c.kind == "channel", "is_private": c.kind != "channel", "is_group": c.kind == "group",
		"is_archived": c.archived, "is_member": c.members[BotUser], "created": f.begun.Unix(),
	}
}

// readable finds a channel whose messages may be read.
func (f *Fake) readable(id string) (*channel, reply) {
	c, code := f.reach(id)
	if code != "" {
		return nil, no(code)
	}
	scope := map[string]string{"im": "im:history", "mpim": "mpim:history", "group": "groups:history", "channel": "channels:history"}[c.kind]
	if !f.granted([]string{scope}) {
		return nil, lacks(scope)
	}
	return c, reply{}
}

// history is what is in a channel and in no thread, the latest first.
func (f *Fake) history(a args) reply {
	c, wrong := f.readable(a["channel"])
	if wrong.code != "" {
		return wrong
	}
	return f.page(a, c, true, func(m *Message) bool { return m.Thread == "" || m.Broadcast })
}

// replies is a thread, its first message included, the earliest first.
func (f *Fake) replies(a args) reply {
	c, wrong := f.readable(a["channel"])
	if wrong.code != "" {
		return wrong
	}
	root := a["ts"]
	if root == "" || c.find(root) == nil {
		return no("thread_not_found")
	}
	return f.page(a, c, false, func(m *Message) bool { return m.TS == root || m.Thread == root })
}

// page gives a part of what a channel has.
func (f *Fake) page(a args, c *channel, latestFirst bool, in func(*Message) bool) reply {
	known := time.Now().Add(-f.o.Lag)
	var found []*Message
	for _, m := range c.messages {
		if in(m) && !m.Deleted && !m.At.After(known) && between(a, m.TS) {
			found = append(found, m)
		}
	}
	if latestFirst {
		slices.Reverse(found)
	}
	limit, _ := strconv.Atoi(a["limit"])
	limit = min(cmp.Or(max(limit, 0), 100), 999)
	from, _ := strconv.Atoi(strings.TrimPrefix(a["cursor"], "c"))
	found = found[min(from, len(found)):]
	more, next := len(found) > limit, ""
	if more {
		found, next = found[:limit], "c"+strconv.Itoa(from+limit)
	}
	shown := []any{}
	for _, m := range found {
		shown = append(shown, plain(c.rooted(m, m.wire(a.is("include_all_metadata")))))
	}
	return yes(map[string]any{"messages": shown, "has_more": more, "response_metadata": map[string]any{"next_cursor": next}})
}

// between reports whether the time is between oldest and latest. Names of messages have one length, so that
// they compare as text.
func between(a args, ts string) bool {
	oldest, latest := a["oldest"], a["latest"]
	if a.is("inclusive") {
		return (oldest == "" || ts >= padded(oldest)) && (latest == "" || ts <= padded(latest))
	}
	return (oldest == "" || ts > padded(oldest)) && (latest == "" || ts < padded(latest))
}

// padded is a time as the name of a message would be.
func padded(ts string) string {
	whole, part, _ := strings.Cut(ts, ".")
	return strings.Repeat("0", max(0, 10-len(whole))) + whole + "." + (part + "000000")[:6]
}

func (f *Fake) userInfo(a args) reply {
	p := f.people[a["user"]]
	if p == nil {
		return no("user_not_found")
	}
	user := map[string]any{
		"id": p.ID, "team_id": Team, "name": strings.ToLower(p.ID), "real_name": p.Name, "deleted": p.gone, "is_bot": false,
		"tz": p.Zone, "tz_offset": p.offset(f.o.Now()), "profile": map[string]any{"display_name": p.Name, "real_name": p.Name},
	}
	if a.is("include_locale") {
		user["locale"] = p.Locale
	}
	return yes(map[string]any{"user": user})
}

// Usergroup makes a group of people.
func (f *Fake) Usergroup(id string, people ...*Person) {
	f.change(func() {
		f.groups[id] = []string{}
		for _, p := range people {
			f.groups[id] = append(f.groups[id], p.ID)
		}
	})
}

func (f *Fake) groupUsers(a args) reply {
	users, known := f.groups[a["usergroup"]]
	if !known {
		return no("no_such_subteam")
	}
	return yes(map[string]any{"users": users})
}

// rooted adds what a message tells of the thread that hangs on it.
func (c *channel) rooted(root *Message, wire map[string]any) map[string]any {
	replies := 0
	for _, m := range c.messages {
		if m.Thread == root.TS && !m.Deleted {
			replies++
			wire["thread_ts"], wire["reply_count"], wire["latest_reply"] = root.TS, replies, m.TS
		}
	}
	return wire
}
