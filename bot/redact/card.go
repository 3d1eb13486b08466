package redact

// cards are 13 to 19 digits, together or in groups, that pass the Luhn check and begin as payment cards do
// (2 to 6). In a longer run (a card, then its date) a card is one group, or groups of 15 or 16 digits in all.
// Three or four digits after the name of a card's check code are hidden too.
func cards(v *view, _ Context) {
	for _, r := range v.runs() {
		if v.digitsIn(r.a, r.b) >= 13 {
			v.cardsIn(r, v.luhn(r))
		}
	}
	for k, a := range v.atoms {
		if a.class&isCVV == 0 {
			continue
		}
		if n := v.numberSoon(k, 4); n > 0 && (v.size(n) == 3 || v.size(n) == 4) {
			v.hideAtoms(n, n+1, Card)
		}
	}
}

func (v *view) cardsIn(r run, check luhn) {
	first := 0 // place of atom a's first digit among those of the run
	for a := r.a; a < r.b; a++ {
		if b := v.cardFrom(r, a, first, check); b > 0 {
			v.hideAtoms(a, b, Card)
			first += v.digitsIn(a, b)
			a = b - 1
			continue
		}
		first += v.size(a)
	}
}

// cardFrom returns the atom after the longest card that begins with atom a, or 0.
func (v *view) cardFrom(r run, a, first int, check luhn) (end int) {
	if c := v.low[v.atoms[a].i]; c < '2' || c > '6' {
		return 0
	}
	total := 0
	for b := a + 1; b <= r.b && total <= 19; b++ {
		total += v.size(b - 1)
		whole := a == r.a && b == r.b || b == a+1
		if (total == 15 || total == 16 || whole && total >= 13 && total <= 19) && check.holds(first, first+total) {
			end = b
		}
	}
	return end
}

// numberSoon returns the first number within so many atoms after atom k, or 0.
func (v *view) numberSoon(k, within int) int {
	for n := k + 1; n < len(v.atoms) && n <= k+within; n++ {
		if v.number(n) {
			return n
		}
	}
	return 0
}
