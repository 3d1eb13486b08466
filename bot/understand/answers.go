package understand

import "github.com/helpaide/helpaide/bot"

// shortAnswer is how many words an answer has at most. Longer lines tell stories, and a story that
// names an option is not necessarily an answer.
const shortAnswer = 6

// plainly returns the option that the line is, word for word: a saying, a place in the list, a yes
// or a no. The question asked last goes first with all of these.
func (list choices) plainly(l line, lang bot.Lang) (choice, bool) {
	for rest := list; len(rest) > 0; rest = rest[len(rest.first()):] {
		question := rest.first()
		if c, ok := question.exact(l, lang); ok {
			return c, true
		}
		if c, ok := question.onlySigned(plainPolarity(l)); ok {
			return c, true
		}
	}
	if c, ok := list.lasting(l); ok {
		return c, true
	}
	return list.numbered(l)
}

// loosely returns the option that a short line means by naming it, or by leaning to yes or no.
func (list choices) loosely(l line, known func(string) bool) (choice, bool) {
	if c, ok := list.replied(l); ok {
		return c, true
	}
	if l.length() > shortAnswer || l.inquires() {
		return choice{}, false
	}
	if c, ok := list.named(l); ok {
		return c, true
	}
	if c, ok := list.disowned(l); ok {
		return c, true
	}
	if c, ok := list.signed(polarity(l)); ok {
		return c, true
	}
	return list.misspelt(l, known)
}

// inquires reports whether the line is a question of its own: "c'est quoi un texto?"
func (l line) inquires() bool { return l.asks && l.has(interrogative) }

// signed returns the option that is a yes, or a no, to the question asked last that has one.
func (list choices) signed(sign int) (choice, bool) {
	for rest := list; sign != 0 && len(rest) > 0; rest = rest[len(rest.first()):] {
		if c, ok := rest.first().onlySigned(sign); ok {
			return c, true
		}
	}
	return choice{}, false
}

// onlySigned returns the only option of the question with that sign. Of two options, the one beside
// a no is a yes: "is it this?" is offered as "this" and "other".
func (list choices) onlySigned(sign int) (choice, bool) {
	if sign == 0 {
		return choice{}, false
	}
	found, count := choice{}, 0
	for _, c := range list {
		if c.sign == sign {
			found, count = c, count+1
		}
	}
	if count == 0 && sign > 0 && len(list) == 2 && list[0].sign == 0 && list[1].sign < 0 {
		return list[0], true
	}
	return found, count == 1
}
