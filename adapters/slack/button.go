package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// buttonVersion begins every value, so that a later release knows the buttons of this one.
const buttonVersion = "1"

// The limits of what a button may hold.
const (
	mostValue       = 500 // of the 2000 that Slack has room for
	mostOptionValue = 150
	mostLabel       = 75
)

// seals signs buttons and names lines, both with one secret.
type seals struct{ secret string }

func (s seals) of(what string, parts ...string) string {
	mac := hmac.New(sha256.New, []byte(s.secret))
	for _, part := range append([]string{what}, parts...) {
		mac.Write([]byte(part))
		mac.Write([]byte{0})
	}
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// line is what a line's message is found again by.
func (s seals) line(line bot.Line) string { return line.Key(s.secret) }

// value is what a button carries: where it leads, signed together with the conversation that it is in.
func (s seals) value(in bot.Address, flow bot.FlowID, step bot.StepID, option bot.OptionID) string {
	parts := []string{buttonVersion, string(flow), string(step), string(option)}
	return strings.Join(append(parts, s.button(in, parts)), "|")
}

func (s seals) button(in bot.Address, parts []string) string {
	return s.of("button", append([]string{string(in)}, parts...)...)[:16]
}

// chose reads a button's value; false when it was not made for this conversation, or was changed.
func (s seals) chose(in bot.Address, value string) (bot.Chose, bool) {
	parts := strings.Split(value, "|")
	if len(parts) != 5 || parts[0] != buttonVersion || !hmac.Equal([]byte(parts[4]), []byte(s.button(in, parts[:4]))) {
		return bot.Chose{}, false
	}
	return bot.Chose{Flow: bot.FlowID(parts[1]), Step: bot.StepID(parts[2]), Option: bot.OptionID(parts[3])}, true
}
