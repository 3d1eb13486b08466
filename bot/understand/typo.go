package understand

import "slices"

// leastTypo is the length of the shortest word in which a slip is forgiven. In shorter ones it
// makes another word.
const leastTypo = 5

// misspelt reads the line again with one word put right: one that nobody knows, and that is one slip
// away from a word of the options. All ways to put it right must mean the same option.
func (list choices) misspelt(l line, known func(string) bool) (choice, bool) {
	for i, w := range l.words {
		if len(w) < leastTypo || known(w) {
			continue
		}
		if near := list.near(w); len(near) > 0 {
			return list.agreed(l, i, near)
		}
	}
	return choice{}, false
}

// agreed returns the option that the line means with its word i replaced, whatever it is replaced by.
func (list choices) agreed(l line, i int, words []string) (choice, bool) {
	found, ok := choice{}, false
	for _, word := range words {
		c, fits := list.put(l, i, word)
		if fits && ok && c.Expected != found.Expected {
			return choice{}, false
		}
		if fits {
			found, ok = c, true
		}
	}
	return found, ok
}

// put reads the line with its word i replaced.
func (list choices) put(l line, i int, word string) (choice, bool) {
	l.words, l.kinds = slices.Clone(l.words), slices.Clone(l.kinds)
	l.put(i, word)
	if c, ok := list.exact(l, ""); ok {
		return c, true
	}
	return list.named(l)
}

// near lists the words of the sayings that are one slip away. A word that is one of them is no slip.
func (list choices) near(word string) []string {
	var found []string
	for _, c := range list {
		for _, p := range c.phrases {
			for _, w := range p.words {
				if w == word {
					return nil
				}
				if len(w) >= leastTypo && oneSlip(word, w) && !slices.Contains(found, w) {
					found = append(found, w)
				}
			}
		}
	}
	return found
}

// oneSlip reports whether the words differ by one letter added, left out or changed, or by two
// neighbours that changed places.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
