package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestAsksSecret(t *testing.T) {
	cases := map[bot.Lang]struct{ asks, harmless []string }{
		"fr": {
			asks: []string{
				"Envoyez-moi votre code.",
				"Donnez votre mot de passe à l'agent.",
				"Entrez le code ci-dessous.",
				"Écrivez ici votre NIP.",
				"Tapez votre mot de passe.",
				"Envoyez une photo de votre pièce d'identité.",
				"Envoyez-nous, s'il vous plaît, votre code.",
				"Pouvez-vous me donner votre numéro de carte?",
				"Veuillez saisir votre code.",
				"Quel est votre mot de passe?",
				"J'ai besoin de votre code.",
				"Indiquez votre nom et votre mot de passe.",
				"Si le code n'arrive pas, envoyez-moi votre mot de passe.",
				"N'attendez pas, envoyez votre code.",
				"Montrez votre permis de conduire.",
				"DONNEZ-MOI VOTRE CODE",
				"Donne-moi ton mot de passe.",
				"Partagez votre numéro d'assurance sociale.",
				"N'envoyez rien à personne, envoyez seulement votre code.",
				"Votre code, s'il vous plaît?",
				"Répondez avec votre mot de passe.",
			},
			harmless: []string{
				"Ne donnez jamais votre code.",
				"N'envoyez pas votre mot de passe.",
				"Ne partagez votre NIP avec personne.",
				"Votre code est-il arrivé?",
				"Je ne demande jamais un code ni un mot de passe.",
				"Entrez votre adresse pour recevoir un code.",
				"Dites-moi si le code est arrivé.",
				"Dites-moi quand le code arrive.",
				"Entrez votre code postal.",
				"Indiquez le code d'erreur.",
				"Donnez quelques minutes au code.",
				"Répondez oui ou non, gardez le code pour vous.",
				"Demandez un nouveau code.",
				"Le mot de passe est sur l'étiquette.",
				"J'ai masqué ce qui ressemble à un code.",
				"Ne l'écrivez jamais ici; personne n'en a besoin.",
				"Aucun code, mot de passe ni pièce d'identité.",
			},
		},
		"en": {
			asks: []string{
				"Send me your code.",
				"Please give your password to the agent.",
				"Type your PIN here.",
				"Enter the code below.",
				"Tell me your password.",
				"Share your card number.",
				"Send a picture of your ID.",
				"Upload your passport.",
				"Can you send me your code?",
				"What is your password?",
				"What's your code?",
				"I need your code.",
				"If the code doesn't come, send me your password.",
				"Don't wait, send your code.",
				"Write your name and your password.",
				"Provide your social insurance number.",
				"SEND ME YOUR CODE",
				"Never send it to them, send your code here.",
				"Your code, please.",
				"Reply with your password.",
				"Take a picture of your passport.",
			},
			harmless: []string{
				"Never send your code.",
				"Don't share your password with anyone.",
				"Do not type your PIN here.",
				"Has your code come?",
				"I never ask for a code or a password.",
				"Enter your number to get the code.",
				"Tell me whether the code came.",
				"Tell me when the code arrives.",
				"Enter your postal code.",
				"Enter your user ID.",
				"We send you a code.",
				"They will send the code by text.",
				"Give the code a few minutes.",
				"Reply with yes or no, keep the code to yourself.",
				"Ask for another code.",
				"The password is on the label.",
				"Without your password, send the form.",
				"Nobody will ask you to share your password.",
			},
		},
	}
	for lang, texts := range cases {
		for _, text := range texts.asks {
			if bot.SolicitsSecret(text, lang) == "" {
				t.Errorf("%s: %q asks for a secret, and was let through", lang, text)
			}
		}
		for _, text := range texts.harmless {
			if secret := bot.SolicitsSecret(text, lang); secret != "" {
				t.Errorf("%s: %q was taken to ask for %q", lang, text, secret)
			}
		}
	}
}
