package understand

import "slices"

import "github.com/helpaide/helpaide/bot"

// mention is a place in a line where an option is named.
type mention struct {
	option     int
	start, end int
	lasts      bool // it is a duration
}

// named returns the only option that the line names and does not deny. What stands after "but"
// counts more than what stands before.
func (list choices) named(l line) (choice, bool) {
	c, count := list.namedBy(l, func(m mention) bool {
		return (!m.lasts || !l.screened(m.start)) && (!generic[list[m.option].Option.ID] || l.littleBesides(m))
	})
	if count > 1 {
		if i := l.last(although); i > 0 {
			return list.named(l.part(i+1, len(l.words)))
		}
	}
	return c, count == 1
}

// told is named for a message that nothing asked for: it must say of a duration that it is over.
func (list choices) told(l line) (choice, bool) {
	c, count := list.namedBy(l, func(m mention) bool { return !m.lasts || l.elapses(m) })
	return c, count == 1
}

// namedBy returns the option that is named last of those that fit, and how many there are.
func (list choices) namedBy(l line, fits func(mention) bool) (choice, int) {
	found, count := -1, 0
	for _, m := range list.mentions(l) {
		if found == m.option || l.negated(m.start, m.end) || !fits(m) {
			continue
		}
		found, count = m.option, count+1
	}
	if found < 0 {
		return choice{}, 0
	}
	return list[found], count
}

// last is the place of the last word of the kinds, or -1.
func (l line) last(k kind) int {
	for i := range slices.Backward(l.words) {
		if l.is(i, k) {
			return i
		}
	}
	return -1
}

// disowned returns the no of a question whose yes the line names twice or more and always denies: "I
// don't have the phone or the email anymore".
func (list choices) disowned(l line) (choice, bool) {
	question := list.first()
	denied, place := 0, -1
	for _, m := range question.mentions(l) {
		if question[m.option].sign <= 0 {
			continue
		}
		if !l.negated(m.start, m.end) {
			return choice{}, false
		}
		if m.start != place {
			denied, place = denied+1, m.start
		}
	}
	if denied < 2 {
		return choice{}, false
	}
	return question.onlySigned(-1)
}

// generic has the replies built into every flow. Their words ("impossible", "how do I") stand in
// messages about anything, so they must be nearly all that is said.
var generic = func() map[bot.OptionID]bool {
	m := make(map[bot.OptionID]bool)
	for _, id := range bot.Replies() {
		m[id] = true
	}
	return m
}()

// longSaying is how many words a saying has that may stand among twice as many others.
const longSaying = 4

// littleBesides reports whether the line says hardly more than what is mentioned.
func (l line) littleBesides(m mention) bool {
	const fillers = around | still | article | elided | negator
	most := fewOthers
	if m.end-m.start >= longSaying {
		most *= 2
	}
	return l.part(0, m.start).others(fillers)+l.part(m.end, len(l.words)).others(fillers) <= most
}

// mentions finds the sayings of the options in the line. Of two that share words, the longer counts.
func (list choices) mentions(l line) []mention {
	var all []mention
	for i, c := range list {
		for j := range c.phrases {
			p := &c.phrases[j]
			if !p.names {
				continue
			}
			for at := p.in(l, 0); at >= 0; at = p.in(l, at+1) {
				all = append(all, mention{i, at, at + len(p.core), p.lasts})
			}
		}
	}
	return longest(all)
}

// longest leaves out the mentions that lie within a longer one of another option.
func longest(all []mention) []mention {
	if len(all) < 2 {
		return all
	}
	kept := all[:0:0]
	for _, m := range all {
		if !m.within(all) {
			kept = append(kept, m)
		}
	}
	return kept
}

func (m mention) within(all []mention) bool {
	for _, o := range all {
		if o.start <= m.start && m.end <= o.end && o.end-o.start > m.end-m.start {
			return true
		}
	}
	return false
}
