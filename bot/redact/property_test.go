package redact

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var contexts = []Context{none, coding, passing, papers, {Code: true, Password: true, Document: true}}

// nasty are pieces that recognisers care about, to be put together in any order.
var nasty = []string{"mot de passe", "mdp", "password", "pw", "pass", ":", "=", "est", "is", "c'est mon", "code", "NIP", "permis", "passport", "NAS", "SSN",
	"tel", "rue", "Street", "app.", "12", "482", "913", "482913", "4111 1111 1111 1111", "046454286", "514", "555-0134", "+1", "00", "Soleil2024!",
	"correct horse battery", "marie@example.com", "@", "(at)", "example.com", "https://a.example/x?token=", "&code=", "[code]", "[password]", "[card]",
	"[", "]", ".", "!", "? ", ", ", "\n", "\"", "«", "»", "'", "-", "_", "\u200b", "é", "ﬁ", "½", "а", "４", "٤", "\xff", "😀", "H2X 1Y4", "AB123456",
	"minutes", "erreur", "QuickBooks", "2024", "$", "Bearer", "-----BEGIN", "FR76", "0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d", "et", "mais", "oublié", "x", "number"}

func lines() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.Custom(func(t *rapid.T) string {
			pieces := rapid.SliceOfN(rapid.SampledFrom(nasty), 0, 30).Draw(t, "pieces")
			return strings.Join(pieces, rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		}),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 80), func(b []byte) string { return string(b) }),
	)
}

func TestCleanOfCleanIsClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, in := lines().Draw(t, "text"), rapid.SampledFrom(contexts).Draw(t, "in")
		idempotent(t, text, in)
	})
}

type failer interface{ Fatalf(string, ...any) }

func idempotent(t failer, text string, in Context) {
	once, _ := Clean(text, in)
	twice, found := Clean(once, in)
	if once != twice || len(found) > 0 {
		t.Fatalf("%q\n once %q\ntwice %q %v", text, once, twice, found)
	}
	if utf8.ValidString(text) && !utf8.ValidString(once) {
		t.Fatalf("%q became invalid: %q", text, once)
	}
	for _, k := range kinds {
		if strings.Count(once, k.placeholder()) < strings.Count(text, k.placeholder()) {
			t.Fatalf("%q lost a %s: %q", text, k.placeholder(), once)
		}
	}
}

// around are sentences with room for a secret, which no rule should be able to talk out of hiding it.
var around = map[Kind][]string{
	Password: {"mon mot de passe est %", "mot de passe: %", "my password is %", "MDP=%", "pw: % merci", "% is my password", "bonjour, password = %", "mot de passe :\n%", "pаssword: %"},
	Code:     {"mon code est %", "code: %", "the code is % thanks", "% est le code", "NIP %", "j'ai reçu le code % par texto"},
	Card:     {"%", "ma carte % expire 12/27", "card number: %", "voici %, merci"},
	SIN:      {"%", "mon NAS est %", "SIN: % ok", "voici % merci"},
	SSN:      {"%", "my SSN is %", "ssn: % ok"},
	Email:    {"%", "mon courriel est %.", "write to % please", "<%>", "mailto:%"},
	Phone:    {"%", "mon tel est %", "call me at %, thanks", "(%)"},
	Token:    {"%", "token: %", "voici % merci", "https://a.example/reset?token=%", "Bearer %"},
	Document: {"passeport %", "my passport number is %", "permis no %", "driver's licence: %"},
}

func planted(t *rapid.T, k Kind) string {
	gen := map[Kind]string{
		Password: `[A-Z][a-z]{3,8}[0-9]{2,4}[!$*]`, Code: `[1-9][0-9]{2}[ -]?[0-9]{3}`, SSN: `[1-8][0-9]{2}[- ][0-9]{2}[- ][0-9]{4}`,
		Email: `[a-z]{2,8}[._+-]?[a-z0-9]{1,6}@[a-z]{3,9}\.(com|ca|qc\.ca|org)`, Phone: `(\+1 )?[2-9][0-9]{2}[-. ][2-9][0-9]{2}[-. ][0-9]{4}`,
		Token: `[0-9a-f]{32,64}`, Document: `[A-Z]{1,2}[0-9]{6,8}`,
	}
	switch k {
	case Card:
		return grouped(withLuhn(rapid.StringMatching(`(4[0-9]{14}|5[1-5][0-9]{13}|3[47][0-9]{12}|6011[0-9]{11})`).Draw(t, "card")), 4, rapid.SampledFrom([]string{"", " ", "-"}).Draw(t, "parted"))
	case SIN:
		return grouped(withLuhn(rapid.StringMatching(`[1-9][0-9]{7}`).Draw(t, "sin")), 3, rapid.SampledFrom([]string{"", " ", "-"}).Draw(t, "parted"))
	}
	return rapid.StringMatching(gen[k]).Draw(t, string(k))
}

// withLuhn adds the digit that makes the Luhn check pass, found by trying.
func withLuhn(digits string) string {
	for last := byte('0'); last <= '9'; last++ {
		sum, all := 0, digits+string(last)
		for n := range len(all) {
			d := int(all[len(all)-1-n] - '0')
			if n%2 == 1 {
				d = d*2%10 + d*2/10
			}
			sum += d
		}
		if sum%10 == 0 {
			return all
		}
	}
	panic("no digit passes")
}

func grouped(digits string, size int, between string) string {
	var out strings.Builder
	for i := range len(digits) {
		if i > 0 && i%size == 0 {
			out.WriteString(between)
		}
		out.WriteByte(digits[i])
	}
	return out.String()
}

// dressed writes a text as people evade filters with, or as keyboards do: wide letters, invisible ones within.
func dressed(t *rapid.T, text string) string {
	switch rapid.IntRange(0, 3).Draw(t, "dress") {
	case 1:
		return strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7f {
				return r + 0xfee0
			}
			return r
		}, text)
	case 2:
		return strings.Join(strings.Split(text, ""), "\u200b")
	}
	return text
}

func TestPlantedSecretsNeverSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom([]Kind{Password, Code, Card, SIN, SSN, Email, Phone, Token, Document}).Draw(t, "kind")
		value := planted(t, k)
		worn := dressed(t, value)
		text := strings.ReplaceAll(rapid.SampledFrom(around[k]).Draw(t, "around"), "%", worn)
		in := rapid.SampledFrom(contexts).Draw(t, "in")
		got, _ := Clean(text, in)
		if survives(got, value) || survives(got, worn) {
			t.Fatalf("%s %q survives: Clean(%q) = %q", k, value, text, got)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, piece := range nasty {
		f.Add(piece+" 482913 Soleil2024!", byte(len(piece)))
	}
	f.Fuzz(func(t *testing.T, text string, in byte) {
		idempotent(t, text, Context{Code: in&1 > 0, Password: in&2 > 0, Document: in&4 > 0})
	})
}
