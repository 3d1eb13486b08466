package understand_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/understand"
)

// The families of lines that were once misread, at the kind of question that they were said to.

func whenOptions() []bot.Option {
	return []bot.Option{
		option("just_now", "Il y a moins de 5 minutes", "Less than 5 minutes ago", list{"à l'instant", "deux minutes"}, list{"just now", "a minute ago"}),
		option("earlier", "Il y a plus de 5 minutes", "More than 5 minutes ago", list{"une heure", "ce matin"}, list{"an hour ago", "this morning"}),
	}
}

func seenOptions() []bot.Option {
	return []bot.Option{
		option("just_now", "À l'instant", "Just now"),
		option("five", "Il y a environ 5 minutes", "About 5 minutes ago", list{"5 minutes"}, list{"5 minutes"}),
		option("ten", "Il y a environ 10 minutes", "About 10 minutes ago", list{"10 minutes"}, list{"10 minutes"}),
		option("over", "Plus de 15 minutes", "More than 15 minutes ago", list{"15 minutes", "quinze minutes"}, list{"15 minutes"}),
	}
}

func reachOptions() []bot.Option {
	return []bot.Option{
		option("reached", "Oui, au moins un des deux", "Yes, at least one of them", list{"le téléphone", "mon cell", "le courriel"}, list{"my phone", "my cell", "my email"}),
		option("unreached", "Non, ni l'un ni l'autre", "No, neither", list{"plus accès", "aucun des deux"}, list{"none", "no access"}),
		option("unsure", "Je ne sais pas", "I don't know", list{"pas certain"}, list{"not sure"}),
	}
}

// lockedExpected are the answers to a question of account_locked, and the commands.
func lockedExpected(options ...bot.Option) []bot.Expected {
	list := asked("account_locked", "seen", options...)
	for _, id := range bot.Commands() {
		list = append(list, bot.Expected{Option: labels()[id]})
	}
	return list
}

func TestDurationsAsAnswers(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(whenOptions()...)}, []want{
		{"PLUS DE 5 MINUTES", "earlier", ""}, {"more than 5 minutes", "earlier", ""}, {"moins de 5 minutes", "just_now", ""},
		{"depuis 20 minutes", "earlier", ""}, {"ça fait 2 min", "just_now", ""}, {"y a 2 minutes", "just_now", ""}, {"20min", "earlier", ""},
		{"ça doit faire une demi-heure", "earlier", ""}, {"une demi-heure", "earlier", ""}, {"like an hour and a half", "earlier", ""},
		{"half an hour ago i think", "earlier", ""}, {"une couple de minutes", "just_now", ""}, {"i've been waiting for 20 minutes", "earlier", ""},
		{"un bon quart d'heure", "earlier", ""}, {"about twenty five minutes", "earlier", ""}, {"2 jours", "earlier", ""},
	})
	expect(t, bot.Utterance{Lang: "en", Expect: lockedExpected(seenOptions()...)}, []want{
		{"15 minutes", "over", ""}, {"20 minutes ago", "over", ""}, {"12 minutes", "ten", ""}, {"8 minutes", "five", ""}, {"3 minutes", "", ""},
		{"i saw it maybe 10 minutes ago", "ten", ""}, {"depuis 10 minutes", "ten", ""},
	})
}

func TestAScreenReadAloudIsNoAnswer(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: lockedExpected(seenOptions()...)}, []want{
		{"ça dit verrouillé pendant 15 minutes", "", ""}, {"it says account locked for 15 minutes", "", ""},
		{"says try again in 15 minutes", "", ""}, {"on me dit d'attendre 15 minutes", "", ""}, {"locked 15 minutes", "", ""},
	})
}

func TestGenericRepliesToAGuide(t *testing.T) {
	in := bot.Utterance{Lang: "fr", Expect: expected(replies("done", "failed", "cannot", "again")...)}
	var wants []want
	for reply, texts := range map[bot.OptionID]list{
		"again": {"comment ca", "comment ça?", "je sais pas comment", "je sais pas comment faire ça", "c'est où ça", "i don't know how", "i dont know how to do that",
			"how do i do that?", "where is that", "wheres that", "je comprends pas", "j'ai pas compris", "what do you mean", "c'est quoi ça"},
		"done": {"c fait", "c'est fait", "bon c'est ajouté", "bon c'est débloqué", "ok done that", "done", "i just added it", "jai cliqué", "ça y est", "cest fait"},
		"failed": {"non y a rien dans les pourriels", "non il y a vraiment rien là-dedans encore", "nope i checked everything twice and nothing", "pas fait", "not done",
			"y a rien", "nothing there"},
	} {
		for _, text := range texts {
			wants = append(wants, want{text, reply, ""})
		}
	}
	expect(t, in, wants)
	found := []bot.Option{option("done", "Oui, je l'ai trouvé", "Yes, I found it", list{"trouvé"}, list{"found it"}), labels()["failed"],
		option("cannot", "J'ai fermé la page", "I closed the page", list{"fenêtre fermée"}, list{"i closed the window"}), labels()["again"]}
	expect(t, bot.Utterance{Lang: "en", Expect: expected(found...)}, []want{
		{"yes found it in my work email!", "done", ""}, {"oh crap i closed the window", "cannot", ""}, {"oups j'ai fermé la page par accident", "cannot", ""},
		{"oui il était dans mes vieux courriels finalement là", "done", ""},
	})
}

func TestYesAndNoOpenALine(t *testing.T) {
	expect(t, bot.Utterance{Lang: "en", Expect: expected(replies("yes", "no")...)}, []want{
		{"no never", "no", ""}, {"jamais", "no", ""}, {"never", "no", ""}, {"no i told you its in the lake", "no", ""}, {"yeah its right here in my hand", "yes", ""},
		{"oui je l'ai dans mes mains en ce moment même", "yes", ""}, {"non je l'ai laissé chez ma soeur en fin de semaine", "no", ""},
		{"yes but the page is still blank on my side", "", ""}, {"no code", "", ""}, {"yes but my account is locked", "", ""},
	})
}

func TestNotKnowing(t *testing.T) {
	expect(t, bot.Utterance{Lang: "en", Expect: expected(reachOptions()...)}, []want{
		{"no clue", "unsure", ""}, {"aucune idée", "unsure", ""}, {"chu pas sûr", "unsure", ""}, {"dunno", "unsure", ""}, {"je m'en souviens plus", "unsure", ""},
	})
}

func TestWhatIsLostIsNotThere(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(reachOptions()...)}, []want{
		{"j'ai perdu mon cell mais j'ai encore mon courriel", "reached", ""}, {"i lost my phone but i still have my email", "reached", ""},
		{"j'ai perdu mon cell", "", ""}, {"j'ai perdu mon cell pis mon courriel", "unreached", ""}, {"j'ai pu mon cell ni mon courriel", "unreached", ""},
		{"I don't have my phone or my email anymore", "unreached", ""}, {"j'ai encore mon courriel", "reached", ""}, {"jai pu accès", "unreached", ""},
	})
	earlier := asked("missing_code", "channel", reachOptions()...)
	earlier[0].Chosen = true
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(channelOptions()...), Earlier: earlier}, []want{
		{"ni l'un ni l'autre", "unreached", ""}, {"neither", "unreached", ""},
	})
}

func TestWhoSpeaksIsNoRequest(t *testing.T) {
	in := bot.Utterance{Lang: "fr", Expect: expected(channelOptions()...)}
	expect(t, in, []want{
		{"t'es un robot?", "", "repeat"}, {"es-tu un humain", "", "repeat"}, {"are you a real person?", "", "repeat"}, {"am i talking to a bot", "", "repeat"},
		{"c'est-tu un robot ça?", "", "repeat"}, {"est-ce que je parle à une vraie personne?", "", "repeat"},
		{"tu es un robot, je veux du monde", "", "human"}, {"you're a bot, i want people", "", "human"}, {"can i talk to a real person?", "", "human"},
	})
	for _, text := range []string{"t'es un robot?", "es-tu un humain", "are you a bot?"} {
		if got := read(t, text); got.Sure || got.Command != "" || len(got.Guesses) > 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// A pack that has an aside about who speaks answers with it, at a question too.
func TestWhoSpeaksIsAnAsideOfThePack(t *testing.T) {
	b, lines := book(), examples()
	b.Flows = append(b.Flows, bot.Flow{ID: "who", Aside: true, Title: text("qui répond", "who answers")})
	lines["fr"]["who"] = list{"es-tu un robot", "t'es un robot", "êtes-vous un robot", "c'est un robot ça", "je parle à un robot", "es-tu une machine"}
	lines["en"]["who"] = list{"are you a robot", "are you a bot", "is this a bot", "am i talking to a robot", "are you a machine", "who are you"}
	u, err := understand.New(b, lines)
	if err != nil {
		t.Fatal(err)
	}
	for _, expect := range [][]bot.Expected{nil, expected(channelOptions()...)} {
		for _, text := range []string{"t'es un robot?", "are you a bot?"} {
			got, err := u.Understand(t.Context(), bot.Utterance{Text: text, Expect: expect})
			if err != nil || !got.Sure || got.Guesses[0].Flow != "who" || got.Command != "" {
				t.Errorf("%q: %+v, %v", text, got, err)
			}
		}
	}
}

func TestShortAnswersThatNothingAsksFor(t *testing.T) {
	for _, text := range []string{"yes", "oui", "fait", "oui trouvé", "accepted", "reçu", "it worked", "expired", "got it", "rien", "nope", "ok c'est fait", "neither"} {
		if got := read(t, text); got.Sure || len(got.Guesses) > 0 || got.Option != "" || got.Command != "" {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := read(t, "ok merci"); !got.Sure || got.Guesses[0].Flow != "thanks_bye" {
		t.Errorf("thanks: %+v", got)
	}
}

func TestWordsNeverSeenGiveNoGuess(t *testing.T) {
	for _, in := range []bot.Utterance{{}, {Lang: "en", Expect: expected(channelOptions()...)}} {
		for _, text := range []string{"blorp", "zzzz", "qwerty uiop", "blablabla", "gnarf plouk"} {
			in.Text = text
			if got, _ := trained(t).Understand(t.Context(), in); got.Sure || len(got.Guesses) > 0 {
				t.Errorf("%q: %+v", text, got)
			}
		}
	}
}

// Only a word of another problem takes the person away from a question.
func TestLeavingAQuestion(t *testing.T) {
	u := trained(t)
	in := bot.Utterance{Lang: "fr", Expect: expected(whenOptions()...)}
	for text, flow := range map[string]bot.FlowID{
		"mon compte est barré asteure": "account_locked", "my account is locked now": "account_locked", "j'ai oublié mon mot de passe aussi": "forgot_credentials",
		"merci beaucoup": "thanks_bye", "15 minutes pendant 15 minutes": "", "c'est long ces affaires-là": "", "how much longer": "", "combien de temps encore": "",
	} {
		in.Text = text
		got, _ := u.Understand(t.Context(), in)
		if got.Sure != (flow != "") || got.Sure && got.Guesses[0].Flow != flow {
			t.Errorf("%q: sure %v of %v, want %q", text, got.Sure, got.Guesses, flow)
		}
	}
}

// What is said of two problems alike takes the person away when the line is sure, and a bare word does not.
func TestLeavingForOneOfTwoNeighbours(t *testing.T) {
	u := trained(t)
	in := bot.Utterance{Lang: "fr", Expect: asked("account_locked", "seen", whenOptions()...)}
	for text, flow := range map[string]bot.FlowID{
		"le code n'arrive pas": "missing_code", "mon code est refusé": "code_refused", "the code never came": "missing_code", "code": "", "mon code": "",
	} {
		in.Text = text
		got, _ := u.Understand(t.Context(), in)
		if got.Sure != (flow != "") || len(got.Guesses) > 0 != got.Sure || got.Sure && got.Guesses[0].Flow != flow {
			t.Errorf("%q: sure %v of %v, want %q", text, got.Sure, got.Guesses, flow)
		}
	}
}

func TestTheLanguageWithinAPoliteSentence(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(channelOptions()...)}, []want{
		{"sorry can we continue in english please", "", "language"}, {"could you speak english please?", "", "language"}, {"on peut-tu continuer en anglais svp", "", ""},
		{"the email was in english", "email", ""},
	})
	expect(t, bot.Utterance{Lang: "en", Expect: expected(channelOptions()...)}, []want{{"est-ce qu'on peut parler en français", "", "language"}})
}

func TestNotSolvedIsMoreThanNoToTheHelp(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(replies("helpful", "unhelpful")...)}, []want{
		{"non c'est pas réglé du tout", "", ""}, {"hmm no it kicked me out again", "", ""}, {"non", "unhelpful", ""},
	})
}

func TestHeardBeforeTheQuestion(t *testing.T) {
	for text, option := range map[string]bot.OptionID{
		"nothing in my inbox, the code never came": "email", "j'ai rien reçu par texto, pas de code": "text",
	} {
		got := read(t, text)
		if len(got.Heard) != 1 || got.Heard[0].Option != option {
			t.Errorf("%q: heard %v of %v", text, got.Heard, got.Guesses)
		}
	}
}
