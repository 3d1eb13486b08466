package slackfake

import (
	"encoding/json"
	"time"
)

// Status is what the bot was said to be doing.
type Status struct {
	Channel, Thread, Status string // "" when it was cleared
	At                      time.Time
}

// Prompts are what the bot suggested to write.
type Prompts struct {
	Channel, Title string
	Prompts        []Prompt
}

// Prompt is one of them.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// Statuses are all that were set, the earliest first.
func (f *Fake) Statuses() []Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Status(nil), f.statuses...)
}

// Suggested are all that were.
func (f *Fake) Suggested() []Prompts {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Prompts(nil), f.prompts...)
}

// Busy reports whether the bot is said to be doing something in the thread, or in the direct message for "".
func (f *Fake) Busy(channel, thread string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.threadStatus()[channel+" "+thread] != ""
}

// threadStatus is what each thread shows now: what was set last, unless a message came since.
func (f *Fake) threadStatus() map[string]string {
	out := map[string]string{}
	for _, s := range f.statuses {
		out[s.Channel+" "+s.Thread] = s.Status
		if c := f.channels[s.Channel]; c != nil {
			for _, m := range c.messages {
				if m.FromBot() && m.Thread == s.Thread && m.At.After(s.At) {
					delete(out, s.Channel+" "+s.Thread)
				}
			}
		}
	}
	return out
}

func (f *Fake) setStatus(a args) reply {
	c, code := f.reach(a["channel_id"])
	switch {
	case code != "":
		return no(code)
	case f.o.NoAgent:
		return no("not_allowed")
	case a["thread_ts"] == "" || c.find(a["thread_ts"]) == nil:
		return no("invalid_thread_ts")
	}
	f.statuses = append(f.statuses, Status{c.id, a["thread_ts"], a["status"], time.Now()})
	return yes(nil)
}

func (f *Fake) setPrompts(a args) reply {
	c, code := f.reach(a["channel_id"])
	switch {
	case code != "":
		return no(code)
	case f.o.NoAgent:
		return no("not_allowed")
	case a["thread_ts"] != "":
		return yes(nil) // with the agent view it comes to nothing, and says so to nobody
	}
	p := Prompts{Channel: c.id, Title: a["title"]}
	if err := json.Unmarshal([]byte(a["prompts"]), &p.Prompts); err != nil || len(p.Prompts) == 0 {
		return no("invalid_arguments")
	}
	if len(p.Prompts) > 4 {
		return no("too_many_prompts")
	}
	for _, one := range p.Prompts {
		if one.Title == "" || one.Message == "" {
			return no("invalid_arguments")
		}
	}
	f.prompts = append(f.prompts, p)
	return yes(nil)
}
