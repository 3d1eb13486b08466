package understand_test

import (
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func read(t *testing.T, text string) bot.Reading {
	t.Helper()
	got, err := trained(t).Understand(t.Context(), bot.Utterance{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestProblemsAreRecognised(t *testing.T) {
	u := trained(t)
	for text, flow := range map[string]bot.FlowID{
		"mon compte est barré":                      "account_locked",
		"chu barré dehors de mon compte":            "account_locked",
		"locked out, says 15 minutes":               "account_locked",
		"jai pas recu mon code":                     "missing_code",
		"jrecois pas le code par texto":             "missing_code",
		"I still have not received the code":        "missing_code",
		"j'ai oublié mon mdp":                       "forgot_credentials",
		"jai oublié mon mot de pase":                "forgot_credentials",
		"forgot my pasword":                         "forgot_credentials",
		"mon code 482913 est invalide":              "code_refused",
		"it says the code is invalid":               "code_refused",
		"c'est quoi la météo demain, quel temps":    "out_of_scope",
		"what's the weather like tomorrow":          "out_of_scope",
		"merci beaucoup":                            "thanks_bye",
		"est-ce que je peux jaser avec du monde la": "contact_human",
	} {
		got, _ := u.Understand(t.Context(), bot.Utterance{Text: text})
		if !got.Sure || got.Guesses[0].Flow != flow {
			t.Errorf("%q: sure %v of %v, want %s", text, got.Sure, got.Guesses, flow)
		}
	}
}

func TestAPersonIsACommand(t *testing.T) {
	if got := read(t, "est-ce que je peux jaser avec du monde la"); got.Command != bot.CmdHuman {
		t.Errorf("command %q", got.Command)
	}
}

func TestStrangeWordsGiveNoGuess(t *testing.T) {
	for _, text := range []string{"asdf qwer", "zxcvbnm,./", "مرحبا لا أستطيع الدخول", "не могу войти", "我忘了密码", "482913", "!!!", "", "🙃🙃🙃", "\xff\xfe\x00", "hjkl wwww kkkk"} {
		if got := read(t, text); len(got.Guesses) > 0 || got.Sure || got.Option != "" || got.Command != "" {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestTwoProblemsInOneMessage(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, also bot.FlowID
	}{
		{"mon compte est verrouillé et en plus j'ai pas reçu le code", "account_locked", "missing_code"},
		{"I forgot my password and also my account is locked", "forgot_credentials", "account_locked"},
		{"j'ai oublié mon mot de passe. le code arrive pas non plus.", "forgot_credentials", "missing_code"},
		{"j'ai oublié mon mot de passe pis mon compte est barré", "forgot_credentials", "account_locked"},
		{"j'ai oublié mon mot de passe, merci beaucoup", "forgot_credentials", ""},
		{"bonjour, mon compte est verrouillé", "account_locked", ""},
		{"mon compte est verrouillé, compte bloqué pour 15 min", "account_locked", ""},
		{"j'ai oublié mon nom d'utilisateur et mon mot de passe", "forgot_credentials", ""},
	} {
		got := read(t, c.text)
		if !got.Sure || got.Guesses[0].Flow != c.first || got.Also != c.also {
			t.Errorf("%q: sure %v %v also %q, want %s also %q", c.text, got.Sure, got.Guesses, got.Also, c.first, c.also)
		}
	}
}

func TestAnswersGivenBeforeTheQuestion(t *testing.T) {
	channel := func(id bot.OptionID) []bot.Heard {
		return []bot.Heard{{Flow: "missing_code", Step: "channel", Option: id}}
	}
	for text, want := range map[string][]bot.Heard{
		"j'ai pas reçu le texto avec mon code":                         channel("text"),
		"the email with the code never came":                           channel("email"),
		"j'ai pas reçu mon code":                                       nil,
		"j'ai pas reçu le code ni par texto ni par courriel":           nil,
		"I did not get the code, not by text, by email":                channel("email"),
		"j'ai pas reçu le code par texto ou par courriel":              nil,
		"mon compte est verrouillé et j'ai pas reçu le code par texto": channel("text"),
	} {
		got := read(t, text)
		if len(got.Heard) != len(want) || len(want) > 0 && got.Heard[0] != want[0] {
			t.Errorf("%q: heard %v, want %v (%v)", text, got.Heard, want, got.Guesses)
		}
	}
}

func TestLanguages(t *testing.T) {
	in := bot.Utterance{Expect: expected(channelOptions()...)}
	u := trained(t)
	for text, lang := range map[string]bot.Lang{
		"je suis pas capable d'entrer": "fr", "mon compte est barré": "fr", "jrecois po mon code": "fr", "bonjour": "fr", "oui merci": "fr",
		"I can't get in": "en", "locked out 15 min": "en", "hello": "en", "no thanks": "en", "my account is locked": "en",
		"ok": "", "code": "", "email": "", "text": "", "2": "", "call": "", "": "", "xqzt": "", "#4": "", "123456": "",
		"la deuxième": "fr", "the second one": "en", "par texto": "fr",
	} {
		in.Text = text
		if got, _ := u.Understand(t.Context(), in); got.Lang != lang {
			t.Errorf("%q: %q, want %q", text, got.Lang, lang)
		}
	}
}

// Gibberish is no reason to change the language.
func TestGibberishIsInNoLanguage(t *testing.T) {
	for _, text := range []string{"asdf qwer zxcv", "xkcd hjkl vbnm", "zzz zzz zzz"} {
		if got := read(t, text).Lang; got != "" {
			t.Errorf("%q is %q", text, got)
		}
	}
}

func TestScoresAreProbabilitiesInOrder(t *testing.T) {
	u := trained(t)
	for _, flows := range examples() {
		for _, texts := range flows {
			for _, text := range texts {
				checkReading(t, bot.Utterance{Text: text}, u)
			}
		}
	}
}

func TestAVeryLongLine(t *testing.T) {
	checkReading(t, bot.Utterance{Text: strings.Repeat("mon compte est verrouillé et ", 5000), Expect: expected(channelOptions()...)}, trained(t))
	checkReading(t, bot.Utterance{Text: strings.Repeat("a", 100_000)}, trained(t))
	checkReading(t, bot.Utterance{Text: strings.Repeat("e\u0301", 50_000)}, trained(t))
}
