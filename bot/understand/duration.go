package understand

import "strconv"

// side is where a span lies from its minutes.
type side int8

const (
	about side = iota + 1 // "about 5 minutes ago"
	less                  // "less than 5 minutes"
	more                  // "more than 5 minutes"
)

// span is how long something has lasted; the zero span is no span.
type span struct {
	side    side
	minutes int
}

var unitMinutes = map[string]int{
	"seconde": 0, "secondes": 0, "second": 0, "seconds": 0, "sec": 0, "secs": 0,
	"minute": 1, "minutes": 1, "min": 1, "mins": 1, "mn": 1,
	"heure": 60, "heures": 60, "hour": 60, "hours": 60, "hr": 60, "hrs": 60, "h": 60,
	"jour": 1440, "jours": 1440, "day": 1440, "days": 1440,
}

var numbersByName = map[string]int{
	"un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "couple": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4,
	"cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "dizaine": 10,
	"onze": 11, "eleven": 11, "douze": 12, "twelve": 12, "quinze": 15, "fifteen": 15, "quinzaine": 15, "vingt": 20, "twenty": 20, "vingtaine": 20,
	"trente": 30, "thirty": 30, "trentaine": 30, "quarante": 40, "forty": 40, "cinquante": 50, "fifty": 50, "soixante": 60, "sixty": 60,
}

var (
	moreThan = phrases("plus de,plus que,more than,over,longer than,au dessus de")
	orMore   = phrases("et plus,ou plus,and more,or more,or so more,plus")
	lessThan = phrases("moins de,moins que,less than,under,not even,meme pas")
	halfHour = phrases("demi heure,demie heure,demiheure,half hour,half an hour,half a hour")
	quarter  = phrases("quart d heure,quart dheure,quarter hour,quarter of an hour")
)

// lasting returns the option that a line means which is a duration and nothing else, of options that
// tell durations apart: "20 minutes" is "more than 5 minutes". What is said to be about so long is
// taken for no longer than was said, because a wait may hang on it.
func (list choices) lasting(l line) (choice, bool) {
	best, found := choice{}, false
	question := list.first()
	if !question.spans() {
		return best, false
	}
	said, ok := l.duration()
	if !ok {
		return best, false
	}
	for _, c := range question {
		if c.span.holds(said) && (!found || c.span.nearer(best.span)) {
			best, found = c, true
		}
	}
	return best, found
}

// spans reports whether the options tell durations apart.
func (list choices) spans() bool {
	for _, c := range list {
		if c.span.side == more {
			return true
		}
	}
	return false
}

func (s span) holds(said span) bool {
	switch {
	case s.side == 0, said.side == more && s.side == less:
		return false
	case said.side == less:
		return s.side == less && said.minutes <= s.minutes
	case s.side == less:
		return said.minutes < s.minutes
	}
	return said.minutes >= s.minutes
}

// nearer reports whether s tells more than t, of two that hold: the highest floor, else the lowest roof.
func (s span) nearer(t span) bool {
	if s.side == less || t.side == less {
		return s.side != less || t.side == less && s.minutes < t.minutes
	}
	return s.minutes > t.minutes
}

// spanIn is the first duration of a label.
func spanIn(label line) span {
	for i := range label.words {
		if minutes, end := label.minutesAt(i); end > 0 {
			return span{label.part(0, i).sideOf(), minutes}
		}
	}
	return span{}
}

// sideOf is which side of a duration the words before it tell.
func (l line) sideOf() side {
	switch {
	case l.hasAny(moreThan):
		return more
	case l.hasAny(lessThan):
		return less
	}
	return about
}

// duration is the duration that the line is, little words aside.
func (l line) duration() (span, bool) {
	for i := range l.words {
		minutes, end := l.minutesAt(i)
		if end == 0 {
			continue
		}
		before, behind := l.part(0, i), l.part(end, len(l.words))
		if !before.all(courtesy|aroundSpan|elided) || !behind.all(courtesy|aroundSpan|elided) || l.screened(i) {
			return span{}, false
		}
		if behind.hasAny(orMore) {
			return span{more, minutes}, true
		}
		return span{before.sideOf(), minutes}, true
	}
	return span{}, false
}

// minutesAt reads a duration at word i, and returns where it ends, or 0.
func (l line) minutesAt(i int) (minutes, end int) {
	for _, special := range []struct {
		phrases []phrase
		minutes int
	}{{halfHour, 30}, {quarter, 15}} {
		for _, p := range special.phrases {
			if begins(l.words[i:], p.words) {
				return special.minutes, i + len(p.words)
			}
		}
	}
	n, next := l.countAt(i)
	if next == 0 {
		return glued(l.words[i], i)
	}
	for next < len(l.words) && (l.words[next] == "de" || l.words[next] == "of" || l.words[next] == "d") {
		next++
	}
	if next >= len(l.words) {
		return 0, 0
	}
	unit, ok := unitMinutes[l.words[next]]
	if !ok {
		return 0, 0
	}
	return l.andHalf(n*unit, unit, next+1)
}

// countAt reads a number at word i: "20", "vingt", "twenty five", "a couple".
func (l line) countAt(i int) (n, end int) {
	for end = i; end < len(l.words) && end < i+3; end++ {
		w := l.words[end]
		more, named := numbersByName[w]
		if !named {
			value, err := strconv.Atoi(w)
			if err != nil || len(w) > 3 || end > i {
				break
			}
			return value, end + 1
		}
		if end == i || n == 1 {
			n = more
		} else {
			n += more
		}
	}
	if end == i {
		return 0, 0
	}
	return n, end
}

// andHalf adds "et demie", "and a half".
func (l line) andHalf(minutes, unit, end int) (int, int) {
	for _, p := range halves {
		if end < len(l.words) && begins(l.words[end:], p.words) {
			return minutes + unit/2, end + len(p.words)
		}
	}
	return minutes, end
}

var halves = phrases("et demie,et demi,and a half")

// glued reads a word such as 20min or 1h.
func glued(word string, i int) (minutes, end int) {
	digits := 0
	for digits < len(word) && digits < 3 && word[digits] >= '0' && word[digits] <= '9' {
		digits++
	}
	unit, ok := unitMinutes[word[digits:]]
	if digits == 0 || !ok {
		return 0, 0
	}
	n, _ := strconv.Atoi(word[:digits])
	return n * unit, i + 1
}

// lasts reports whether the phrase is a bare duration: not "10 minutes ago", which says of itself
// that the time is over.
func (l line) lasts() bool {
	for i := range l.words {
		if _, end := l.minutesAt(i); end > 0 {
			return !l.has(elapsed)
		}
	}
	return false
}

// screened reports whether the duration at word i is how long something is to last, as screens say
// it, and not how long ago it was: "verrouillé pendant 15 minutes", "try again in 15 minutes".
func (l line) screened(i int) bool {
	for j := i - 1; j >= 0 && j >= i-screenReach && l.breaks[j+1] != stopped; j-- {
		switch {
		case l.is(j, elapsed):
			return false
		case l.is(j, lasting):
			return !l.part(0, j).has(elapsed)
		}
	}
	return false
}

// screenReach is how many words before a duration tell what it is.
const screenReach = 4

// elapses reports whether the words around say that the time of the duration is over: "depuis 10
// minutes", "10 minutes ago".
func (l line) elapses(m mention) bool {
	for j := m.start - 1; j >= 0 && j >= m.start-screenReach && l.breaks[j+1] != stopped; j-- {
		if l.is(j, elapsed) {
			return true
		}
	}
	return m.end < len(l.words) && l.breaks[m.end] == joined && l.is(m.end, elapsed)
}
