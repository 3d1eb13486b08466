package understand_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestCommands(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(channelOptions()...)}, []want{
		{"retour", "", "back"},
		{"Retour svp", "", "back"},
		{"go back", "", "back"},
		{"can we go back please", "", "back"},
		{"je veux revenir en arrière", "", "back"},
		{"recommencer", "", "restart"},
		{"je veux recommencer", "", "restart"},
		{"peux-tu recommencer du début", "", "restart"},
		{"start over", "", "restart"},
		{"can you say that again please", "", "repeat"},
		{"english", "", "language"},
		{"in english please", "", "language"},
		{"stop", "", "stop"},
		{"laisse faire", "", "stop"},
		{"forget it", "", "stop"},
		{"je veux pas recommencer", "", ""},
		{"I want back in my account", "", ""},
		{"restart", "", "restart"},
	})
	expect(t, bot.Utterance{Lang: "en", Expect: expected(channelOptions()...)}, []want{
		{"français", "", "language"},
		{"english", "", ""},
		{"retour", "", "back"},
	})
}

func TestAskingForAPerson(t *testing.T) {
	var wants []want
	asking := list{
		"agent", "agent!!!", "AGENT SVP", "un humain", "humain", "real person NOW", "a real person please", "human", "parler à une personne",
		"je veux parler à quelqu'un svp", "can I talk to a real person please", "jveux parler a qqun", "je veux parler à un agent",
		"c'est pas vrai, je veux parler à un humain là", "passez-moi un agent", "transfer me to a representative",
		"bon là ça fait trois fois que je fais ça pis ça marche pas, je veux parler à un vrai humain tout de suite",
		"this is useless, get me a human", "I don't want a bot, I want a human", "est-ce que je peux parler à quelqu'un?",
		"could you put me through to someone", "un agent svp, ça fait trois fois que je recommence",
		"non je veux parler à quelqu'un", "j'aimerais mieux jaser avec une vraie personne",
		"chu pas capable de parler à personne", "I can't reach a person",
	}
	for _, text := range asking {
		wants = append(wants, want{text, "", "human"})
	}
	others := list{
		"je veux pas parler à un humain", "I don't want to talk to a person",
		"I talked to an agent yesterday and it is still locked", "un agent m'a dit de réinitialiser mon mot de passe",
		"personne m'a envoyé de code", "j'ai parlé à un agent hier pis mon compte est encore verrouillé",
	}
	for _, text := range others {
		wants = append(wants, want{text, "", ""})
	}
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(channelOptions()...)}, wants)
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(replies("yes", "no")...)}, wants[:len(asking)])
}

func TestSayingThatItWorks(t *testing.T) {
	expect(t, bot.Utterance{Expect: expected(channelOptions()...)}, []want{
		{"c'est réglé", "", "solved"},
		{"c'est réglé merci!", "", "solved"},
		{"ça marche", "", "solved"},
		{"ok ça marche maintenant merci beaucoup", "", "solved"},
		{"it works now", "", "solved"},
		{"I'm in", "", "solved"},
		{"I'm in!! thanks", "", "solved"},
		{"ça marche pas", "", ""},
		{"ça marche toujours pas", "", ""},
		{"ça marche tjrs po", "", ""},
		{"it still doesn't work", "", ""},
		{"c'est pas réglé", "", ""},
		{"it's not fixed", "", ""},
		{"comment ça marche", "", ""},
		{"if it works I will tell you", "", ""},
		{"I'm in Canada", "", ""},
	})
}

func TestAskedOptionsBeatCommands(t *testing.T) {
	options := []bot.Option{option("works", "Ça marche", "It works"), option("stop", "Arrêter le logiciel", "Stop the program", list{"arrêter"})}
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(options...)}, []want{
		{"ça marche", "works", ""},
		{"arrêter", "stop", ""},
	})
}

func TestCorrections(t *testing.T) {
	earlier := asked("missing_code", "channel", channelOptions()...)
	earlier[0].Chosen = true
	options := []bot.Option{option("just_now", "À l'instant", "Just now"), option("earlier", "Il y a longtemps", "Long ago")}
	now := asked("missing_code", "when", options...)
	in := bot.Utterance{Lang: "fr", Expect: append(now, expected()...), Earlier: earlier}
	expect(t, in, []want{
		{"en fait c'était par courriel", "email", ""},
		{"actually email", "email", ""},
		{"je me suis trompé, c'est le courriel", "email", ""},
		{"no wait, email", "email", ""},
		{"oups courriel, pas texto", "email", ""},
		{"Courriel", "email", ""},
		{"finalement c'est un appel", "call", ""},
		{"en fait c'est le texto", "", ""},
		{"longtemps", "", ""},
		{"il y a longtemps", "earlier", ""},
	})
	u := trained(t)
	in.Text = "actually email"
	got, _ := u.Understand(t.Context(), in)
	if got.Flow != "missing_code" || got.Step != "channel" {
		t.Errorf("the correction is placed at %s/%s", got.Flow, got.Step)
	}
}
