package flows

import (
	"fmt"
	"unicode/utf8"

	"github.com/helpaide/helpaide/bot"
)

// The least that a channel shows: Discord's messages have 2,000 characters and 25 buttons.
const (
	mostSaid    = 2000
	mostChoices = 25
)

// fits reports the messages that a channel cannot show as they are put together: each text alone is
// short enough, but a remark may come before it.
func (p *prover) fits(x *explorer) {
	if len(x.long) == 0 {
		return
	}
	at := newStances(x)
	for _, long := range x.long {
		p.faultIn(x.lang, long.at, at.by(long.move), long.message)
	}
}

// surelyFits reports whether no message in the language can be too long, whatever remarks come
// together: then it need not be explored too, since words change nothing of where ways lead.
func (p *Pack) surelyFits(lang bot.Lang) bool {
	const remarks = 4 // before a question, or in what the desk is told
	phrase, text := 0, 0
	for _, words := range p.Book.Wording {
		phrase = max(phrase, len(words.In(lang)))
	}
	for i := range p.Book.Flows {
		phrase = max(phrase, len(p.Book.Flows[i].Title.In(lang)))
		for j := range p.Book.Flows[i].Steps {
			step := &p.Book.Flows[i].Steps[j]
			text = max(text, len(step.Text.In(lang)), len(step.Again.In(lang)), len(step.Rephrase.In(lang)))
		}
	}
	return text+remarks*phrase+p.longestFill(lang) <= mostSaid
}

// longestFill is what names in braces may add to a text.
func (p *Pack) longestFill(lang bot.Lang) int {
	longest := 0
	for _, address := range p.Book.Links {
		longest = max(longest, len(address.In(lang)))
	}
	return 2*longest + 200 // two addresses, and days and hours in words
}

// tooLong is a message that no channel shows whole.
type tooLong struct {
	at      bot.StepRef
	move    int
	message string
}

// measure notes the messages of a turn that are too long, once a step, and those of the assistant's while
// an agent has the conversation.
func (x *explorer) measure(turn bot.Turn) {
	for _, effect := range turn.Effects {
		say, ok := effect.(bot.Say)
		if ok && say.From == bot.FromAssistant && turn.Session.Mode() == bot.WithAgent {
			x.tooLong(bot.StepRef{Flow: say.Flow, Step: say.Step}, "the assistant says this while an agent has the conversation")
		}
		if !ok || len(say.Text) <= mostSaid && len(say.Choices) <= mostChoices {
			continue
		}
		at := bot.StepRef{Flow: say.Flow, Step: say.Step}
		if length := utf8.RuneCountInString(say.Text); length > mostSaid {
			x.tooLong(at, fmt.Sprintf("in %q this message comes to %d characters as it is put together; at most %d are shown everywhere", x.lang, length, mostSaid))
		}
		if len(say.Choices) > mostChoices {
			x.tooLong(at, fmt.Sprintf("this question comes to %d buttons with the engine's own; at most %d are shown everywhere", len(say.Choices), mostChoices))
		}
	}
}

func (x *explorer) tooLong(at bot.StepRef, message string) {
	for _, known := range x.long {
		if known.at == at {
			return
		}
	}
	x.long = append(x.long, tooLong{at, len(x.moves), message})
}
