package slack

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// split cuts a text into parts of at most so many bytes once written, at ends of paragraphs where that is
// possible, else of lines, sentences, words. Bytes are the strictest of the ways in which Slack may count. What is
// written is never shorter.
func split(text string, most int, written func(string) string) []string {
	var parts []string
	text = strings.TrimSpace(text)
	for text != "" {
		if len(text) <= most && len(written(text)) <= most {
			return append(parts, text)
		}
		fits := fitting(text, most, written)
		at := goodEnd(text[:fits])
		if part := strings.TrimSpace(text[:at]); part != "" {
			parts = append(parts, part)
		}
		text = strings.TrimSpace(text[at:])
	}
	return parts
}

// fitting is how many bytes of the text there is room for once they are written: as many whole words as possible,
// or a part of the first.
func fitting(text string, most int, written func(string) string) int {
	good := 0
	for end := 0; end < len(text); {
		end = nextEnd(text, end)
		if end > most || len(written(text[:end])) > most {
			break
		}
		good = end
	}
	if good > 0 {
		return good
	}
	room := most - len("<>") // a link's
	for i, c := range text {
		if room -= len(escaped(string(c))); room < 0 {
			return i
		}
	}
	return len(text)
}

// stride is how much of a text is tried at once.
const stride = 64

// nextEnd is an end of a word some way after the place.
func nextEnd(text string, from int) int {
	start := min(from+stride, len(text))
	for start < len(text) && !utf8.RuneStart(text[start]) {
		start++
	}
	space := strings.IndexFunc(text[start:], unicode.IsSpace)
	if space < 0 {
		return len(text)
	}
	return start + space
}

// goodEnd is the best place to end a part in a text of which all would fit.
func goodEnd(text string) int {
	least := len(text) / 2 // half a message is better than a very short one
	for _, end := range []string{"\n\n", "\n"} {
		if i := strings.LastIndex(text, end); i >= least {
			return i
		}
	}
	if i := lastSentence(text); i >= least {
		return i
	}
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i >= least {
		return i
	}
	return len(text)
}

// lastSentence is the end of the last whole sentence, or -1.
func lastSentence(text string) int {
	last := -1
	for _, end := range []string{". ", "! ", "? ", "… ", ".\u00a0", "» "} {
		if i := strings.LastIndex(text, end); i >= 0 {
			last = max(last, i+len(end)-1)
		}
	}
	for last > 0 && !utf8.RuneStart(text[last]) {
		last--
	}
	return last
}
