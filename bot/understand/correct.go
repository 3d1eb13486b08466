package understand

import "github.com/helpaide/helpaide/bot"

// correcting are the signs, in several words, that the person takes something back.
var correcting = phrases("en fait,my bad,c etait,it was,je veux dire,i mean,no sorry,non desole,bin non,ben non,autre reponse,dans le fond")

// longCorrection is how many words a correction has at most.
const longCorrection = 12

// correction returns the earlier answer that the person gives instead of the one chosen. It takes
// a word of taking back ("en fait", "actually"), or nothing but a label. The latest question comes
// first in what is given.
func (s *shelf) correction(l line, earlier []bot.Expected) (choice, bool) {
	if len(earlier) == 0 || l.length() > longCorrection {
		return choice{}, false
	}
	marked := l.has(takesBack) || l.hasAny(correcting)
	for rest := s.choices(earlier); len(rest) > 0; rest = rest[len(rest.first()):] {
		question := rest.first()
		c, ok := question.labelled(l)
		if !ok && marked {
			c, ok = question.unchosen().named(l)
		}
		if ok && !c.Chosen {
			return c, true
		}
	}
	return choice{}, false
}

// unchosen leaves out the answer given, so that "courriel, pas texto" names one thing.
func (list choices) unchosen() choices {
	var others choices
	for _, c := range list {
		if !c.Chosen {
			others = append(others, c)
		}
	}
	return others
}

// labelled returns the option whose label the line is. A bare yes or no is about the question that
// waits, never about an earlier one.
func (list choices) labelled(l line) (choice, bool) {
	for _, c := range list {
		for i := range c.phrases {
			if p := &c.phrases[i]; p.label && p.names && p.is(l) {
				return c, true
			}
		}
	}
	return choice{}, false
}
