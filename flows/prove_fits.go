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

// tooLong is a message that no channel shows whole.
type tooLong struct {
	at      bot.StepRef
	move    int
	message string
}

// measure notes the messages of a turn that are too long, once a step.
func (x *explorer) measure(turn bot.Turn) {
	for _, effect := range turn.Effects {
		say, ok := effect.(bot.Say)
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
