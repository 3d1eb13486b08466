package redact

// run is digit atoms a ≤ x < b that follow one another, parted by no more than three spaces, dashes and the like.
type run struct{ a, b int }

// runs lists the runs none of whose digits is hidden yet.
func (v *view) runs() []run {
	var all []run
	for k := 0; k < len(v.atoms); k++ {
		if !v.number(k) {
			continue
		}
		r := run{k, k + 1}
		for r.b < len(v.atoms) && v.number(r.b) && v.joined(r.b) {
			r.b++
		}
		all = append(all, r)
		k = r.b - 1
	}
	return all
}

func (v *view) number(k int) bool {
	a := v.atoms[k]
	return a.class == isNumber && v.free(a.i, a.j)
}

// joined tells whether numbers k-1 and k can be parts of one. A slash parts an area code, but days of months too.
func (v *view) joined(k int) bool {
	gap := v.low[v.atoms[k-1].j:v.atoms[k].i]
	if len(gap) == 1 && gap[0] == '/' {
		return v.size(k-1) == 3 && v.size(k) == 3
	}
	if len(gap) > 3 {
		return false
	}
	for _, c := range gap {
		if !isSpace(c) && c != '-' && c != '.' && c != '_' && c != '(' && c != ')' {
			return false
		}
	}
	return true
}

// size is how many digits atom k has.
func (v *view) size(k int) int { return v.atoms[k].j - v.atoms[k].i }

// digitsIn is how many digits the numbers a ≤ k < b have in all.
func (v *view) digitsIn(a, b int) int {
	if a >= b {
		return 0
	}
	n := v.atoms[b-1].digits - v.atoms[a].digits
	if v.atoms[b-1].class == isNumber {
		n += v.size(b - 1)
	}
	return n
}

// shaped tells whether the digit atoms from a have these sizes, one after another, within the run.
func (v *view) shaped(r run, a int, sizes ...int) bool {
	if a+len(sizes) > r.b {
		return false
	}
	for n, size := range sizes {
		if v.size(a+n) != size {
			return false
		}
	}
	return true
}

func (v *view) hideAtoms(a, b int, k Kind) { v.hide(v.atoms[a].i, v.atoms[b-1].j, k) }

func (v *view) freeAtoms(a, b int) bool { return v.free(v.atoms[a].i, v.atoms[b-1].j) }

// glued tells whether letters touch the digits on either side: ab1234 is one word.
func (v *view) glued(a, b int) bool {
	return isAlnum(v.c(v.atoms[a].i-1)) || isAlnum(v.c(v.atoms[b-1].j))
}

// luhn holds, for the digits of a run, the sums that make the check of any stretch of them one subtraction.
type luhn struct{ even, odd []int }

func (v *view) luhn(r run) luhn {
	n := v.digitsIn(r.a, r.b)
	l := luhn{make([]int, 1, n+1), make([]int, 1, n+1)}
	for k := r.a; k < r.b; k++ {
		for _, c := range v.low[v.atoms[k].i:v.atoms[k].j] {
			plain := int(c - '0')
			twice := 2 * plain
			if twice > 9 {
				twice -= 9
			}
			x := len(l.even) - 1
			if x%2 == 0 {
				plain, twice = twice, plain
			}
			l.even = append(l.even, l.even[x]+twice) // digits at even places plain, at odd places doubled
			l.odd = append(l.odd, l.odd[x]+plain)
		}
	}
	return l
}

// holds tells whether digits a ≤ x < b pass the Luhn check, the last one taken plain. All zeros do not.
func (l luhn) holds(a, b int) bool {
	sums := l.even
	if (b-1)%2 == 1 {
		sums = l.odd
	}
	sum := sums[b] - sums[a]
	return sum%10 == 0 && sum > 0
}
