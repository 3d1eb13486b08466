package redact

// addresses are street addresses in both orders (123, rue Sainte-Catherine; 456 Elm Street), with the flat after
// them, post office boxes, Canadian postal codes and United States states with their ZIP code. A town alone is kept.
func addresses(v *view, _ Context) {
	for k := range v.atoms {
		switch {
		case v.number(k) && !isAlnum(v.c(v.atoms[k].i-1)) && v.size(k) <= 6:
			v.street(k)
		case v.atoms[k].class&isWord != 0:
			v.box(k)
			v.zip(k)
		}
		v.postalCode(k)
	}
}

// street hides an address whose number is atom k.
func (v *view) street(k int) {
	n := k + 1
	if n < len(v.atoms) && v.atoms[n].class&isWord != 0 && v.atoms[n].j-v.atoms[n].i == 1 && v.atoms[n].i-v.atoms[k].j <= 1 && v.atoms[n].class&isUnit == 0 {
		n++ // 123B, 123 A
	}
	if n >= len(v.atoms) {
		return
	}
	end := v.frenchStreet(n)
	if end == 0 {
		end = v.englishStreet(n)
	}
	if end > 0 {
		v.hide(v.atoms[k].i, v.atoms[v.flat(end)-1].j, Address)
	}
}

// frenchStreet returns the atom after "rue de la Montagne", or 0: a kind of street, then its name.
func (v *view) frenchStreet(n int) int {
	if v.atoms[n].class&isRue == 0 || !v.near(n) {
		return 0
	}
	named, end := 0, n+1
	for ; end < len(v.atoms) && end <= n+7 && v.near(end); end++ {
		a := v.atoms[end]
		particle := a.class&isParticle != 0
		if !particle && (a.class&(isCommon|isFlat) != 0 && a.class&isStreetWord == 0 && v.lower(end)) || a.class&isOpaque != 0 {
			break
		}
		if named > 0 && v.lower(end) && !particle && a.class&isStreetWord == 0 && v.c(a.i-1) == ' ' {
			break
		}
		if !particle {
			named++
		}
	}
	for end > n+1 && v.atoms[end-1].class&isParticle != 0 {
		end--
	}
	if named == 0 {
		return 0
	}
	return end
}

// englishStreet returns the atom after "Elm Street West", or 0: up to four words of a name, then a kind of street.
func (v *view) englishStreet(n int) int {
	for end := n; end < len(v.atoms) && end <= n+4 && v.near(end); end++ {
		a := v.atoms[end]
		if a.class == isNumber && end+1 < len(v.atoms) && v.atoms[end+1].i == a.j && v.atoms[end+1].class&isUnit != 0 {
			end++ // 7th, 3e
			continue
		}
		if a.class&isStreet != 0 && end > n {
			end++
			if end < len(v.atoms) && v.near(end) && v.atoms[end].class&isStreetWord != 0 {
				end++
			}
			return end
		}
		if a.class&(isUnit|isOpaque|isOwner) != 0 || a.class&isCommon != 0 && v.lower(end) {
			return 0
		}
	}
	return 0
}

// near tells whether atom n follows the one before it in the same piece of text.
func (v *view) near(n int) bool {
	gap := v.low[v.atoms[n-1].j:v.atoms[n].i]
	for x, c := range gap {
		if c != ' ' && c != '-' && c != '\'' && c != '.' && (c != ',' || x > 0) {
			return false
		}
	}
	return len(gap) <= 2
}

func (v *view) lower(n int) bool { c := v.raw[v.atoms[n].i]; return c >= 'a' && c <= 'z' }

// flat returns the atom after "app. 3" or "suite 200" when it follows, else end.
func (v *view) flat(end int) int {
	for n := end; n < len(v.atoms) && n <= end+1; n++ {
		if v.atoms[n].class&isFlat != 0 && n+1 < len(v.atoms) && v.atoms[n+1].i-v.atoms[n].j <= 3 && v.atoms[n].i-v.atoms[end-1].j <= 4 {
			return n + 2
		}
	}
	return end
}

// postalCode hides A1A 1A1 from its first letter, atom k.
func (v *view) postalCode(k int) {
	i := v.atoms[k].i
	j := i + 3
	if isAlnum(v.c(i-1)) || !v.shape(i, "A9A") {
		return
	}
	if v.c(j) == ' ' || v.c(j) == '-' {
		j++
	}
	if v.shape(j, "9A9") && !isAlnum(v.c(j+3)) && v.low[i] != 'd' && v.low[i] != 'z' && v.low[i] != 'w' {
		v.hide(i, j+3, Address)
	}
}

func (v *view) shape(i int, shape string) bool {
	for n := range len(shape) {
		c := v.c(i + n)
		if shape[n] == 'A' && !isLetter(c) || shape[n] == '9' && !isDigit(c) {
			return false
		}
	}
	return true
}

// zip hides "NY 10001" and "NY 10001-1234": the two capitals of a state, then five digits.
func (v *view) zip(k int) {
	a := v.atoms[k]
	if a.class&isState == 0 || k+1 >= len(v.atoms) || v.raw[a.i] < 'A' || v.raw[a.i] > 'Z' || v.raw[a.i+1] < 'A' || v.raw[a.i+1] > 'Z' {
		return
	}
	if v.number(k+1) && v.size(k+1) == 5 && v.atoms[k+1].i-a.j == 1 {
		end := k + 2
		if end < len(v.atoms) && v.number(end) && v.size(end) == 4 && v.c(v.atoms[end].i-1) == '-' {
			end++
		}
		v.hideAtoms(k, end, Address)
	}
}

// box hides "C.P. 123", "case postale 123" and "P.O. Box 123".
func (v *view) box(k int) {
	if c := v.low[v.atoms[k].i]; c != 'c' && c != 'p' {
		return
	}
	word := func(n int, want string) bool {
		return n < len(v.atoms) && string(v.low[v.atoms[n].i:v.atoms[n].j]) == want && (n == k || v.near(n))
	}
	end := 0
	switch {
	case word(k, "c") && word(k+1, "p"), word(k, "case") && word(k+1, "postale"):
		end = k + 2
	case word(k, "po") && word(k+1, "box"):
		end = k + 2
	case word(k, "p") && word(k+1, "o") && word(k+2, "box"):
		end = k + 3
	}
	if end > 0 && end < len(v.atoms) && v.number(end) && v.near(end) {
		v.hideAtoms(k, end+1, Address)
	}
}
