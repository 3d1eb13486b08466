package understand

import "github.com/helpaide/helpaide/bot"

// mention is a place in a line where an option is named.
type mention struct {
	option     int
	start, end int
	lasts      bool // it is a duration
}

// named returns the only option that the line names and does not deny.
func (list choices) named(l line) (choice, bool) {
	found := -1
	for _, m := range list.mentions(l) {
		if l.negated(m.start, m.end) || found == m.option || generic[list[m.option].Option.ID] && !l.littleBesides(m) {
			continue
		}
		if found >= 0 {
			return choice{}, false
		}
		found = m.option
	}
	if found < 0 {
		return choice{}, false
	}
	return list[found], true
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

// littleBesides reports whether the line says hardly more than what is mentioned.
func (l line) littleBesides(m mention) bool {
	const fillers = around | still | article | elided | negator
	return l.part(0, m.start).others(fillers)+l.part(m.end, len(l.words)).others(fillers) <= fewOthers
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
