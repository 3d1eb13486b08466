package redact

// codes are groups of 4 to 8 digits, perhaps split (482 913) or led by letters (G-482913). In a code step every
// one is; elsewhere a word such as "code", "NIP" or "vérification" must stand near, and nothing must say that the
// number is something else: a price, a year, a date, an amount of something, an error, an order.
func codes(v *view, in Context) {
	for _, r := range v.runs() {
		for a := r.a; a < r.b; {
			b := v.codeFrom(r, a)
			if b == 0 {
				a++
				continue
			}
			if in.Code || v.namedCode(r, a, b) {
				v.hideCode(a, b)
			}
			a = b
		}
	}
}

// codeFrom returns the atom after one code that begins at atom a, or 0: a whole run of 4 to 8 digits, one group
// of that size, or smaller groups until they make 4 or more.
func (v *view) codeFrom(r run, a int) int {
	if n := v.digitsIn(a, r.b); n >= 4 && n <= 8 && !v.cents(r, a) {
		return r.b
	}
	if n := v.size(a); n >= 4 {
		if n > 8 {
			return 0
		}
		return a + 1
	}
	total := 0
	for b := a; b < r.b && v.size(b) < 4; b++ {
		if total += v.size(b); total >= 6 {
			return b + 1
		}
	}
	return 0
}

// cents tells an amount such as 20.00, which even a code step does not take for a code.
func (v *view) cents(r run, a int) bool {
	return r.b == a+2 && v.size(a+1) == 2 && v.c(v.atoms[a+1].i-1) == '.' && v.c(v.atoms[a].j) == '.'
}

func (v *view) hideCode(a, b int) {
	i := v.atoms[a].i
	if a > 0 && v.c(i-1) == '-' && v.atoms[a-1].class&isWord != 0 && v.atoms[a-1].j == i-1 && i-1-v.atoms[a-1].i <= 4 {
		i = v.atoms[a-1].i
	}
	v.hide(i, v.atoms[b-1].j, Code)
}

func (v *view) namedCode(r run, a, b int) bool {
	before := v.codeLabel(v.labelBefore(a, isCode, 8))
	after := v.codeLabel(v.labelAfter(b, isCode, 6))
	direct := before >= 0 && v.links(before+1, a)
	switch {
	case v.amount(a, b):
		return false
	case before < 0 && after < 0:
		return v.sentCode(r, a, b)
	case direct:
		return true
	case v.owned(a), v.year(a, b), v.dateLike(a, b), v.c(v.atoms[a].i-1) == '#':
		return false
	case isAlnum(v.c(v.atoms[a].i-1)) || isAlnum(v.c(v.atoms[b-1].j)):
		return false
	}
	return true
}

// sentCode tells a number that somebody was sent or given: "it sent me 771204", "y m'ont texté 771204". Without
// "me", or with less than 6 digits, received things are counted, so the whole of a number that is no date is asked for.
func (v *view) sentCode(r run, a, b int) bool {
	digits := v.digitsIn(a, b)
	if r.a != a || r.b != b || digits < 4 || digits > 8 || v.owned(a) || v.year(a, b) || v.dateLike(a, b) || v.c(v.atoms[a].i-1) == '#' || v.glued(a, b) {
		return false
	}
	if number := v.low[v.atoms[a].i:v.atoms[b-1].j]; len(number) == 8 && (string(number[:2]) == "19" || string(number[:2]) == "20") {
		return false
	}
	me := false
	for k := a - 1; k >= 0 && k >= a-4; k-- {
		word := string(v.low[v.atoms[k].i:v.atoms[k].j])
		switch {
		case senders[word]:
			me = me || k > 0 && v.sentToMe(k)
			return me || digits >= 6
		case word == "me" || word == "us" || word == "m" || word == "nous":
			me = true
		case v.atoms[k].class&isLink == 0:
			return false
		}
	}
	return false
}

// sentToMe tells "m'a envoyé", "m'ont texté": what stands before the verb at atom k.
func (v *view) sentToMe(k int) bool {
	for n := k - 1; n >= 0 && n >= k-3; n-- {
		switch string(v.low[v.atoms[n].i:v.atoms[n].j]) {
		case "m", "ma", "mont", "me", "nous":
			return true
		}
	}
	return false
}

// senders are the verbs of sending, giving and getting.
var senders = map[string]bool{
	"sent": true, "send": true, "sends": true, "gave": true, "gives": true, "give": true, "texted": true, "texts": true, "emailed": true, "got": true,
	"received": true, "sending": true, "giving": true, "envoye": true, "envoyee": true, "envoie": true, "envoyer": true, "donne": true, "texte": true,
	"recu": true, "recois": true, "receive": true, "receiving": true, "getting": true, "pogne": true, "ecrit": true,
}

// codeLabel returns k when the word there names a code that lets somebody in, and -1 when it is a postal code,
// an error code and so on.
func (v *view) codeLabel(k int) int {
	if k < 0 {
		return -1
	}
	for n := max(0, k-1); n < min(len(v.atoms), k+4); n++ {
		if n > k+1 && v.atoms[n-1].class&isLink == 0 {
			break
		}
		if v.atoms[n].class&isOtherCode != 0 {
			return -1
		}
	}
	return k
}

// links tells whether nothing but "is", "number" and the like stands between atoms a and b.
func (v *view) links(a, b int) bool {
	for k := a; k < b; k++ {
		if v.atoms[k].class&(isLink|isCode) == 0 {
			return false
		}
	}
	return true
}

// amount tells a price, a share, a decimal, a time, or so many of something.
func (v *view) amount(a, b int) bool {
	i, j := v.atoms[a].i, v.atoms[b-1].j
	for v.c(i-1) == ' ' {
		i--
	}
	switch v.c(i - 1) {
	case '$', otherSign: // € and £ are other signs
		return true
	case '.', ',', ':', '/':
		if isDigit(v.c(i - 2)) {
			return true
		}
	}
	if c := v.c(j); (c == '.' || c == ',' || c == ':' || c == '/') && isDigit(v.c(j+1)) {
		return true
	}
	if c := v.c(j); c == '%' || c == '$' || c == ' ' && (v.c(j+1) == '$' || v.c(j+1) == '%') {
		return true
	}
	return b < len(v.atoms) && v.atoms[b].class&isUnit != 0 && v.atoms[b].i-j <= 1
}

func (v *view) year(a, b int) bool {
	number := string(v.low[v.atoms[a].i:v.atoms[b-1].j])
	return len(number) == 4 && (number[:2] == "19" || number[:2] == "20")
}

// dateLike tells 2026-11-22, 22.11.2026, and a number beside the name of a month.
func (v *view) dateLike(a, b int) bool {
	r := run{a, b}
	if v.shaped(r, a, 4, 2, 2) || v.shaped(r, a, 2, 2, 4) {
		return true
	}
	return a > 0 && v.atoms[a-1].class&isMonth != 0 || b < len(v.atoms) && v.atoms[b].class&isMonth != 0
}

// letteredCodes are codes of letters and digits right after their name, and in a code step a message that is one.
func letteredCodes(v *view, in Context) {
	for k := range v.atoms {
		if v.atoms[k].class&isCode != 0 {
			v.letteredCode(k)
		}
	}
	if i, j := v.trim(0, len(v.low)); in.Code && v.codeWord(i, j) {
		v.hide(i, j, Code)
	}
}

// letteredCode hides a code of letters and digits right after its name: "code: A7K2P9".
func (v *view) letteredCode(k int) {
	n := k + 1
	for n < len(v.atoms) && n <= k+4 && v.atoms[n].class&(isLink|isCode) != 0 && !isDigit(v.c(v.atoms[n].j)) {
		n++
	}
	if n >= len(v.atoms) || v.codeLabel(k) < 0 {
		return
	}
	i, j := v.word(v.atoms[n].i)
	if i == v.atoms[n].i && v.codeWord(i, j) {
		v.hide(i, j, Code)
	}
}

// codeWord tells 4 to 10 capitals or digits, dashes aside, two digits or more and a letter among them.
func (v *view) codeWord(i, j int) bool {
	digits, letters := 0, 0
	for x := i; x < j; x++ {
		switch c := v.raw[x]; {
		case isDigit(c):
			digits++
		case isLetter(v.low[x]):
			letters++
		case c != '-':
			return false
		}
	}
	return digits >= 2 && letters > 0 && digits+letters >= 4 && digits+letters <= 10 && v.free(i, j) && !v.harmless(i, j)
}
