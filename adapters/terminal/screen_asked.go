package terminal

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// asked is the question that waits, as the person sees it, and what of it they point at.
type asked struct {
	answers, commands []bot.Choice
	flow              bot.FlowID
	step              bot.StepID
	at                int // of the answers and, after them, the commands; or typing
}

// typing is to point at no option, but at the line to type in.
const typing = -1

// askedIn is the question that messages end with, and whether there is one.
func askedIn(messages []bot.Say) (asked, bool) {
	a := asked{at: typing}
	a.answers, a.commands = questionOf(messages)
	for _, say := range messages {
		if len(say.Choices) > 0 {
			a.flow, a.step = say.Flow, say.Step
		}
	}
	return a, len(a.answers)+len(a.commands) > 0
}

// after is the question that waits after these messages: theirs, or the same one as before while
// the conversation is still there. Commands work everywhere, so that they stay.
func (a asked) after(messages []bot.Say, s bot.Session) asked {
	if fresh, ok := askedIn(messages); ok {
		return fresh
	}
	flow, step := bot.FlowID(""), bot.StepID("")
	if top := s.Top(); top != nil {
		flow, step = top.Flow, top.Step
	}
	if a.flow != flow || a.step != step {
		return asked{commands: a.commands, at: typing}
	}
	return a
}

func (a *asked) choices() []bot.Choice {
	return append(slices.Clip(a.answers), a.commands...)
}

// pointed is the option that is pointed at, if one is.
func (a *asked) pointed() (bot.Choice, bool) {
	choices := a.choices()
	if a.at == typing || a.at >= len(choices) {
		return bot.Choice{}, false
	}
	return choices[a.at], true
}

// numbered is the answer with that number, written as a digit from 1 to 9.
func (a *asked) numbered(digit string) (bot.Choice, bool) {
	if len(digit) != 1 || digit < "1" || digit > "9" || int(digit[0]-'1') >= len(a.answers) {
		return bot.Choice{}, false
	}
	return a.answers[digit[0]-'1'], true
}

// move points elsewhere. Up and down go from row to row, and all commands are one row; Tab goes
// through everything. It reports whether the key is one of those.
func (a *asked) move(stroke string) bool {
	first, all := len(a.answers), len(a.answers)+len(a.commands)
	command := a.at >= first && a.at != typing
	switch {
	case all == 0:
		return false
	case stroke == "tab":
		a.at++
	case stroke == "shift+tab" && a.at == typing:
		a.at = all - 1
	case stroke == "shift+tab":
		a.at--
	case stroke == "down" && command:
		a.at = typing
	case stroke == "down":
		a.at++
	case stroke == "up" && a.at == typing:
		a.at = min(first, all-1)
	case stroke == "up" && command:
		a.at = first - 1
	case stroke == "up":
		a.at--
	case stroke == "left" && command:
		a.at = max(a.at-1, first)
	case stroke == "right" && command:
		a.at = min(a.at+1, all-1)
	default:
		return false
	}
	if a.at == all {
		a.at = typing
	}
	return true
}
