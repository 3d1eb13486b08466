package redact

// dialled are numbers that say they are telephone numbers: + or 00 and 8 to 15 digits.
func dialled(v *view, _ Context) {
	for _, r := range v.runs() {
		for a := r.a; a < r.b; a++ {
			plus := v.c(v.atoms[a].i-1) == '+' || v.c(v.atoms[a].i-1) == '(' && v.c(v.atoms[a].i-2) == '+'
			double := v.size(a) > 2 && string(v.low[v.atoms[a].i:v.atoms[a].i+2]) == "00" || v.size(a) == 2 && string(v.low[v.atoms[a].i:v.atoms[a].j]) == "00"
			if !plus && !double || v.glued(a, a+1) {
				continue
			}
			low := 8
			if !plus {
				low = 11
			}
			if b := v.upTo(r, a, low, 15); b > 0 {
				v.hidePhone(a, b)
				a = b - 1
			}
		}
	}
}

// phones are numbers in the shapes of North America, of France and of Great Britain, and any 7 to 15 digits
// after a word such as "phone". Ten digits in one piece must be a number that the North American plan allows.
func phones(v *view, _ Context) {
	for _, r := range v.runs() {
		for a := r.a; a < r.b; a++ {
			b := v.phoneFrom(r, a)
			if b > 0 && !v.glued(a, b) && !v.owned(a) {
				v.hidePhone(a, b)
				a = b - 1
			}
		}
	}
}

func (v *view) phoneFrom(r run, a int) (end int) {
	start := a
	if v.size(a) == 1 && v.low[v.atoms[a].i] == '1' && a+1 < r.b {
		if end = v.american(r, a+1); end > 0 {
			return end
		}
	}
	if end = v.american(r, start); end > 0 {
		return end
	}
	if v.low[v.atoms[a].i] == '0' && a == r.a && r.b-r.a >= 3 {
		if n := v.digitsIn(r.a, r.b); n == 10 || n == 11 {
			return r.b
		}
	}
	if v.labelled(a, isPhone, 5) {
		return v.upTo(r, a, 7, 15)
	}
	return 0
}

func (v *view) american(r run, a int) int {
	for _, shape := range [][]int{{3, 3, 4}, {3, 3, 2, 2}, {3, 7}, {6, 4}} {
		if v.shaped(r, a, shape...) {
			return a + len(shape)
		}
	}
	number := v.low[v.atoms[a].i:v.atoms[a].j]
	if len(number) == 11 && number[0] == '1' {
		number = number[1:]
	}
	if len(number) == 10 && number[0] >= '2' && number[3] >= '2' || len(number) == 10 && number[0] == '0' && number[1] >= '6' && number[1] <= '7' {
		return a + 1
	}
	return 0
}

// upTo returns the atom after as many digits as fit from atom a, or 0 when they are too few.
func (v *view) upTo(r run, a, low, high int) (end int) {
	total := 0
	for b := a; b < r.b; b++ {
		total += v.size(b)
		if total > high {
			break
		}
		if total >= low {
			end = b + 1
		}
	}
	return end
}

// hidePhone hides a number with the + and the bracket before it and the extension after it.
func (v *view) hidePhone(a, b int) {
	i, j := v.atoms[a].i, v.atoms[b-1].j
	for v.c(i-1) == '(' || v.c(i-1) == '+' {
		i--
	}
	if b+1 < len(v.atoms) && v.atoms[b].class&isExtension != 0 && v.number(b+1) && v.atoms[b+1].i-j <= 14 {
		j = v.atoms[b+1].j
	}
	v.hide(i, j, Phone)
}
