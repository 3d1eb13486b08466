//go:build integration

package faults

import (
	"fmt"
	"math/rand/v2"
	"regexp"
)

// What people and agents type though they should not. A password can be told by its beginning, a card by
// its first digits, and there are few codes, so that all of them can be looked for at once.
const (
	password = "Vrakelo7"
	card     = "45320151"
)

var codes = []string{"482913", "907346", "615028"}

var (
	toAssistant = []string{
		"my password is {password}", "mon mot de passe est {password}", "password: {password}", "le mot de passe, c'est {password}",
		"the verification code is {code}", "mon code de vérification est le {code}", "code: {code}", "j'ai reçu le code {code}",
		"my card number is {card}", "ma carte est la {card}", "{card}",
	}
	toPerson = []string{"Your verification code is {code}.", "Votre mot de passe temporaire est {password}", "I see card {card} on file."}
)

var hole = regexp.MustCompile(`\{\w+\}`)

// leak is a sentence with a secret in it.
func leak(chance *rand.Rand, from []string) string {
	return hole.ReplaceAllStringFunc(from[chance.IntN(len(from))], func(name string) string {
		switch name {
		case "{password}":
			return fmt.Sprintf("%s!%d", password, chance.IntN(1000))
		case "{code}":
			return codes[chance.IntN(len(codes))]
		}
		number := luhn(fmt.Sprintf("%s%07d", card, chance.IntN(10_000_000)))
		return number[:4] + " " + number[4:8] + " " + number[8:12] + " " + number[12:]
	})
}

// luhn is the number with its check digit.
func luhn(digits string) string {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return fmt.Sprintf("%s%d", digits, (10-sum%10)%10)
}

// planted finds a secret in a text. A code is one only where no letter, digit or point is beside it:
// fractions of seconds have six digits too.
var planted = regexp.MustCompile(password + `|4532[ -]?0151|(?:^|[^0-9A-Za-z.])(?:482[ -]?913|907[ -]?346|615[ -]?028)(?:[^0-9A-Za-z]|$)`)
