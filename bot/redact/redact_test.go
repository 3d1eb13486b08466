package redact

import (
	"slices"
	"testing"
)

// secret is a line and what it must become.
type secret struct {
	in   Context
	text string
	want string
}

func check(t *testing.T, table []secret) {
	t.Helper()
	for _, c := range table {
		if got, _ := Clean(c.text, c.in); got != c.want {
			t.Errorf("Clean(%q, %+v)\n got %q\nwant %q", c.text, c.in, got, c.want)
		}
		if again, found := Clean(c.want, c.in); again != c.want {
			t.Errorf("not left alone: %q became %q (%v)", c.want, again, found)
		}
	}
}

var (
	none    = Context{}
	coding  = Context{Code: true}
	passing = Context{Password: true}
	papers  = Context{Document: true}
)

func TestPasswords(t *testing.T) {
	check(t, []secret{
		{none, "mon mot de passe est Soleil2024!", "mon mot de passe est [password]"},
		{none, "my password is Sunshine2024!", "my password is [password]"},
		{none, "mot de passe: correct horse battery", "mot de passe: [password]"},
		{none, "password: correct horse battery", "password: [password]"},
		{none, "mon mot de passe est correct horse battery staple", "mon mot de passe est [password]"},
		{none, "MDP=Soleil2024", "MDP=[password]"},
		{none, "mdp Soleil2024!", "mdp [password]"},
		{none, "mpasse: soleil", "mpasse: [password]"},
		{none, "mot d'passe: soleil", "mot d'passe: [password]"},
		{none, "m0t de p@sse : soleil", "m0t de p@sse : [password]"},
		{none, "pаssword: sunshine", "pаssword: [password]"},
		{none, "ｐａｓｓｗｏｒｄ： sunshine", "ｐａｓｓｗｏｒｄ： [password]"},
		{none, "pass\u200bword: sun\u200bshine", "pass\u200bword: [password]"},
		{none, "Soleil2024! c'est mon mot de passe", "[password] c'est mon mot de passe"},
		{none, "Sunshine2024! is my password", "[password] is my password"},
		{none, "sunshine est mon mot de passe", "[password] est mon mot de passe"},
		{none, "j'ai mis Soleil2024! comme mot de passe", "j'ai mis [password] comme mot de passe"},
		{none, "pw hunter22 please help", "pw [password] please help"},
		{none, "passwd=hunter2", "passwd=[password]"},
		{none, "user: marie pass: hunter2", "user: marie pass: [password]"},
		{none, "passphrase: purple monkey dishwasher", "passphrase: [password]"},
		{none, "my password is hunter2 and it does not work", "my password is [password] and it does not work"},
		{none, "mot de passe:\nSoleil2024!", "mot de passe:\n[password]"},
		{none, "voici mon mot de passe\nSoleil2024!", "voici mon mot de passe\n[password]"},
		{none, "my password for QuickBooks Online is sunshine", "my password for QuickBooks Online is [password]"},
		{none, "mot de passe de Marie: soleil", "mot de passe de Marie: [password]"},
		{none, `le mot de passe "soleil de minuit" est refusé`, `le mot de passe "[password]" est refusé`},
		{none, "password: 123456", "password: [password]"},
		{none, "mon mdp c'est 123456", "mon mdp c'est [password]"},
		{none, "j'ai changé mon mot de passe pour Soleil2024! et depuis rien", "j'ai changé mon mot de passe pour [password] et depuis rien"},
		{none, "p@ssw0rd is my password", "[password] is my password"},
		{none, "mot de passe: Soleil2024!. Merci de votre aide", "mot de passe: [password] Merci de votre aide"},
		{passing, "Soleil2024!", "[password]"},
		{passing, "ok Soleil2024! merci", "ok [password] merci"},
		{passing, "hunter22", "[password]"},
		{none, "Soleil2024!", "[password]"},
	})
}

func TestNoPasswords(t *testing.T) {
	for _, text := range []string{
		"j'ai oublié mon mot de passe", "mon mot de passe ne marche pas", "my password is wrong", "my password is not working",
		"le mot de passe est refusé", "reset my password please", "mot de passe: refusé, que faire?", "mon mot de passe n'est pas accepté",
		"problème de mot de passe: je ne reçois rien", "what is my password?", "quel est mon mot de passe", "this is my password problem",
		"mot de passe oublié", "password reset", "the problem is my password", "mon mot de passe est trop court", "password: forgot it",
		"mot de passe?", "mdp???", "mon mot de passe pour QuickBooks 2024 est perdu", "my password expired 15 minutes ago",
		"le mot de passe sur mon iPhone12 est enregistré", "[password]", "mot de passe: [password]", "my password is saved in Chrome",
	} {
		for _, in := range []Context{none, passing, papers} {
			if got, found := Clean(text, in); got != text {
				t.Errorf("Clean(%q, %+v) = %q, %v", text, in, got, found)
			}
		}
	}
}

func TestCodes(t *testing.T) {
	check(t, []secret{
		{none, "mon code est 482913", "mon code est [code]"},
		{none, "the code is 4829", "the code is [code]"},
		{none, "code 482 913", "code [code]"},
		{none, "G-482913 is your Google verification code", "[code] is your Google verification code"},
		{none, "NIP: 4829", "NIP: [code]"},
		{none, "my PIN is 2024", "my PIN is [code]"},
		{none, "code de vérification : 48-29-13", "code de vérification : [code]"},
		{none, "j'ai reçu 482913 comme code", "j'ai reçu [code] comme code"},
		{none, "code: A7K2P9", "code: [code]"},
		{none, "code ４８２９１３", "code [code]"},
		{none, "code 48\u200b29\u200b13", "code [code]"},
		{none, "code ٤٨٢٩١٣", "code [code]"},
		{coding, "482913", "[code]"},
		{coding, "c'est 482 913", "c'est [code]"},
		{coding, "4 8 2 9 1 3", "[code]"},
		{coding, "482913 ou 551204", "[code] ou [code]"},
		{coding, "G-482913", "[code]"},
		{coding, "A7K2P9", "[code]"},
		{coding, "j'ai l'erreur 6190", "j'ai l'erreur [code]"},
	})
}

func TestNoCodes(t *testing.T) {
	for _, text := range []string{
		"15 minutes", "9 h 30", "2026", "QuickBooks 2024", "erreur 404", "error 6190", "error code 6190", "code d'erreur 6190",
		"j'attends le code depuis 2026", "le code ne vient pas, commande 48291", "code postal 90210", "j'ai 1500 clients et pas de code",
		"le code coûte 4500 $", "$4500 pour un code", "1 234,56 $", "482913", "order 4829134829134", "code reçu le 22 novembre 2026",
		"le 2026-11-22 sans code", "le code a 6 chiffres", "Do_not_reply@intuit.com", "no_response@intuit.com", "[code]", "code: [code]",
		"le code arrive après 2000 ms", "numéro de commande 123456789012",
	} {
		if got, found := Clean(text, none); got != text {
			t.Errorf("Clean(%q) = %q, %v", text, got, found)
		}
	}
}

func TestNumbers(t *testing.T) {
	check(t, []secret{
		{none, "carte 4111 1111 1111 1111", "carte [card]"},
		{none, "4111-1111-1111-1111 exp 12/27", "[card] exp 12/27"},
		{none, "4111111111111111", "[card]"},
		{none, "amex 3782 822463 10005", "amex [card]"},
		{none, "４１１１ １１１１ １１１１ １１１１", "[card]"},
		{none, "4111 1111 1111 1111 123", "[card] 123"},
		{none, "cvv 123", "cvv [card]"},
		{none, "4111 1111 1111 1112", "4111 1111 1111 1112"},
		{none, "NAS 046 454 286", "NAS [sin]"},
		{none, "046-454-286", "[sin]"},
		{none, "046454286", "[sin]"},
		{none, "my SIN is 123456789", "my SIN is [sin]"},
		{none, "123456789", "123456789"},
		{none, "SSN 123-45-6789", "SSN [ssn]"},
		{none, "123 45 6789", "[ssn]"},
		{none, "social security number 123456789", "social security number [ssn]"},
		{none, "IBAN FR76 3000 6000 0112 3456 7890 189 merci", "IBAN [card] merci"},
		{none, "DE89370400440532013000", "[card]"},
		{none, "514-555-0134", "[phone]"},
		{none, "appelez-moi au (514) 555-0134 poste 12 svp", "appelez-moi au [phone] svp"},
		{none, "+1 514 555 0134", "[phone]"},
		{none, "5145550134", "[phone]"},
		{none, "514.555.0134", "[phone]"},
		{none, "+33 6 12 34 56 78", "[phone]"},
		{none, "06 12 34 56 78", "[phone]"},
		{none, "0044 20 7946 0958", "[phone]"},
		{none, "mon cell: 555-0134", "mon cell: [phone]"},
		{none, "commande 4500123456", "commande 4500123456"},
		{coding, "514-555-0134", "[phone]"},
	})
}

func TestPlacesAndPeople(t *testing.T) {
	check(t, []secret{
		{none, "marie@example.com", "[email]"},
		{none, "écrivez à Marie.Tremblay+qb@exemple.qc.ca.", "écrivez à [email]."},
		{none, "marie (at) example.com", "[email]"},
		{none, "marie arobas example.com", "[email]"},
		{none, "marie%40example.com", "[email]"},
		{none, "mailto:marie@example.com", "mailto:[email]"},
		{none, "from Do_not_reply@Intuit.com to marie@example.com", "from Do_not_reply@Intuit.com to [email]"},
		{none, "Do_nоt_reply@intuit.com", "[email]"},
		{none, "123, rue Sainte-Catherine Ouest, app. 4, Montréal H2X 1Y4", "[address], Montréal [address]"},
		{none, "j'habite au 4567 boul. Saint-Laurent", "j'habite au [address]"},
		{none, "I live at 456 Elm Street, apt 5", "I live at [address]"},
		{none, "789 King St W, Toronto", "[address], Toronto"},
		{none, "12 rue des érables", "[address]"},
		{none, "C.P. 123", "[address]"},
		{none, "P.O. Box 456", "[address]"},
		{none, "Springfield, IL 62701", "Springfield, [address]"},
		{none, "15 minutes sur la route", "15 minutes sur la route"},
		{none, "I tried 3 times on the road", "I tried 3 times on the road"},
		{none, "permis T1234-567890-12", "permis [document]"},
		{none, "my passport number is AB123456", "my passport number is [document]"},
		{none, "licence D1234-56789-01234", "licence [document]"},
		{none, "RAMQ TREM 1234 5678", "RAMQ [document]"},
		{none, "passeport no 123456789", "passeport no [document]"},
		{papers, "AB123456", "[document]"},
		{papers, "12345678", "[document]"},
		{none, "mon passeport expire le 2027-05-12", "mon passeport expire le 2027-05-12"},
		{none, "licence QuickBooks 2024", "licence QuickBooks 2024"},
	})
}

func TestTokens(t *testing.T) {
	for name, token := range madeTokens() {
		for _, text := range []string{token, "voici " + token + " merci", "key=" + token} {
			got, found := Clean(text, none)
			if survives(got, token) || !slices.Contains(found, Token) {
				t.Errorf("%s: Clean(%q) = %q, %v", name, text, got, found)
			}
		}
	}
	hex := madeTokens()["hex"]
	check(t, []secret{
		{none, "https://accounts.intuit.com/reset?token=" + hex, "https://accounts.intuit.com/reset?token=[token]"},
		{none, "https://accounts.intuit.com/r?a=1&code=abc123xyz&b=2", "https://accounts.intuit.com/r?a=1&code=[token]&b=2"},
		{none, "https://marie:soleil@intuit.com/", "https://marie:[password]@intuit.com/"},
		{none, "https://quickbooks.intuit.com/learn-support/fr-ca/help-article/accounting-and-bookkeeping/recuperer-compte-lorsque-pouvez-connecter/L367nlElJ_CA_fr_CA", "https://quickbooks.intuit.com/learn-support/fr-ca/help-article/accounting-and-bookkeeping/recuperer-compte-lorsque-pouvez-connecter/L367nlElJ_CA_fr_CA"},
		{none, "https://quickbooks.intuit.com/learn-support/en-ca/help-article/login-password/fix-sign-error-oops-something-went-wrong/L9ebtZ5Ip_CA_en_CA", "https://quickbooks.intuit.com/learn-support/en-ca/help-article/login-password/fix-sign-error-oops-something-went-wrong/L9ebtZ5Ip_CA_en_CA"},
	})
}

func TestKindsInOrder(t *testing.T) {
	text := "code 482913, marie@example.com, 514-555-0134, code 111222"
	if _, found := Clean(text, none); !slices.Equal(found, []Kind{Code, Email, Phone}) {
		t.Errorf("found %v", found)
	}
	if got, found := Clean("rien ici", none); got != "rien ici" || found != nil {
		t.Errorf("%q, %v", got, found)
	}
}

func TestInvalidUTF8Survives(t *testing.T) {
	for text, want := range map[string]string{
		"\xff\xfe":                    "\xff\xfe",
		"\xffcode 482913\xfe ok\xc3":  "\xffcode [code] ok\xc3",
		"a\xed\xa0\x80b":              "a\xed\xa0\x80b",
		"mon mot de passe est \xffab": "mon mot de passe est \xff[password]",
	} {
		if got, _ := Clean(text, none); got != want {
			t.Errorf("Clean(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestCodesThatWereSent(t *testing.T) {
	both := Context{Code: true, Password: true}
	check(t, []secret{
		{none, "it sent me 771204 but says its wrong", "it sent me [code] but says its wrong"},
		{none, "they texted me 7712 again", "they texted me [code] again"},
		{none, "they gave me the 771204 and nothing", "they gave me the [code] and nothing"},
		{none, "I got 771204", "I got [code]"},
		{none, "I keep getting 771-204", "I keep getting [code]"},
		{none, "ça m'a envoyé 771204 mais c'est pas bon", "ça m'a envoyé [code] mais c'est pas bon"},
		{none, "y m'ont donné le 7712", "y m'ont donné le [code]"},
		{none, "j'ai reçu le 771204", "j'ai reçu le [code]"},
		{none, "jai recu 771 204", "jai recu [code]"},
		{both, "482913", "[code]"},
		{both, "4829", "[code]"},
		{both, "48291377", "[code]"},
		{both, "c'est 482913", "c'est [code]"},
		{both, "Soleil2024!", "[password]"},
		{both, "482913771", "[password]"},
		{passing, "482913", "[password]"},
	})
	for _, text := range []string{
		"I got 1500 clients", "j'ai reçu 2500 factures", "they sent me 4 emails", "I received invoice 48291", "j'ai reçu la commande 482913",
		"reçu le 22 novembre 2026", "it gave me error 6190", "ça m'a donné l'erreur 61907", "they sent me $4500", "il m'a donné 4500 $",
		"I got 2026", "reçu 20261122", "I got locked 1500 times", "j'ai reçu 1500 à date",
	} {
		if got, found := Clean(text, none); got != text {
			t.Errorf("Clean(%q) = %q, %v", text, got, found)
		}
	}
}
