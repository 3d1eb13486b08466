package slackfake

import (
	"cmp"
	"time"
)

// Options say what kind of workspace and app it is. The zero Options are an app with HelpAide's scopes
// and events, Socket Mode, and times as Slack keeps them.
type Options struct {
	Scopes []string // granted to the bot token; nil: DefaultScopes
	Events []string // subscribed; nil: DefaultEvents

	// Address is where the app takes HTTP: events at Address. "" is Socket Mode. SetAddress sets it later.
	Address string

	AckTime time.Duration   // how long the app has to acknowledge: 3 s
	Retries []time.Duration // after which an event is sent again: at once, 1 min, 5 min
	Pace    Pace            // of messages to one channel: one a second, five at once
	Tiers   bool            // whether calls a minute are limited too
	Lag     time.Duration   // until a message is in the history
	Ping    time.Duration   // between pings of a socket: 5 s
	NoAgent bool            // an app without the agent view: no home tab "messages", no prompts

	// Bare leaves the metadata out of the events that tell the app of its own messages.
	Bare bool

	Now func() time.Time // of signatures and of the names of messages
}

// Pace is one message Every, and Burst at once.
type Pace struct {
	Every time.Duration
	Burst int
}

// DefaultScopes are those that HelpAide's features ask for.
func DefaultScopes() []string {
	return []string{
		"app_mentions:read", "assistant:write", "chat:write", "commands", "im:history", "im:write",
		"users:read",
	}
}

// DefaultEvents are those that HelpAide subscribes.
func DefaultEvents() []string {
	return []string{"app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked"}
}

func (o Options) filled() Options {
	if o.Scopes == nil {
		o.Scopes = DefaultScopes()
	}
	if o.Events == nil {
		o.Events = DefaultEvents()
	}
	if o.Retries == nil {
		o.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	if o.Pace == (Pace{}) {
		o.Pace = Pace{Every: time.Second, Burst: 5}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.AckTime = cmp.Or(o.AckTime, 3*time.Second)
	o.Ping = cmp.Or(o.Ping, 5*time.Second)
	return o
}
