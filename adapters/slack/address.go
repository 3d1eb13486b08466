package slack

import (
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// room is the first part of every address of this package.
const room = "slack"

// place is an address taken apart. Thread is the ts of the message on which a thread hangs, or "".
type place struct{ team, channel, thread string }

// placeAt reads an address; false when it is none of Slack's.
func placeAt(address bot.Address) (place, bool) {
	parts := strings.Split(string(address), ":")
	if len(parts) < 3 || len(parts) > 4 || parts[0] != room || parts[1] == "" || parts[2] == "" {
		return place{}, false
	}
	p := place{team: parts[1], channel: parts[2]}
	if len(parts) == 4 {
		p.thread = parts[3]
	}
	return p, true
}

func (p place) address() bot.Address {
	at := room + ":" + p.team + ":" + p.channel
	if p.thread != "" {
		at += ":" + p.thread
	}
	return bot.Address(at)
}

// home is the conversation that the place is in.
func (p place) home() bot.Address {
	p.thread = ""
	return p.address()
}

// isDirect reports whether a channel is between one person and the bot.
func isDirect(channel string) bool { return strings.HasPrefix(channel, "D") }
