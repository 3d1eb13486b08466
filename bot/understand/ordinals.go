package understand

import (
	"slices"
	"strconv"
)

// ordinals are the words for a place in a list. The last one has the place -1.
var ordinals = map[string]int{
	"premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "first": 1, "1st": 1, "un": 1, "une": 1, "one": 1,
	"deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2, "2ieme": 2, "2nd": 2, "deux": 2, "two": 2,
	"troisieme": 3, "third": 3, "3e": 3, "3eme": 3, "3ieme": 3, "3rd": 3, "trois": 3, "three": 3,
	"quatrieme": 4, "fourth": 4, "4e": 4, "4eme": 4, "4ieme": 4, "4th": 4, "quatre": 4, "four": 4,
	"cinquieme": 5, "fifth": 5, "5e": 5, "5eme": 5, "5ieme": 5, "5th": 5, "cinq": 5, "five": 5,
	"sixieme": 6, "sixth": 6, "6e": 6, "6eme": 6, "6ieme": 6, "6th": 6, "six": 6,
	"dernier": -1, "derniere": -1, "last": -1,
}

// numbered returns the option whose place the line names: "2", "la deuxième", "the second one". A
// number that a label has is that label's: "5" is "5 minutes ago", not the fifth.
func (list choices) numbered(l line) (choice, bool) {
	place, ok := placeIn(l)
	if c, labelled := list.first().withNumber(place); labelled {
		return c, true
	}
	offered := list.first().uncommanded()
	if place == -1 {
		place = len(offered)
	}
	if !ok || place < 1 || place > len(offered) {
		return choice{}, false
	}
	return offered[place-1], true
}

// placeIn is the only ordinal or number of a line that has nothing else to say.
func placeIn(l line) (int, bool) {
	core := l.trimmed(courtesy)
	if len(core.words) == 1 {
		return ordinal(core.words[0])
	}
	core = core.trimmed(aroundOrdinal)
	if len(core.words) != 1 {
		return 0, false
	}
	return ordinal(core.words[0])
}

func ordinal(word string) (int, bool) {
	if place, ok := ordinals[word]; ok {
		return place, true
	}
	place, err := strconv.Atoi(word)
	return place, err == nil && place > 0 && len(word) < 3
}

// withNumber returns the only option that has the number in a label.
func (list choices) withNumber(n int) (choice, bool) {
	if n < 1 {
		return choice{}, false
	}
	found, count := choice{}, 0
	for _, c := range list {
		if c.hasNumber(strconv.Itoa(n)) {
			found, count = c, count+1
		}
	}
	return found, count == 1
}

// hasNumber reports whether a label has the number as a word.
func (s *sayings) hasNumber(n string) bool {
	for i := range s.phrases {
		if p := &s.phrases[i]; p.label && slices.Contains(p.words, n) {
			return true
		}
	}
	return false
}

// uncommanded leaves out the commands among the options.
func (list choices) uncommanded() choices {
	var kept choices
	for _, c := range list {
		if !isCommand[c.Option.ID] {
			kept = append(kept, c)
		}
	}
	return kept
}
