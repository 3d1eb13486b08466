package bot

import (
	"strconv"
	"strings"
	"time"
)

// Lines is the card as text, in the language it was made in: a headline, then a line for each thing that
// there is to say. Times are told on the clock of now. A desk with a richer face draws the fields itself.
func (c Card) Lines(lang Lang, now time.Time) []string {
	lines := []string{c.Headline(lang, now)}
	add := func(key, words string) {
		if words != "" {
			lines = append(lines, deskText(key, lang)+pick(lang, " : ", ": ")+words)
		}
	}
	add("card_words", quoted(c.Words, lang))
	for _, step := range c.Tried {
		lines = append(lines, step.In(lang))
	}
	add("card_question", quoted(c.Question, lang))
	if c.Wants != c.Words {
		add("card_wants", quoted(c.Wants, lang))
	}
	add("card_reason", c.Reason)
	add("card_warnings", c.warnings(lang))
	add("card_next", c.Next)
	return lines
}

// Headline is the card's first line: "#1042 · Code non reçu · FR · Discord · attend depuis 9 h 03".
func (c Card) Headline(lang Lang, now time.Time) string {
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if c.Number != 0 {
		add("#" + strconv.FormatInt(c.Number, 10))
	}
	add(c.Person)
	add(c.Topic)
	add(strings.ToUpper(string(c.Spoken)))
	add(c.Channel)
	add(c.standing(lang))
	if !c.Waits.IsZero() {
		add(deskText("card_waits", lang) + " " + exactClock(c.Waits, now, lang))
	}
	if c.Place.Position > 0 {
		add(deskText("card_place", lang) + " " + ordinal(c.Place.Position, lang))
	}
	return strings.Join(parts, " · ")
}

// standing is the state with whose it is.
func (c Card) standing(lang Lang) string {
	words := c.State.In(lang)
	switch {
	case c.Owner != nil && c.Notes:
		return words + ", " + deskText("card_owner", lang) + " " + c.Owner.Name + " (" + deskText("card_notes", lang) + ")"
	case c.Owner != nil:
		return words + ", " + deskText("card_owner", lang) + " " + c.Owner.Name
	case c.State == CaseResolved && c.Result != "":
		return words + " (" + c.Result.In(lang) + ")"
	}
	return words
}

func (c Card) warnings(lang Lang) string {
	var all []string
	for _, warning := range c.Warnings {
		all = append(all, warning.In(lang))
	}
	return strings.Join(all, "; ")
}

// In is the step as a line: "✗ nouveau code demandé (sans effet)".
func (s CardStep) In(lang Lang) string {
	var notes []string
	switch {
	case s.Mark == MarkWaiting:
		notes = append(notes, deskText("card_open", lang))
	case s.Mark == MarkFailed && s.Answer == ReplyCannot:
		notes = append(notes, deskText("card_cannot", lang))
	case s.Mark == MarkFailed:
		notes = append(notes, deskText("card_failed", lang))
	}
	if s.Aided {
		notes = append(notes, deskText("card_aided", lang))
	}
	line := string(s.Mark) + " " + s.Words
	if len(notes) > 0 {
		line += " (" + strings.Join(notes, ", ") + ")"
	}
	return line
}

func quoted(words string, lang Lang) string {
	if words == "" {
		return ""
	}
	return pick(lang, "« ", `"`) + words + pick(lang, " »", `"`)
}
