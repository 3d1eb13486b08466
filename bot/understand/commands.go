package understand

import "github.com/helpaide/helpaide/bot"

// shortCommand is how many words a line has at most that holds a command among others.
const shortCommand = 7

// around is what may stand around a command: wishes and courtesy.
const around = courtesy | wish | yesWord | noWord

// isCommand has the commands' ids.
var isCommand = func() map[bot.OptionID]bool {
	m := make(map[bot.OptionID]bool)
	for _, id := range bot.Commands() {
		m[id] = true
	}
	return m
}()

// commandsIn gives the commands as they are meant in a language: the one that changes the language
// is called by the name of the other, so only the words of the one spoken count.
func (s *shelf) commandsIn(list choices, lang bot.Lang) choices {
	for i, c := range list {
		if c.Option.ID != bot.CmdLanguage {
			continue
		}
		if c.sayings == s.known[place{option: bot.CmdLanguage}] && s.names[lang] != nil {
			list[i].sayings = s.names[lang]
		} else {
			list[i].sayings = c.sayings.in(lang)
		}
	}
	return list
}

// command returns the command that a short line holds. The longest saying counts.
func (list choices) command(l line) (choice, bool) {
	best, size := choice{}, 0
	if l.length() > shortCommand {
		return best, false
	}
	for _, c := range list {
		for i := range c.phrases {
			p := &c.phrases[i]
			if len(p.core) > size && p.lang != "" && p.commands(l, c.Option.ID) {
				best, size = c, len(p.core)
			}
		}
	}
	return best, size > 0
}

// commands reports whether the phrase stands in the line as an order: with nothing but wishes and
// courtesy around it, or by itself when it has several words. "It works" must end what is said.
func (p *phrase) commands(l line, id bot.OptionID) bool {
	at := p.in(l, 0)
	if at < 0 {
		return false
	}
	end := at + len(p.core)
	before, behind := l.part(0, at), l.part(end, len(l.words))
	switch {
	case l.negated(at, end) || before.supposes():
		return false
	case before.all(around) && behind.all(around):
		return true
	case id == bot.CmdSolved:
		return len(p.core) > 1 && behind.all(closing)
	}
	return len(p.core) > 2 && p.names && before.others(around)+behind.others(around) <= fewOthers
}

// longTongue is how many words a line has at most that asks for another language.
const longTongue = 12

// tongue is the command that changes the language, in a whole sentence: "sorry can we continue in
// english please".
func (list choices) tongue(l line) (choice, bool) {
	c, ok := list.of(bot.CmdLanguage)
	if !ok || l.length() > longTongue || !l.has(speaking) {
		return choice{}, false
	}
	for i := range c.phrases {
		p := &c.phrases[i]
		at := p.in(l, 0)
		if at < 0 || p.lang == "" || l.negated(at, at+len(p.core)) {
			continue
		}
		end := at + len(p.core)
		if l.part(0, at).others(around|speaking|article|elided|interrogative)+l.part(end, len(l.words)).others(around|speaking|article|elided) == 0 {
			return c, true
		}
	}
	return choice{}, false
}

// fewOthers is how many words that are no wish may stand around a command of several words: "oups je
// me suis trompé de bouton" goes back, "je me suis trompé de mot de passe" does not.
const fewOthers = 1

// others counts the words that are of none of the kinds.
func (l line) others(k kind) int {
	n := 0
	for _, of := range l.kinds {
		if of&k == 0 {
			n++
		}
	}
	return n
}

// supposes reports whether what follows the line is a question or a condition: "si ça marche",
// "how do I go back".
func (l line) supposes() bool {
	for i := len(l.words) - 1; i >= 0 && (i == len(l.words)-1 || l.breaks[i+1] != stopped); i-- {
		if l.is(i, interrogative) {
			return true
		}
	}
	return false
}
