package slack

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// The limits of a message, a little below Slack's own. That of all its blocks together, some 13,200 characters of
// JSON, is written nowhere and told by a refusal only.
const (
	mostBlocks   = 12_500
	mostSection  = 2900
	mostSections = 4
	mostFallback = 3000
	mostActions  = 25
	mostRows     = 4 // of buttons
	mostOverflow = 5
)

// rendered is a message as Slack takes it. It is within every limit, whatever it was made from, and nothing in
// it that comes from outside is markup.
type rendered struct {
	text     string // for notifications and screen readers
	blocks   []slackgo.Block
	username string // who speaks, when the app may say so
}

// renderer draws messages.
type renderer struct {
	seals  seals
	hosts  map[string]bool // where links may lead
	team   string          // what people call those who answer
	custom bool            // the app may write under another name
}

// render draws one message of the outbox. Mark makes its blocks' ids its own.
func (r renderer) render(say bot.Say, mark string) rendered {
	text, username := clean(begun(say.Text)), ""
	if say.From == bot.FromAgent {
		if speaker := r.speaker(say.Name); r.custom {
			username = speaker
		} else {
			text = speaker + "\u00a0:\n" + text
		}
	}
	parts, rows := r.parts(text, mostSections), r.buttons(say)
	out := r.draw(parts, rows, mark)
	for most := mostSections; out.weight() > mostBlocks; most-- { // what is pressed can be written, what is read cannot
		parts, rows = r.parts(text, max(most/2, 1)), fewer(rows)
		out = r.draw(parts, rows, mark)
	}
	out.username = username
	return out
}

// draw makes blocks of texts and rows of buttons.
func (r renderer) draw(parts []string, rows [][]slackgo.BlockElement, mark string) rendered {
	out := rendered{text: fallback(parts)}
	for _, part := range parts {
		section := slackgo.NewSectionBlock(slackgo.NewTextBlockObject(slackgo.MarkdownType, r.written(part), false, true), nil, nil)
		section.BlockID = mark + "-" + strconv.Itoa(len(out.blocks))
		out.blocks = append(out.blocks, section)
	}
	for _, row := range rows {
		block := slackgo.NewActionBlock(mark+"-"+strconv.Itoa(len(out.blocks)), row...)
		out.blocks = append(out.blocks, block)
	}
	return out
}

// weight is how much all blocks are for Slack.
func (r rendered) weight() int {
	raw, _ := json.Marshal(r.blocks) // made of texts alone, it cannot fail
	return len(raw)
}

// fewer is half as much of each row but the last, with the way to a person, and of that only its first.
func fewer(rows [][]slackgo.BlockElement) (less [][]slackgo.BlockElement) {
	for i, row := range rows {
		if n := len(row) / 2; n > 0 || i == len(rows)-1 {
			less = append(less, row[:max(n, 1)])
		}
	}
	return less
}

// begun is as much of a text as there can be room for, and a little more.
func begun(text string) string {
	const most = (mostSections + 1) * mostSection
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "")
	}
	return text
}

func (r renderer) written(text string) string { return linked(r.hosts)(text) }

// parts are the texts of the sections: what is too long for them all ends in an ellipsis.
func (r renderer) parts(text string, most int) []string {
	parts := split(text, mostSection, r.written)
	if len(parts) == 0 {
		return []string{"…"}
	}
	if len(parts) > most {
		parts = parts[:most]
		parts[most-1] += " …"
	}
	return parts
}

// fallback is the words alone.
func fallback(parts []string) string {
	short := split(strings.Join(parts, "\n\n"), mostFallback, escaped)
	if len(short) > 1 {
		return escaped(short[0]) + " …"
	}
	return escaped(strings.Join(short, ""))
}

// speaker is how an agent is shown: their name is theirs, the team is ours.
func (r renderer) speaker(name string) string {
	name = agentName(name)
	switch {
	case name == "":
		return either(r.team, "HelpAide")
	case r.team == "":
		return name
	}
	return shortened(name+" · "+r.team, 80)
}

// buttons are the rows under a message: the answers, then the commands, of which only the way to a person is
// always in sight.
func (r renderer) buttons(say bot.Say) [][]slackgo.BlockElement {
	place, ok := placeAt(say.To)
	if !ok || !isDirect(place.channel) {
		return nil // where others read there is nothing to press
	}
	var answers, commands []slackgo.BlockElement
	var more []*slackgo.OptionBlockObject
	for i, choice := range say.Choices {
		value := r.seals.value(place.home(), say.Flow, say.Step, choice.ID)
		if len(value) > mostValue || !utf8.ValidString(value) || choice.ID == "" {
			continue // it can be written
		}
		label := buttonLabel(choice)
		switch {
		case !choice.Command:
			answers = append(answers, button(i, value, label))
		case choice.ID != bot.CmdHuman && len(value) <= mostOptionValue && len(more) < mostOverflow && severalCommands(say.Choices):
			more = append(more, slackgo.NewOptionBlockObject(value, label, nil))
		default:
			commands = append(commands, button(i, value, label))
		}
	}
	if len(more) > 0 {
		commands = append(commands, slackgo.NewOverflowBlockElement("more", more...))
	}
	return rows(append(inRows(answers), inRows(commands)...))
}

// severalCommands reports whether there are commands enough to make a menu of.
func severalCommands(choices []bot.Choice) bool {
	n := 0
	for _, choice := range choices {
		if choice.Command && choice.ID != bot.CmdHuman {
			n++
		}
	}
	return n > 1
}

func button(i int, value string, label *slackgo.TextBlockObject) *slackgo.ButtonBlockElement {
	return slackgo.NewButtonBlockElement("choice-"+strconv.Itoa(i), value, label)
}

func buttonLabel(choice bot.Choice) *slackgo.TextBlockObject {
	text := strings.Join(strings.Fields(clean(choice.Label)), " ")
	return plainText(shortened(either(text, string(choice.ID)), mostLabel))
}

// plainText is text in which nothing is markup, not even a name between colons.
func plainText(text string) *slackgo.TextBlockObject {
	return slackgo.NewTextBlockObject(slackgo.PlainTextType, text, false, false)
}

func inRows(elements []slackgo.BlockElement) (rows [][]slackgo.BlockElement) {
	for len(elements) > 0 {
		n := min(len(elements), mostActions)
		rows, elements = append(rows, elements[:n]), elements[n:]
	}
	return rows
}

// rows leaves out what is too much: whatever it is, it can be written. The last row, with the way to a person, stays.
func rows(all [][]slackgo.BlockElement) [][]slackgo.BlockElement {
	if len(all) <= mostRows {
		return all
	}
	return append(all[:mostRows-1:mostRows-1], all[len(all)-1])
}
