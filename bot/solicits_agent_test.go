package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// Edge case 14: an agent's line that asks for a secret is stopped before it leaves, in either language,
// whatever language the person speaks. What helps them on the official page is not.
func TestAnAgentNeverAsksForASecret(t *testing.T) {
	for _, line := range []string{
		"Envoyez-moi votre code.", "C'est quoi ton code?", "C'est quoi le code?", "Quel code avez-vous reçu?", "Tu peux m'envoyer le code?", "Peux-tu me donner ton mot de passe?",
		"Je peux avoir votre code?", "Pourrais-je avoir le code?", "Lisez-moi le code.", "Prenez une photo de votre permis.", "J'aurais besoin d'une photo de votre pièce d'identité.",
		"Bonjour, avez-vous votre code? Envoyez-le moi", "Vous avez reçu le code? Pouvez-vous me le donner?", "Did you get a code? Send it to me please.", "I need to check the password. What is it?",
		"Votre NAS svp", "le code svp", "Il me faut votre numéro de carte.", "Entrez le code sur la page et envoyez-le-moi ici aussi, votre code.",
		"what code did you get?", "which code did you receive", "can i get your code", "could I have the code?", "Can I see your ID?", "read me the code", "mind sharing the code?",
		"code please", "send a pic of your license", "let me have your password", "What's your password?", "Type the code on the page and send me the code too.",
	} {
		k := inMode(t, bot.WithAgent)
		if k.do(bot.AgentSaid{Agent: camille, Text: line}); k.turn.Refused != bot.RefusedAsks {
			t.Errorf("let through: %q", line)
		}
	}
	for _, line := range []string{
		"Entrez le code sur la page d'Intuit.", "Tapez votre mot de passe dans l'application, pas ici.", "Avez-vous reçu un code?", "Le code est-il arrivé?",
		"Le code est arrivé? Entrez-le sur la page d'Intuit.", "Vous avez le code? Ne me l'envoyez pas, écrivez-le sur la page.", "You have the code? Type it on the page.", "Never send your code. Send it to nobody.",
		"Ne m'envoyez jamais votre code.", "Téléversez votre pièce d'identité dans le formulaire officiel.", "Demandez un nouveau code, puis dites-moi s'il arrive.",
		"Type the code on Intuit's page.", "Did the code come?", "Never send me your password.", "Upload your licence through the official form.", "Which message do you see?",
		"I can see the case now, one moment.", "Bonjour, je regarde avec vous.", "Le mot de passe doit avoir 8 caractères.", "Could you read the message on the screen to me?",
	} {
		k := inMode(t, bot.WithAgent)
		if k.do(bot.AgentSaid{Agent: camille, Text: line}); k.turn.Refused != "" {
			t.Errorf("%s: %q", k.turn.Refused, line)
		}
	}
}
