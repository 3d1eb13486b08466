package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// What is wrong with something of Slack's. Nothing of it is repeated.
var (
	errShapeless = errors.New("it is not shaped as it must be")
	errNoJSON    = fmt.Errorf("it is no JSON: %w", errShapeless)
)

// shape is an error of reading JSON without what was read: that may be a person's words.
func shape(err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field == "" || errors.As(err, new(*json.SyntaxError)) {
		return errNoJSON // nor is something else than an object
	}
	return errShapeless
}

// mostText bounds what is kept of a message, in bytes. Slack itself stops at 40,000 characters.
const mostText = 64 << 10

// plain is a message as the person wrote it: without Slack's markup, and without the mention of the bot.
func plain(text, me string) string {
	if len(text) > mostText {
		text = strings.ToValidUTF8(text[:mostText], "")
	}
	var out strings.Builder
	for {
		before, rest, open := strings.Cut(text, "<")
		out.WriteString(before)
		if !open {
			break
		}
		inside, after, closed := strings.Cut(rest, ">")
		if !closed {
			out.WriteString("<" + rest)
			break
		}
		out.WriteString(marked(inside, me))
		text = after
	}
	return strings.TrimSpace(unescaped(out.String()))
}

// marked is what stands for the inside of a pair of angle brackets.
func marked(inside, me string) string {
	if inside == "" {
		return "<>"
	}
	target, shown, labelled := strings.Cut(inside, "|")
	switch target[:min(len(target), 1)] {
	case "@":
		if target[1:] == me {
			return ""
		}
		return "@" + either(shown, target[1:])
	case "#":
		return "#" + either(shown, target[1:])
	case "!":
		return "@" + strings.TrimPrefix(either(shown, target[1:]), "@")
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(target, "mailto:"), "tel:")
	if !labelled || shown == bare || shown == target || strings.TrimPrefix(strings.TrimPrefix(target, "https://"), "http://") == shown {
		return bare
	}
	return shown + " (" + bare + ")" // where it leads is what counts
}

// unescaped undoes the three characters that Slack escapes, once.
func unescaped(text string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
}

// escaped leaves nothing in a text that Slack would take for a mention, a link or a ping.
func escaped(text string) string {
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	var out strings.Builder
	for i := range len(text) {
		switch text[i] {
		case '&':
			out.WriteString("&amp;")
		case '<':
			out.WriteString("&lt;")
		case '>':
			out.WriteString("&gt;")
		default:
			out.WriteByte(text[i])
		}
	}
	return out.String()
}

// shortened cuts a text to so many UTF-16 units, which is how strictly anybody may count, and marks the cut.
func shortened(text string, most int) string {
	if units(text) <= most {
		return text
	}
	n := 0
	for i, c := range text {
		if n += unitsOf(c); n > most-1 {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}

func units(text string) (n int) {
	for _, c := range text {
		n += unitsOf(c)
	}
	return n
}

func unitsOf(c rune) int {
	if c > 0xFFFF {
		return 2
	}
	return 1
}

// clean is a text without what no message should hold: broken bytes and control characters but line ends and tabs,
// and the marks that turn the direction of writing.
func clean(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return c
		case c < ' ' || c == 0x7f || c >= 0x80 && c <= 0x9f:
			return -1
		case c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f:
			return -1
		}
		return c
	}, text)
}
