package slack

import "time"

// happened is what Slack told, decoded. The set is closed.
type happened interface{ happened() }

type (
	// message is a line that a person wrote: at home, or in public with a mention of the bot.
	message struct {
		user, channel, ts, thread string
		text                      string
		files                     []file
	}
	// deskLine is a line in a thread of the agents' channel.
	deskLine struct {
		user, channel, ts, thread, text string
		files                           int
	}
	// changed is a line that was edited or deleted. Line is its ts, ts that of the change.
	changed struct {
		user, channel, thread, line, ts string
		text, was                       string
		gone, desk                      bool
	}
	// submission is a dialog of the desk, filled in.
	submission struct{ user, view, private, whom, words string }
	// echo is a message of the bot's own. The key is "" when it has none.
	echo struct{ channel, ts, key string }
	// opening is a person opening a tab of the app.
	opening struct{ id, user, channel, tab string }
	// press is a press on a button under a message.
	press struct {
		user, channel, ts, thread string
		action                    action
		response, trigger         string
		message                   *shown
	}
	// homePress is a press in the Home tab.
	homePress struct {
		user   string
		action action
	}
	// request is a slash command.
	request struct{ user, channel, text, trigger string }
	// help is the shortcut "Help this person" on somebody's message.
	help struct {
		user, channel, response string
		about                   shown
	}
	// removed is the app being taken away, or its token.
	removed struct{ why string }
	// nothing is what changes no conversation.
	nothing struct{ what string }
	// unknown is a kind of event that this release does not know.
	unknown struct{ what string }
	// foreign is an event of another workspace or app.
	foreign struct{}
)

func (message) happened()    {}
func (deskLine) happened()   {}
func (changed) happened()    {}
func (submission) happened() {}
func (echo) happened()       {}
func (opening) happened()    {}
func (press) happened()      {}
func (homePress) happened()  {}
func (request) happened()    {}
func (help) happened()       {}
func (removed) happened()    {}
func (nothing) happened()    {}
func (unknown) happened()    {}
func (foreign) happened()    {}

// did is when they did it, as far as that is told.
func did(h happened) time.Time {
	switch h := h.(type) {
	case message:
		return timeOf(h.ts)
	case deskLine:
		return timeOf(h.ts)
	case changed:
		return timeOf(h.ts)
	case press:
		return timeOf(h.action.At)
	case homePress:
		return timeOf(h.action.At)
	}
	return time.Time{}
}

// held is how long it waits for what may have been before it.
func (a *Adapter) held(h happened) time.Duration {
	switch h.(type) {
	case message, deskLine, changed:
		return a.o.HoldTime
	}
	return 0
}

// who is the person it is about: what one person does is taken in order.
func who(h happened) string {
	switch h := h.(type) {
	case message:
		return h.user
	case deskLine:
		return h.user
	case changed:
		return h.user
	case submission:
		return h.user
	case opening:
		return h.user
	case press:
		return h.user
	case homePress:
		return h.user
	case request:
		return h.user
	case help:
		return h.about.User
	}
	return ""
}
