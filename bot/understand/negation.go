package understand

// negated reports whether the words from start to end are said not to be so: "pas par texto",
// "I don't have it", "je l'ai pas".
func (l line) negated(start, end int) bool {
	return l.deniedBefore(start, end) || l.deniedAfter(start, end)
}

// deniedBefore looks back from start for a negation, over words that carry none. A comma ends the look.
func (l line) deniedBefore(start, end int) bool {
	last := end == len(l.words) || l.breaks[end] != joined
	for i := start; i > 0; i-- {
		if l.breaks[i] != joined {
			return false
		}
		if l.nowhere(i - 1) {
			return false
		}
		if l.denies(i-1) || l.is(i-1, losing) {
			return true
		}
		if l.joins(i-1, last) {
			i--
			continue
		}
		if !l.is(i-1, reach) {
			return l.replacedAt(i)
		}
	}
	return false
}

// joins reports whether word i joins two things that are denied together: "not the phone or the email",
// "j'ai perdu mon cell et mon courriel". "And" may begin something new unless the thing is the last.
func (l line) joins(i int, last bool) bool {
	switch l.words[i] {
	case "or", "ou":
		return true
	case "and", "et", "puis":
		return last
	}
	return false
}

// nowhere reports whether word i says that nothing came, and what follows says where: "rien dans mes
// courriels", "nothing by text".
func (l line) nowhere(i int) bool {
	if i+1 >= len(l.words) || l.words[i] != "rien" && l.words[i] != "nothing" {
		return false
	}
	switch l.words[i+1] {
	case "dans", "par", "sur", "via", "in", "by", "on", "au", "en", "a":
		return true
	}
	return false
}

// denies reports whether word i is a negation: a negator, or the t of "shouldn't".
func (l line) denies(i int) bool {
	if l.is(i, negator) {
		return true
	}
	if l.words[i] != "t" || i == 0 {
		return false
	}
	verb := l.words[i-1]
	return len(verb) > 1 && verb[len(verb)-1] == 'n'
}

// replaced stands before what the person does not mean.
var replaced = phrases("au lieu,plutot que,instead of,rather than,instead")

// replacedAt reports whether "au lieu de", "plutôt que" or "instead of" ends before word i.
func (l line) replacedAt(i int) bool {
	for _, p := range replaced {
		n := len(p.words)
		if i >= n && begins(l.words[i-n:i], p.words) {
			return true
		}
	}
	return false
}

// deniedAfter looks for a negation behind. After a noun it may belong to what follows ("texto pas
// reçu"), so it counts only at the end; after a phrase such as "je l'ai" it always counts.
func (l line) deniedAfter(start, end int) bool {
	i := end
	for i < len(l.words) && l.is(i, still) && l.breaks[i] == joined {
		i++
	}
	if i >= len(l.words) || l.breaks[i] != joined || !l.is(i, ender) {
		return false
	}
	rest := i + 1
	return end-start > 1 || rest == len(l.words) || l.breaks[rest] != joined || l.is(rest, closesNo)
}
