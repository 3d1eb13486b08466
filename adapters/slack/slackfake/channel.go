package slackfake

import (
	"slices"
	"strings"
)

// channel is a place with messages.
type channel struct {
	id       string
	kind     string // "im", "channel", "group", "mpim"
	person   string // of a direct message
	members  map[string]bool
	archived bool
	gone     bool
	closed   bool // a person who wants no messages of the app any more
	messages []*Message
}

// Channel makes a public place that the bot and the people are in.
func (f *Fake) Channel(id string, people ...*Person) string { return f.place(id, "channel", people) }

// Group makes a direct message of several people and the bot.
func (f *Fake) Group(id string, people ...*Person) string { return f.place(id, "mpim", people) }

// Private makes a private channel that the bot and the people are in.
func (f *Fake) Private(id string, people ...*Person) string { return f.place(id, "group", people) }

func (f *Fake) place(id, kind string, people []*Person) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.channels[id]
	if c == nil {
		c = &channel{id: id, kind: kind, members: map[string]bool{BotUser: true}}
		f.channels[id] = c
	}
	for _, p := range people {
		c.members[p.ID] = true
	}
	return id
}

// dm is the direct message of a person, made when first asked for.
func (f *Fake) dm(person string) *channel {
	id := "D" + strings.TrimPrefix(person, "U")
	c := f.channels[id]
	if c == nil {
		c = &channel{id: id, kind: "im", person: person, members: map[string]bool{BotUser: true, person: true}}
		f.channels[id] = c
	}
	return c
}

// Archive closes a channel for good.
func (f *Fake) Archive(id string) { f.change(func() { f.channels[id].archived = true }) }

// Remove makes as if a channel had never been.
func (f *Fake) Remove(id string) { f.change(func() { f.channels[id].gone = true }) }

// Kick takes the bot out of a channel.
func (f *Fake) Kick(id string) { f.change(func() { delete(f.channels[id].members, BotUser) }) }

// CloseMessages makes a direct message take nothing: the app's tab for messages is off.
func (f *Fake) CloseMessages(id string) { f.change(func() { f.channels[id].closed = true }) }

// Messages are all that the channel has, in the order in which they were accepted, those of threads too, without
// those that were deleted.
func (f *Fake) Messages(channel string) []Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Message
	if c := f.channels[channel]; c != nil {
		for _, m := range c.messages {
			if !m.Deleted {
				out = append(out, *m)
			}
		}
	}
	return out
}

// Answers are those messages of the channel that the bot wrote.
func (f *Fake) Answers(channel string) []Message {
	return slices.DeleteFunc(f.Messages(channel), func(m Message) bool { return !m.FromBot() })
}

// Message is one of them as it is now, or the zero Message.
func (f *Fake) Message(channel, ts string) Message {
	for _, m := range f.Messages(channel) {
		if m.TS == ts {
			return m
		}
	}
	return Message{}
}

// Places are the channels in which the bot has written.
func (f *Fake) Places() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for id, c := range f.channels {
		if slices.ContainsFunc(c.messages, func(m *Message) bool { return m.FromBot() }) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (c *channel) find(ts string) *Message {
	for _, m := range c.messages {
		if m.TS == ts && !m.Deleted {
			return m
		}
	}
	return nil
}

// reach finds the channel that a call of the bot names, or says why it cannot have it.
func (f *Fake) reach(id string) (*channel, string) {
	c := f.channels[id]
	if c == nil && f.people[id] != nil {
		c = f.dm(id) // a person's id is their direct message
	}
	switch {
	case c == nil || c.gone:
		return nil, "channel_not_found"
	case c.kind == "group" && !c.members[BotUser]:
		return nil, "channel_not_found" // of private ones not even that they are is told
	case !c.members[BotUser]:
		return nil, "not_in_channel"
	}
	return c, ""
}

// Vanish takes a message away as if it had never been.
func (f *Fake) Vanish(channel, ts string) {
	f.change(func() { f.channels[channel].find(ts).Deleted = true })
}
