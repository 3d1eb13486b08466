package redact

// labelled tells whether a word of that class stands within so many words before atom k. Numbers and
// placeholders in a row count as one word, so that hiding one of them changes no distance.
func (v *view) labelled(k int, want class, within int) bool {
	return v.labelBefore(k, want, within) >= 0
}

func (v *view) labelBefore(k int, want class, within int) int {
	for n := k - 1; n >= 0 && within > 0; within-- {
		if v.atoms[n].class&want != 0 {
			return n
		}
		n = v.atoms[n].row - 1
	}
	return -1
}

// labelAfter is labelBefore the other way. A long row of numbers ends the search.
func (v *view) labelAfter(k int, want class, within int) int {
	for n := k; n < len(v.atoms) && within > 0; within-- {
		if v.atoms[n].class&want != 0 {
			return n
		}
		row := v.atoms[n].row
		for n++; n < len(v.atoms) && v.atoms[n].row == row && n < k+32; n++ {
		}
	}
	return -1
}

// owned tells whether the number at atom k belongs to something harmless named just before it: an order, an
// invoice, an error, a version. Words such as "number" and "is" may stand between.
func (v *view) owned(k int) bool {
	for n := k - 1; n >= 0 && n >= k-4; n-- {
		if v.atoms[n].class&isOwner != 0 {
			return true
		}
		if v.atoms[n].class&(isLink|isNumeral) == 0 {
			return false
		}
	}
	return false
}
