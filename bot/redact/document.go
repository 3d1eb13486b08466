package redact

// documents are the numbers of permits, passports, licences and health cards: letters and at least five digits
// within eight words after the name, or right before it; numbers in the very shape of a licence or of a Quebec
// health card anywhere; and in a document step any reference of letters and digits.
func documents(v *view, in Context) {
	for k, a := range v.atoms {
		if a.class&isDocument != 0 {
			v.documentAfter(k)
			v.documentBefore(k)
		}
	}
	for k := range v.atoms {
		if i, j := v.reference(k); j > 0 && (v.licenceShape(i, j) || in.Document && v.lettered(i, j)) {
			v.hide(i, j, Document)
		}
	}
	if in.Document {
		v.loneNumber()
	}
}

func (v *view) documentAfter(label int) {
	for n := label + 1; n < len(v.atoms) && n <= label+8; n++ {
		if i, j := v.reference(n); j > 0 {
			v.hide(i, j, Document)
			return
		}
	}
}

func (v *view) documentBefore(label int) {
	for n := label - 1; n >= 0 && n >= label-9; n-- {
		if i, j := v.reference(n); j > 0 && v.lettered(i, j) {
			v.hide(i, j, Document)
			return
		}
		if v.atoms[n].class&(isNumber|isLink) == 0 && v.atoms[n].j-v.atoms[n].i > 4 {
			return
		}
	}
}

// reference returns the reference that begins with atom k: up to four letters and at least five digits, in
// groups that dashes or single spaces part. Dates and amounts are none.
func (v *view) reference(k int) (i, j int) {
	i = v.atoms[k].i
	if isAlnum(v.c(i-1)) || !v.referenceWord(k, true) {
		return 0, 0
	}
	digits, last := 0, k
	for n := k; n < len(v.atoms) && digits <= 16 && v.referenceWord(n, n == k); n++ {
		if n > k && !v.touches(n) {
			break
		}
		if v.atoms[n].class == isNumber {
			digits += v.size(n)
		}
		last = n
	}
	for last > k && v.atoms[last].class != isNumber && v.c(v.atoms[last].i-1) == ' ' {
		last--
	}
	if digits < 5 || digits > 16 || v.dateLike(k, last+1) || v.amount(k, last+1) || !v.freeAtoms(k, last+1) || isAlnum(v.c(v.atoms[last].j)) {
		return 0, 0
	}
	return i, v.atoms[last].j
}

// referenceWord tells what a reference is made of: numbers, and letters that touch one or are capitals before one.
func (v *view) referenceWord(k int, first bool) bool {
	a := v.atoms[k]
	if a.class == isNumber {
		return true
	}
	if a.class&isWord == 0 || a.j-a.i > 4 {
		return false
	}
	if !first {
		return isDigit(v.c(a.i-1)) || v.c(a.i-1) == '-'
	}
	capital := v.raw[a.i] >= 'A' && v.raw[a.i] <= 'Z' && v.raw[a.j-1] >= 'A' && v.raw[a.j-1] <= 'Z'
	return isDigit(v.c(a.j)) || v.c(a.j) == '-' && isDigit(v.c(a.j+1)) || capital && v.c(a.j) == ' ' && isDigit(v.c(a.j+1)) && a.class&isNumeral == 0
}

func (v *view) touches(n int) bool {
	gap := v.low[v.atoms[n-1].j:v.atoms[n].i]
	return len(gap) == 0 || len(gap) == 1 && (gap[0] == ' ' || gap[0] == '-')
}

func (v *view) lettered(i, j int) bool {
	for ; i < j; i++ {
		if isLetter(v.low[i]) {
			return true
		}
	}
	return false
}

// licenceShape tells A1234-567890-12 and A1234-56789-01234 (Quebec, Ontario) and ABCD 1234 5678 (RAMQ).
func (v *view) licenceShape(i, j int) bool {
	shape := make([]byte, 0, 17)
	for ; i < j; i++ {
		switch {
		case isDigit(v.low[i]):
			shape = append(shape, '9')
		case isLetter(v.low[i]):
			shape = append(shape, 'A')
		}
	}
	switch string(shape) {
	case "A999999999999", "A99999999999999", "AAAA99999999":
		return true
	}
	return false
}

// loneNumber hides a message that is one number of 6 to 15 digits.
func (v *view) loneNumber() {
	all := v.runs()
	if len(v.atoms) == 0 || len(all) != 1 || all[0].a != 0 || all[0].b != len(v.atoms) {
		return
	}
	if n := v.digitsIn(0, len(v.atoms)); n >= 6 && n <= 15 && !v.dateLike(0, len(v.atoms)) {
		v.hideAtoms(0, len(v.atoms), Document)
	}
}
