package understand

import "github.com/helpaide/helpaide/bot"

// choice is an option that may be meant, with its sayings.
type choice struct {
	*bot.Expected
	*sayings
}

// choices are the options that a line may mean, in order.
type choices []choice

// choices gives what is expected its sayings.
func (s *shelf) choices(expect []bot.Expected) choices {
	list := make(choices, len(expect))
	for i := range expect {
		list[i] = choice{&expect[i], s.of(&expect[i])}
	}
	return list
}

// split parts what is expected into answers and commands. Answers come first.
func (list choices) split() (asked, commands choices) {
	for i, c := range list {
		if !c.Asked {
			return list[:i], list[i:]
		}
	}
	return list, nil
}

// first is the question that was asked last: the options up to where another question's begin.
func (list choices) first() choices {
	for i, c := range list {
		if c.Flow != list[0].Flow || c.Step != list[0].Step {
			return list[:i]
		}
	}
	return list
}

// exact returns the option that the whole line is a saying of. The language that is spoken goes
// first, then all of them, then what is left without courtesy and articles.
func (list choices) exact(l line, lang bot.Lang) (choice, bool) {
	whole := key(l.words)
	for _, lang := range []bot.Lang{lang, ""} {
		for _, c := range list {
			if c.is(l, whole, lang) {
				return c, true
			}
		}
	}
	core := l.trimmed(courtesy)
	if c, ok := list.exactCore(core); ok {
		return c, true
	}
	return list.exactCore(core.trimmedFront(article))
}

func (list choices) exactCore(l line) (choice, bool) {
	if len(l.words) == 0 {
		return choice{}, false
	}
	whole := key(l.words)
	for _, c := range list {
		if c.isCore(l, whole) || c.is(l, whole, "") {
			return c, true
		}
	}
	return choice{}, false
}

// of returns the choice of that id.
func (list choices) of(id bot.OptionID) (choice, bool) {
	for _, c := range list {
		if c.Option.ID == id {
			return c, true
		}
	}
	return choice{}, false
}

func (c choice) answers(reading *bot.Reading) bool {
	reading.Option, reading.Flow, reading.Step = c.Option.ID, c.Flow, c.Step
	return true
}

func (c choice) orders(reading *bot.Reading) bool {
	reading.Command = c.Option.ID
	return true
}
