package understand_test

import (
	"github.com/helpaide/helpaide/bot"
)

// A small pack, made by hand: enough flows to be confused, and the register of the people who write.

func text(fr, en string) bot.Text { return bot.Text{"fr": fr, "en": en} }

func option(id bot.OptionID, fr, en string, also ...[]string) bot.Option {
	o := bot.Option{ID: id, Label: text(fr, en)}
	if len(also) > 0 {
		o.Also = map[bot.Lang][]string{"fr": also[0]}
	}
	if len(also) > 1 {
		o.Also["en"] = also[1]
	}
	return o
}

type list = []string

func channelOptions() []bot.Option {
	return []bot.Option{
		option("text", "Texto", "Text", list{"par texto", "sms", "message texte", "cellulaire"}, list{"text message", "sms", "on my cell"}),
		option("email", "Courriel", "Email", list{"par courriel", "mail", "gmail"}, list{"e-mail", "by email", "inbox"}),
		option("call", "Appel", "Call", list{"appel téléphonique", "un coup de fil"}, list{"phone call", "voice call"}),
	}
}

func book() *bot.Book {
	return &bot.Book{
		Name: "small", Revision: "1", Langs: []bot.Lang{"fr", "en"}, Menu: "greeting", Person: "contact_human",
		Flows: []bot.Flow{
			{ID: "greeting", Title: text("un problème", "a problem")},
			{ID: "contact_human", Title: text("parler à une personne", "talking to a person")},
			{ID: "thanks_bye", Aside: true, Title: text("merci", "thanks")},
			{ID: "out_of_scope", Aside: true, Title: text("autre chose", "something else")},
			{ID: "forgot_credentials", Title: text("un mot de passe oublié", "a forgotten password")},
			{ID: "account_locked", Title: text("un compte verrouillé", "a locked account")},
			{
				ID: "missing_code", Title: text("un code qui n'arrive pas", "a code that does not arrive"),
				Steps: []bot.Step{
					{ID: "channel", Kind: bot.KindAsk, Options: channelOptions()},
					{ID: "what", Kind: bot.KindAsk, Options: []bot.Option{option("code", "Un code", "A code"), option("link", "Un lien", "A link")}},
				},
			},
			{ID: "code_refused", Title: text("un code refusé", "a refused code")},
		},
		Labels: labels(),
	}
}

func labels() map[bot.OptionID]bot.Option {
	all := []bot.Option{
		option("human", "Parler à une personne", "Talk to a person", list{"un humain", "agent", "parler à quelqu'un"}, list{"real person", "agent", "human"}),
		option("back", "Retour", "Back", list{"revenir en arrière", "étape précédente"}, list{"go back", "previous step"}),
		option("repeat", "Répéter", "Repeat", list{"redis-moi ça"}, list{"say again", "say that again"}),
		option("restart", "Recommencer", "Start over", list{"repartir du début", "recommencer du début"}, list{"restart", "from the beginning"}),
		option("language", "English", "Français", list{"anglais", "in english"}, list{"french", "en français"}),
		option("stop", "Arrêter", "Stop", list{"laisse faire"}, list{"quit", "forget it"}),
		option("solved", "C'est réglé", "It works now", list{"réglé", "ça marche", "ça fonctionne", "je suis entré"}, list{"it works", "i'm in", "it's fixed", "solved"}),
		option("withdraw", "Annuler la demande", "Cancel the request", list{"plus besoin d'une personne"}, list{"i don't need a person anymore"}),
		option("assistant", "Revenir à l'assistant", "Back to the assistant"),
		option("yes", "Oui", "Yes"), option("no", "Non", "No"),
		option("done", "C'est fait", "Done", list{"j'ai fait ça"}, list{"i did it"}),
		option("failed", "Ça n'a pas marché", "It did not work", list{"ça marche pas"}, list{"didn't work"}),
		option("cannot", "Je ne peux pas", "I can't do this", list{"pas capable"}, list{"can't"}),
		option("again", "Montrez-moi encore", "Show me again"),
		option("continue", "Continuer ici", "Go on here"), option("resume", "Reprendre", "Go on with it"), option("leave", "Laisser tomber", "Leave it"),
		option("begin", "Commencer", "Begin"), option("not_now", "Pas maintenant", "Not now"), option("other", "Autre chose", "None of these"),
		option("helpful", "Oui, ça m'a aidé", "Yes, it helped"), option("unhelpful", "Non", "No, it did not"),
	}
	m := make(map[bot.OptionID]bot.Option)
	for _, o := range all {
		m[o.ID] = o
	}
	return m
}
