// Package redact takes codes, passwords, cards and the like out of what people write, before anything is kept,
// logged or shown. It errs on the side of hiding: a harmless word hidden costs a question, a secret kept costs more.
//
// Long numbers of no kind (an order number, 16 digits whose Luhn check fails) are kept outside a code step.
package redact

import (
	"slices"
	"strings"
)

// Kind is what was hidden; "[" + kind + "]" stands in its place.
type Kind string

// The kinds. Card also stands for a bank account (IBAN).
const (
	Code     Kind = "code"
	Password Kind = "password"
	Card     Kind = "card"
	SIN      Kind = "sin"
	SSN      Kind = "ssn"
	Email    Kind = "email"
	Phone    Kind = "phone"
	Address  Kind = "address"
	Token    Kind = "token"
	Document Kind = "document"
)

var kinds = []Kind{Code, Password, Card, SIN, SSN, Email, Phone, Address, Token, Document}

func (k Kind) placeholder() string { return "[" + string(k) + "]" }

// Context is what the question waiting makes likely; several may hold at once.
type Context struct {
	Code     bool // every group of 4 to 8 digits is a code
	Password bool // a word that mixes letters, digits and signs is a password
	Document bool // a reference of letters and digits is a document's number
}

// recognisers run in this order; what one has hidden, the next ones leave alone. The surest come first.
var recognisers = []func(*view, Context){
	urls, passwords, tokens, emails, ibans, cards, documents, dialled, ssns, sins, phones, letteredCodes, addresses, barePasswords, codes,
}

// maxPasses bounds the reading again of what was written: a placeholder is shorter than what it stands for, so
// it can bring a label nearer to a number. Ordinary text with a secret takes two passes, without one, one.
const maxPasses = 12

// Clean returns the text with every secret replaced by its placeholder, and the kinds found, each once, in the
// order in which they appear. What it returns it leaves as it is: Clean of Clean is Clean. Placeholders already
// in the text are kept and not reported, and bytes that are not UTF-8 come back as they were.
func Clean(text string, in Context) (string, []Kind) {
	var found []Kind
	for range maxPasses {
		v := read(text)
		for _, recognise := range recognisers {
			recognise(v, in)
		}
		if len(v.hits) == 0 {
			break
		}
		found = append(found, v.hits...)
		text = v.written()
	}
	return text, inOrder(found, text)
}

func inOrder(found []Kind, text string) []Kind {
	if len(found) == 0 {
		return nil
	}
	slices.Sort(found)
	found = slices.Compact(found)
	slices.SortStableFunc(found, func(a, b Kind) int {
		return strings.Index(text, a.placeholder()) - strings.Index(text, b.placeholder())
	})
	return found
}
