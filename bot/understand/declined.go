package understand

// deniedAround reports whether the wish at j is denied: "je veux pas parler", "I don't want to talk".
// It looks back no further than to who speaks.
func (l line) deniedAround(j int) bool {
	if j+1 < len(l.words) && l.denies(j+1) && !l.unableAt(j+1) {
		return true
	}
	for k := j - 1; k >= 0 && !l.speaksAt(k); k-- {
		if l.denies(k) {
			return !l.unableAt(k)
		}
		if !l.is(k, wish|reaching|reach|elided) {
			return false
		}
	}
	return false
}

// speaksAt reports whether word i is the person who speaks.
func (l line) speaksAt(i int) bool {
	w := l.words[i]
	return w == "je" || w == "j" || w == "i"
}

// unableAt reports whether the negation at k is of being able: who cannot reach a person wants one.
func (l line) unableAt(k int) bool {
	return l.is(k, unable) || k > 0 && l.is(k-1, unable) || k+1 < len(l.words) && l.is(k+1, unable)
}

// tellsOfTalk reports whether the clause tells of a talk that was: "I spoke to", "j'ai parlé à",
// "un agent m'a dit".
func (l line) tellsOfTalk() bool {
	for i, w := range l.words {
		if l.is(i, told) {
			return true
		}
		if i == 0 || !l.is(i-1, auxiliary) {
			continue
		}
		switch w {
		case "parle", "dit", "appele", "contacte", "demande":
			return true
		}
	}
	return false
}

// declinesPerson reports whether the line names people to say no, or nobody: the model sees the
// words, not the negation.
func (l line) declinesPerson() bool {
	for i := range l.words {
		if !l.is(i, people) {
			continue
		}
		if l.negated(i, i+1) || l.deniedAround(i) || l.words[i] == "personne" && i+1 < len(l.words) && l.is(i+1, auxiliary|negator|elided) {
			return true
		}
		for j := max(0, i-6); j < i; j++ {
			if l.is(j, reaching) && l.deniedAround(j) {
				return true
			}
		}
	}
	return l.tellsOfTalk()
}
