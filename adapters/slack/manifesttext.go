package slack

import "github.com/helpaide/helpaide/bot"

// appText is what Slack shows of the app before anybody has written to it.
type appText struct {
	short, long, agent      string
	shortcut, aboutShortcut string
	command, usage          string
}

var appTexts = map[bot.Lang]appText{
	"fr": {
		short: "Cherche avec vous ce qui bloque, une étape à la fois, et passe le relais à une personne quand c'est mieux.",
		long: "Écrivez ce qui ne va pas, avec vos mots, en français ou en anglais. HelpAide pose une question à la fois, attend avec vous " +
			"quand il faut attendre, et passe le relais à une personne avec tout ce qui a déjà été essayé.\n\n" +
			"HelpAide ne demande jamais de code, de mot de passe ni de document, et masque ceux qu'on lui envoie avant de garder quoi que ce soit. " +
			"C'est un logiciel indépendant : il n'est ni fait, ni approuvé, ni exploité par les fabricants des produits dont il parle.",
		agent:         "Dites ce qui ne va pas : HelpAide cherche avec vous, une étape à la fois. N'écrivez jamais ici de code ni de mot de passe.",
		shortcut:      "Aider cette personne",
		aboutShortcut: "HelpAide lui écrit en privé pour l'aider",
		command:       "Obtenir de l'aide en message privé",
		usage:         "[ce qui ne va pas]",
	},
	"en": {
		short: "Finds out with you what is wrong, one step at a time, and brings in a person when that is better.",
		long: "Write what is wrong, in your own words, in English or in French. HelpAide asks one question at a time, waits with you " +
			"when there is something to wait for, and hands over to a person with everything that was already tried.\n\n" +
			"HelpAide never asks for a code, a password or a document, and hides those that people send before it keeps anything. " +
			"It is independent software: not made, endorsed or run by the makers of the products it talks about.",
		agent:         "Say what is wrong: HelpAide looks into it with you, one step at a time. Never write a code or a password here.",
		shortcut:      "Help this person",
		aboutShortcut: "HelpAide writes to them in private to help",
		command:       "Get help in a private message",
		usage:         "[what is wrong]",
	},
}
