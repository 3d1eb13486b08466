package redact

// ibans are bank account numbers with their country: two letters, two check digits, then 11 to 30 letters and
// digits, perhaps in groups of four, whose remainder by 97 is 1.
func ibans(v *view, _ Context) {
	for k, a := range v.atoms {
		if a.class&isWord == 0 || a.j-a.i != 2 || !isDigit(v.c(a.j)) || isAlnum(v.c(a.i-1)) || k+1 >= len(v.atoms) {
			continue
		}
		if end := v.ibanFrom(a.i); end > 0 && v.free(a.i, end) {
			v.hide(a.i, end, Card)
		}
	}
}

// ibanFrom returns the end of the longest account number from i, or 0.
func (v *view) ibanFrom(i int) (end int) {
	kept := make([]byte, 0, 34)
	for j := i; len(kept) < 34; j++ {
		switch c := v.c(j); {
		case c == otherLetter:
			return end
		case isAlnum(c):
			kept = append(kept, c)
		case c != ' ' && c != '-' || !isAlnum(v.c(j+1)):
			return end
		}
		if !isAlnum(v.c(j+1)) && len(kept) >= 15 && mod97(kept) == 1 {
			end = j + 1
		}
	}
	return end
}

// mod97 is the remainder of an account number, its first four characters last, letters counted from 10.
func mod97(account []byte) (rest int) {
	for n := range account {
		c := account[(n+4)%len(account)]
		if isDigit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'a') + 10) % 97
		}
	}
	return rest
}
