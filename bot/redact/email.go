package redact

import "strings"

// notSecret are Intuit's own addresses, which the flows tell people to look for.
var notSecret = []string{"do_not_reply@intuit.com", "no_response@intuit.com"}

// emails are name@host.tld, also with @ written %40, (at), [at] or arobas, and spaces around it.
func emails(v *view, _ Context) {
	for i := range len(v.low) {
		left, right := v.atSign(i)
		if right == 0 {
			continue
		}
		from, to := v.localPart(left), v.host(right)
		if from < left && to > right && v.free(from, to) && !v.intuits(from, to) {
			v.hide(from, to, Email)
		}
	}
}

// atSign returns where the name must end and the host begin when something at i means @, else zero.
func (v *view) atSign(i int) (left, right int) {
	sign, loose := 0, false
	switch v.low[i] {
	case '@':
		sign = 1
	case '%':
		if v.has(i, "%40") {
			sign = 3
		}
	case '(', '[':
		if v.has(i+1, "at") && (v.c(i+3) == ')' || v.c(i+3) == ']') {
			sign, loose = 4, true
		}
	case 'a':
		if v.has(i, "arobas") && isSpace(v.c(i-1)) {
			sign, loose = v.wordEnd(i)-i, true
		}
	}
	if sign == 0 {
		return 0, 0
	}
	left, right = i, i+sign
	if loose || v.c(left-1) == ' ' && v.c(right) == ' ' {
		for v.c(left-1) == ' ' {
			left--
		}
		for v.c(right) == ' ' {
			right++
		}
	}
	return left, right
}

func (v *view) has(i int, word string) bool {
	return i >= 0 && i+len(word) <= len(v.low) && string(v.low[i:i+len(word)]) == word
}

func (v *view) wordEnd(i int) int {
	for isLetter(v.c(i)) {
		i++
	}
	return i
}

func (v *view) localPart(end int) int {
	i := end
	for i > 0 && (isAlnum(v.low[i-1]) || strings.IndexByte("._%+-'!#$&*/=?^`{|}~", v.low[i-1]) >= 0) {
		i--
	}
	for i < end && !isAlnum(v.low[i]) && v.low[i] != '_' {
		i++
	}
	for x := end - 1; x > i; x-- { // what leads to an address: mailto=marie@…, ?email=marie@…, //marie@…
		if c := v.low[x]; c == '=' || c == '/' || c == '?' || c == '&' {
			return x + 1
		}
	}
	return i
}

// host returns the end of host.tld from i, or i when there is none.
func (v *view) host(i int) int {
	j, dot := i, 0
	for ; isAlnum(v.c(j)) || (v.c(j) == '-' || v.c(j) == '.') && isAlnum(v.c(j+1)); j++ {
		if v.c(j) == '.' {
			dot = j
		}
	}
	if dot <= i || j-dot < 3 || !isLetter(v.c(dot+1)) {
		return i
	}
	return j
}

// intuits compares what was written, not what it looks like: an address that only looks like Intuit's is hidden.
func (v *view) intuits(from, to int) bool {
	written := v.src[v.at[from]:v.after(to)]
	for _, address := range notSecret {
		if strings.EqualFold(written, address) {
			return true
		}
	}
	return false
}
