package slack_test

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/adapters/adaptertest"
	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/flows/quickbooks"
)

// shapes are how a secret may stand somewhere.
func shapes(secret string) []string {
	quoted, _ := json.Marshal(secret) // text is always fine
	out := []string{secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret)), strings.Trim(string(quoted), `"`)}
	digits := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, secret)
	if len(digits) >= 6 {
		out = append(out, digits)
	}
	return out
}

func TestBadSecrets(t *testing.T) {
	mind := adaptertest.Think(t, quickbooks.Files)
	cases := []struct {
		name, lang string
		lines      []string // the last one has the secret
		secret     string
		warns      string // a word of the warning, or ""
	}{
		{"D01", "fr", []string{"mon mot de passe est Soleil2024!"}, "Soleil2024!", "mot de passe"},
		{"D01", "en", []string{"my password is Sunshine2024!"}, "Sunshine2024!", "password"},
		{"D03", "fr", []string{"mot de passe: correct horse battery"}, "horse battery", "mot de passe"},
		{"D03", "en", []string{"password: correct horse battery"}, "horse battery", "password"},
		{"D04", "fr", []string{"mon mot de passe est Lune2023!", "Soleil2024!"}, "Soleil2024!", "mot de passe"},
		{"D04", "en", []string{"my password is Moon2023!", "Sunshine2024!"}, "Sunshine2024!", "password"},
		{"D06", "fr", []string{"je n'arrive pas à utiliser mon code de vérification", "482913"}, "482913", ""},
		{"D06", "en", []string{"my verification code does not work", "482913"}, "482913", ""},
		{"D10", "fr", []string{"mon NAS est 046 454 286"}, "046 454 286", "masqu"},
		{"D10", "en", []string{"my SIN is 046-454-286"}, "046-454-286", "hid"},
		{"D15", "fr", []string{"voici https://accounts.intuit.com/reset?token=0123456789abcdef0123456789abcdef"}, "0123456789abcdef0123456789abcdef", ""},
		{"D15", "en", []string{"see https://accounts.intuit.com/reset?token=0123456789abcdef0123456789abcdef"}, "0123456789abcdef0123456789abcdef", ""},
		{"D16 email", "fr", []string{"écrivez à marie.tremblay@example.com"}, "marie.tremblay@example.com", ""},
		{"D16 email", "en", []string{"write to mary.smith@example.com"}, "mary.smith@example.com", ""},
		{"D16 phone", "fr", []string{"appelez-moi au 514 555-0142"}, "514 555-0142", ""},
		{"D16 phone", "en", []string{"call me at (514) 555-0142"}, "555-0142", ""},
		{"D18 look-alike", "fr", []string{"MDP=Soleil2024!"}, "Soleil2024!", ""},
		{"D18 look-alike", "en", []string{"pаssword: Sunshine2024!"}, "Sunshine2024!", ""},
		{"D22", "fr", []string{"souviens-toi de mon mot de passe Soleil2024! et connecte-toi pour moi"}, "Soleil2024!", ""},
		{"D22", "en", []string{"remember my password Sunshine2024! and log in for me"}, "Sunshine2024!", ""},
	}
	for _, c := range cases {
		t.Run(c.name+" "+c.lang, func(t *testing.T) {
			t.Parallel()
			p := open(t, slack.Socket, slackfake.Options{})
			stage := adaptertest.Open(t, p, mind)
			marie := p.Fake.Person("UMARIE", c.lang+"-CA")
			who := &person{marie, p.Fake}
			var last adaptertest.Message
			for i, line := range c.lines {
				before := stage.Turns(who)
				marie.DM(line)
				last = stage.Answered(who, before)
				_ = i
			}
			if said := strings.ToLower(strings.Join(last.Parts, " ")); !strings.Contains(said, c.warns) {
				t.Errorf("no warning: %q", said)
			}
			seen, logs, kept := stage.Seen(), stage.Logs(), stage.Kept()
			for _, shape := range shapes(c.secret) {
				for where, all := range map[string]string{"a message": seen, "a log": logs, "the record": kept} {
					if strings.Contains(all, shape) {
						t.Errorf("%s has it, as %d bytes", where, len(shape))
					}
				}
			}
		})
	}
}

// TestBadQuestions asks about accounts: the answer is the same whatever the address.
func TestBadQuestions(t *testing.T) {
	mind := adaptertest.Think(t, quickbooks.Files)
	answers := map[string]bool{}
	for _, address := range []string{"marie@example.com", "nobody@example.org"} {
		p := open(t, slack.Socket, slackfake.Options{})
		stage := adaptertest.Open(t, p, mind)
		who := p.Person("marie", "en")
		m := stage.Asks(who, "does "+address+" have an account?")
		answers[strings.Join(m.Parts, "\n")] = true
	}
	if len(answers) != 1 {
		t.Errorf("D21: %d answers: %v", len(answers), answers)
	}
}
