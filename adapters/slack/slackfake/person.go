package slackfake

import (
	"regexp"
	"strings"
	"time"
)

// Person is somebody in the workspace.
type Person struct {
	ID, Name, Locale, Zone string

	f    *Fake
	gone bool
}

// Person is somebody with that id and locale, such as "fr-CA", made when first asked for.
func (f *Fake) Person(id, locale string) *Person {
	f.mu.Lock()
	defer f.mu.Unlock()
	p := f.people[id]
	if p == nil {
		p = &Person{ID: id, Name: strings.ToLower(id), Locale: locale, Zone: "America/Toronto", f: f}
		f.people[id] = p
	}
	return p
}

func (p *Person) offset(now time.Time) int {
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		return 0
	}
	_, offset := now.In(zone).Zone()
	return offset
}

// Leave takes the person out of the workspace.
func (p *Person) Leave() { p.f.change(func() { p.gone = true }) }

// Home is the channel of the person's direct messages with the bot.
func (p *Person) Home() string {
	p.f.mu.Lock()
	defer p.f.mu.Unlock()
	return p.f.dm(p.ID).id
}

// DM writes to the bot, and returns the message's ts.
func (p *Person) DM(words string) string { return p.Write(p.Home(), "", words) }

// Reply writes to the bot in a thread of the direct messages.
func (p *Person) Reply(thread, words string) string { return p.Write(p.Home(), thread, words) }

// Mention writes to the bot in a channel.
func (p *Person) Mention(channel, words string) string {
	return p.put(channel, "", "<@"+BotUser+"> "+typed(words), nil)
}

// Write writes in a channel, in a thread or not, as a person types it: Slack makes links of addresses.
func (p *Person) Write(channel, thread, words string) string {
	return p.put(channel, thread, typed(words), nil)
}

// WriteRaw writes in a channel exactly what comes over the wire.
func (p *Person) WriteRaw(channel, thread, words string) string {
	return p.put(channel, thread, words, nil)
}

// Share sends files with some words. A file has name, mimetype, size, url_private and whatever else.
func (p *Person) Share(channel, words string, files ...map[string]any) string {
	return p.put(channel, "", typed(words), files)
}

func (p *Person) put(channel, thread, words string, files []map[string]any) string {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	m := &Message{Channel: channel, TS: f.ts(), Thread: thread, User: p.ID, Text: words, At: time.Now(), files: files}
	if files != nil {
		m.Subtype = "file_share"
	} else {
		m.Blocks = []Block{{"type": "rich_text", "block_id": f.id("b"), "elements": []any{map[string]any{
			"type": "rich_text_section", "elements": []any{map[string]any{"type": "text", "text": words}},
		}}}}
	}
	f.written(f.channels[channel], m)
	return m.TS
}

// Edit changes a message of the person.
func (p *Person) Edit(channel, ts, words string) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	c := f.channels[channel]
	m := c.find(ts)
	before := m.wire(false)
	m.Text, m.Edited, m.Blocks = typed(words), true, nil
	return f.sendMessage(c, map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true, "ts": f.ts(),
		"message": m.wire(false), "previous_message": before,
	})
}

// Delete takes a message of the person away.
func (p *Person) Delete(channel, ts string) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	c := f.channels[channel]
	m := c.find(ts)
	m.Deleted = true
	return f.sendMessage(c, map[string]any{
		"type": "message", "subtype": "message_deleted", "hidden": true, "ts": f.ts(), "deleted_ts": ts, "previous_message": m.wire(false),
	})
}

// OpenHome opens the app: its tab "home" or "messages". It may be nil: nobody subscribed it.
func (p *Person) OpenHome(tab string) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	event := map[string]any{"type": "app_home_opened", "user": p.ID, "channel": f.dm(p.ID).id, "tab": tab, "event_ts": f.ts()}
	if view, has := f.homes[p.ID]; has && tab == "home" {
		event["view"] = with(view.wire(), "state", map[string]any{"values": []any{}}) // as Slack writes "nothing" here
	}
	return f.send("app_home_opened", event)
}

var (
	mail = regexp.MustCompile(`[\w.+-]+@[\w-]+(\.[\w-]+)+`)
	link = regexp.MustCompile(`https?://[^\s<>]+`)
)

// typed is a text as Slack passes it on when somebody typed it: escaped, with links marked.
func typed(words string) string {
	words = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(words)
	words = link.ReplaceAllString(words, "<$0>")
	var out strings.Builder
	for words != "" {
		before, rest, found := strings.Cut(words, "<http")
		out.WriteString(mail.ReplaceAllString(before, "<mailto:$0|$0>"))
		if !found {
			break
		}
		inside, after, _ := strings.Cut(rest, ">")
		out.WriteString("<http" + inside + ">")
		words = after
	}
	return out.String()
}
