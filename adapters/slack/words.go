package slack

import "github.com/helpaide/helpaide/bot"

// word is something the adapter says by itself, in both languages.
type word struct{ fr, en string }

// in is the word in the language. Who speaks neither reads English; while it is not known, both.
func (w word) in(lang bot.Lang) string {
	switch lang {
	case "fr":
		return w.fr
	case "":
		return w.fr + " · " + w.en
	}
	return w.en
}

// short is the word where there is no room for two.
func (w word) short(lang bot.Lang) string {
	if lang == "fr" {
		return w.fr
	}
	return w.en
}

// Everything the adapter says to people. A space that must not break stands where French puts one.
var (
	sayChose    = word{"✓ Vous avez choisi\u00a0: ", "✓ You chose: "}
	sayNotKept  = word{"Je n'ai pas pu noter ce choix. Appuyez encore, s'il vous plaît.", "I could not note that choice. Please press again."}
	sayNotTaken = word{"Je n'ai pas pu noter votre demande. Réessayez dans un moment, s'il vous plaît.", "I could not note your request. Please try again in a moment."}
	sayNotYours = word{"Ce bouton appartient à la conversation de quelqu'un d'autre.", "This button belongs to somebody else's conversation."}
	sayOld      = word{"Ce bouton ne sert plus. Écrivez-moi, et on continue.", "This button no longer works. Write to me, and we will go on."}
	sayPrivate  = word{"Je vous ai répondu en message privé.", "I answered you in a private message."}
	sayLink     = word{"Ouvrir la conversation", "Open the conversation"}
	sayHelped   = word{"C'est fait\u00a0: j'ai écrit à cette personne en message privé.", "Done: I wrote to this person in a private message."}
	sayNoHelp   = word{"Je ne peux pas écrire à l'auteur de ce message.", "I cannot write to the author of this message."}
	sayThinking = word{"prépare une réponse…", "is preparing an answer…"}

	homeTitle    = word{"Bonjour! Ici HelpAide.", "Hello! This is HelpAide."}
	homeWhere    = word{"Tout se passe dans l'onglet Messages, une étape à la fois.", "Everything happens in the Messages tab, one step at a time."}
	homeNotice   = word{"N'envoyez jamais de mot de passe ni de code de vérification.", "Never send a password or a verification code."}
	homeStart    = word{"Commencer", "Start"}
	homeResume   = word{"Reprendre", "Resume"}
	homeLanguage = word{"English / Français", "Français / English"}
	homeForget   = word{"Effacer mes données", "Delete my data"}
	homeSure     = word{"Effacer vos données?", "Delete your data?"}
	homeSureText = word{"Tout ce que vous avez écrit ici sera effacé, et une demande en attente sera retirée.", "Everything you wrote here will be deleted, and a waiting request will be taken back."}
	homeYes      = word{"Effacer", "Delete"}
	homeNo       = word{"Garder", "Keep"}
	homeForgot   = word{"C'est noté\u00a0: vos données sont effacées d'ici quelques minutes.", "Noted: your data is deleted within a few minutes."}

	promptsTitle = word{"Par exemple", "For example"}
)
