package redact

// sins are Canadian social insurance numbers: nine digits that pass the Luhn check, together or parted, or any
// nine digits after the name of the number. Nine digits after the name of something else (a file, an order) are kept.
func sins(v *view, _ Context) {
	for _, r := range v.runs() {
		var check luhn
		for a := r.a; a < r.b; a++ {
			b := v.nine(r, a)
			if b == 0 || v.glued(a, b) {
				continue
			}
			if check.even == nil {
				check = v.luhn(r)
			}
			first := v.digitsIn(r.a, a)
			if v.labelled(a, isSIN, 4) || check.holds(first, first+9) && !v.owned(a) {
				v.hideAtoms(a, b, SIN)
				a = b - 1
			}
		}
	}
}

// nine returns the atom after nine digits from atom a, written 3-3-3, as one, or as all there is in the run.
func (v *view) nine(r run, a int) int {
	switch {
	case v.shaped(r, a, 9):
		return a + 1
	case v.shaped(r, a, 3, 3, 3):
		return a + 3
	case a == r.a && r.b-r.a <= 9 && v.digitsIn(r.a, r.b) == 9:
		return r.b
	}
	return 0
}

// ssns are United States social security numbers: 3-2-4 with something between, not 000, or nine digits
// after the name of the number.
func ssns(v *view, _ Context) {
	for _, r := range v.runs() {
		for a := r.a; a < r.b; a++ {
			b := v.nine(r, a)
			if v.shaped(r, a, 3, 2, 4) && (string(v.low[v.atoms[a].i:v.atoms[a].j]) != "000" || v.labelled(a, isSSN, 4)) {
				b = a + 3
			} else if b == 0 || !v.labelled(a, isSSN, 4) {
				continue
			}
			v.hideAtoms(a, b, SSN)
			a = b - 1
		}
	}
}
