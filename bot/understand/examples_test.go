package understand_test

import (
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// lines are the utterances of a block of text, one a line.
func lines(block string) []string {
	return strings.Split(strings.TrimSpace(block), "\n")
}

func examples() map[bot.Lang]map[bot.FlowID][]string {
	return map[bot.Lang]map[bot.FlowID][]string{"fr": french(), "en": english()}
}

func french() map[bot.FlowID][]string {
	return map[bot.FlowID][]string{
		"greeting": lines(`
bonjour
allo
salut, j'ai un problème
j'ai besoin d'aide
ça marche pas
je suis pas capable d'entrer
bonsoir, pouvez-vous m'aider
j'ai de la misère à me connecter
help
j'ai une question`),
		"contact_human": lines(`
je veux parler à quelqu'un
un humain svp
est-ce qu'il y a du monde à qui parler
je veux un vrai agent
passez-moi une personne
j'aimerais jaser avec un conseiller
y a-tu quelqu'un au bout de la ligne
comment vous rejoindre par téléphone
je veux parler à une vraie personne`),
		"thanks_bye": lines(`
merci
merci beaucoup
bonne journée
un gros merci
bye
à la prochaine
merci pour votre aide`),
		"out_of_scope": lines(`
quel temps fait-il demain
le nip de ma carte bancaire
j'ai un code promo qui fonctionne pas
comment faire une facture
ma paie est pas rentrée
mon mot de passe netflix
c'est quoi le numéro de revenu québec
mon imprimante imprime pas
comment ajouter un employé à la paie
je veux annuler mon abonnement
je veux pas payer ça
raconte-moi une blague
le taux de la tps`),
		"forgot_credentials": lines(`
j'ai oublié mon mot de passe
mdp oublié
je me souviens plus de mon nom d'utilisateur
jai perdu mon mot de passe
c'est quoi mon user id
j'ai oublié mon identifiant
comment réinitialiser mon mot de passe
mot de passe perdu
je me rappelle pas de mon mdp
jai oublier mon mot de passe
je veux changer mon mot de passe
changer de mot de passe`),
		"account_locked": lines(`
mon compte est verrouillé
compte bloqué
je suis barré dehors de mon compte
ça dit que le compte est verrouillé pour 15 minutes
trop d'essais, compte barré
mon compte est lock
je suis bloqué après trop de tentatives
compte verrouiller
ils ont verrouillé mon compte
je veux débloquer mon compte
bloqué pour 15 min`),
		"missing_code": lines(`
j'ai pas reçu le code
je n'ai pas reçu mon code
jrecois po mon code
le code arrive pas
j'attends toujours le code
aucun code par texto
pas de code dans mes courriels
le texto avec le code rentre pas
j'ai jamais reçu le code de vérification
je veux recevoir mon code
code pas recu
pas d'appel avec le code
le courriel avec le code n'arrive pas`),
		"code_refused": lines(`
le code marche pas
mon code est refusé
ça dit code invalide
le code est expiré
le code que j'ai reçu est pas bon
code incorrect
il accepte pas mon code
j'entre le code pis ça dit que c'est pas le bon
mauvais code
ça prend pas le code`),
	}
}

func english() map[bot.FlowID][]string {
	return map[bot.FlowID][]string{
		"greeting": lines(`
hello
hi there
hi, I have a problem
I need help
it doesn't work
I can't get in
can you help me
I have trouble signing in
help
I have a question`),
		"contact_human": lines(`
I want to talk to someone
a human please
is there anybody I can talk to
I want a real agent
get me a person
can I chat with an advisor
let me speak to a representative
how do I reach you by phone
I need to speak with a real person`),
		"thanks_bye": lines(`
thanks
thank you so much
have a good day
many thanks
bye
see you
thanks for your help`),
		"out_of_scope": lines(`
what's the weather tomorrow
the PIN of my debit card
my promo code does not work
how do I make an invoice
my payroll did not go through
my netflix password
what is the number of the tax office
my printer does not print
how do I add an employee to payroll
tell me a joke
what is the sales tax rate`),
		"forgot_credentials": lines(`
I forgot my password
forgot password
I don't remember my user name
lost my password
what is my user ID
I forgot my login
how do I reset my password
password lost
can't remember my password
i forgto my pasword
change my password`),
		"account_locked": lines(`
my account is locked
account blocked
I am locked out of my account
it says the account is locked for 15 minutes
too many tries, account locked
locked out 15 min
I got locked after too many attempts
acount locked
they locked my account
locked out`),
		"missing_code": lines(`
I did not get the code
I didn't receive my code
never got the code
the code does not arrive
still waiting for the code
no code by text
no code in my email
the text with the code never came
I never received the verification code
code not received
no call with the code
the email with the code is not coming`),
		"code_refused": lines(`
the code doesn't work
my code is refused
it says invalid code
the code is expired
the code I got is wrong
incorrect code
it does not accept my code
I type the code and it says it's not the right one
bad code
it won't take the code`),
	}
}
