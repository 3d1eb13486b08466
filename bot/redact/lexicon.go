package redact

import "strings"

// class is what a word is known for; a word can be known for several things.
type class uint32

const (
	isWord class = 1 << iota
	isNumber
	isOpaque
	isCommon  // met in harmless talk about signing in
	isGrammar // common, and never the first word of a passphrase in running text
	isLink    // may stand between a label and its value
	isNumeral // "number", "no"
	isCode
	isOtherCode // makes a code harmless: postal, error …
	isPhone
	isDocument
	isSIN
	isSSN
	isCVV
	isTokenLabel
	isOwner // owns numbers that are no secret: order, invoice, version …
	isUnit
	isMonth
	isRue        // a kind of street, before its name
	isStreet     // a kind of street, after its name
	isStreetWord // goes with a street: west, sainte …
	isParticle
	isFlat
	isState
	isExtension
	isProduct
	isOwn // my, your, the: between a value and the label after it
	isBe  // is, est: ties a label to a value
)

// lexicon knows words in lower case without accents, as views have them.
var lexicon = func() map[string]class {
	known := map[string]class{}
	for _, list := range wordLists {
		for word := range strings.FieldsSeq(list.words) {
			known[word] |= list.class
		}
	}
	for word, c := range known {
		if c&(isGrammar|isLink|isUnit|isProduct|isMonth|isOwn|isBe|isParticle) != 0 {
			known[word] |= isCommon
		}
	}
	return known
}()

var wordLists = []struct {
	class class
	words string
}{
	{isGrammar, `je j tu il elle on nous vous ils elles me m te t se s moi toi lui leur eux ne n pas plus jamais rien aucun aucune
		le la les l un une des du de d au aux a et ou où mais or ni car donc que qu qui quoi dont quand comment pourquoi si
		ce cet cette ces ca ceci cela mon ma mes ton ta tes son sa ses notre nos votre vos leurs dans sur sous avec sans pour par
		chez vers entre depuis pendant apres avant en y est sont etait ai as avons avez ont suis es sommes etes ete etre avoir
		fait faire peux peut pouvez pouvons veux veut voulez vais va vont allez dois doit devez comme aussi alors puis ensuite
		svp stp merci bonjour bonsoir allo salut oui non
		i you he she it we they him her us them my your his its our their the an this that these those and but nor so because
		if when while how why what which who where whose is are was were be been being am do does did don doesn didn isn wasn
		have has had haven hasn can could cannot can't will would won should may might must not no never to of in at for from with
		without by about into since after before until please thanks thank hello hi hey yes ok okay there then than as`},
	{isCommon, `mot mots passe passes mdp password passwords passwd pwd pw phrase passphrase code codes compte comptes account accounts
		quickbooks intuit login connexion connecter connecte session ouvrir ouvre ferme fermer utilisateur utilisatrice user username id identifiant identifiants
		courriel courriels email emails mail mails texto textos sms telephone phone cell cellulaire mobile appel appels appeler page site lien link
		message messages erreur erreurs error errors probleme problemes problem problems souci soucis issue issues question questions aide help support
		oublie oublier oubliee forgot forgotten forget perdu perdue perdre lost lose refuse refusee rejete rejected denied marche marchent
		fonctionne fonctionnent fonctionner works work working worked incorrect incorrecte correct correcte invalide invalid valide valid wrong right
		mauvais mauvaise bon bonne bons faux fausse good bad fine broken errone expire expiree expires expired bloque bloquee verrouille verrouillee locked
		blocked change changer changed changes changing modifie modifier modified reinitialise reinitialiser reset resetting resets nouveau nouvelle new ancien
		ancienne old vieux vieille actuel actuelle current meme same pareil different differents identique encore toujours still always deja already
		maintenant now aujourd hui today hier yesterday demain tomorrow jour jours semaine week mois month annee year fois time times
		essaie essaye essayer essais essai tried try trying tries tentative tentatives limite attempt attempts recu recois recevoir receive received
		receiving recevez envoye envoyer envoyez sent send demande demander demandes asked ask asking asks request requested exige requis required
		needed need needs besoin entre entrer entree enter entered entering saisi saisie saisir tape taper type typed typing ecrit ecrire
		write wrote written note noter noted trouve trouver find found cherche chercher looking look voir vois see saw seen sais savoir
		know known connais connu souviens rappelle souvenir remember remembered remembering dit dire says said say tell told telling avoir
		accepte accepter accepted accept accepts reconnu recognized recognised reconnait enregistre enregistrer enregistree save saved stored sauvegarde sauvegarder
		compromis compromised vole stolen pirate hacked leaked partage partager share shared secret secrets securise securitaire secure
		secured security securite fort forte faible strong weak long longue court courte short trop too tres very assez enough simple
		complexe complique complicated difficile facile hard easy impossible possible peut etre maybe perhaps probablement probably surement certainement sure
		bien well mal badly vide empty blank affiche display displayed shown show cache hidden hide masque visible unknown inconnu introuvable disparu missing
		gone efface effacer deleted delete supprime supprimer remove removed removing rempli remplir fill filled automatique automatiquement auto
		ordinateur computer navigateur browser chrome firefox safari edge application app apps gestionnaire manager managers google apple microsoft
		fichier file equipe team agent agents personne person people client clients comptable accountant bureau office patron boss collegue colleague
		entreprise company business banque bank admin administrateur administrator proprietaire owner employe employee femme mari wife husband fille
		fils adjointe associe partner partenaire mere pere soeur frere
		mettre mis mettez met put puts putting mets utilise utiliser use used using uses utilisez donne donner donnez give gave given giving
		doute doubt arrive arriver arrives arrivent comes come coming came got get gets getting getter venir vient suivre suivi follow
		plusieurs several many few quelques some any tout tous toute toutes all every each autre autres other another premier first second
		dernier derniere last next prochain seul seule only juste just even pourtant however toujours caractere caracteres character characters
		lettre lettres letter letters chiffre chiffres digit digits number numbers majuscule majuscules uppercase minuscule minuscules lowercase symbole symbol special
		speciaux champ champs field fields ligne online bouton button boite box fenetre window windows etape step steps instruction
		cherchez attendez attends attendre wait waiting waited recommence recommencer again restart redemarre redemarrer retry reessayer reessaie
		creer cree create created creating invitation invite acces access accede acceder perdus verification verifie verifier verify verified verifying
		confirmer confirme confirm confirmed authentification authentication systeme system serveur server erronee sujet subject objet about
		rien chose choses thing things nobody personne everyone autorise allowed permis permission interdit desactive disabled active enabled
		periode temporaire temporary provisoire definitif copie copier coller copy paste pasted colle papier paper carnet notebook cahier post
		tete head mind idee idea memoire memory vite asap urgent rapidement quickly soon bientot tard later tot early seulement meme
		mien mienne tien sien mine yours rester reste stay stays remains blocks bloquer bloquent locks lock locking verrouiller
		prive privee navigation cookies temoins historique cache caches synchronise synchroniser sync synced unique requise expirer expire-t
		suffisamment minimum maximum moins less more than plutot rather vraiment really desole sorry excusez cordialement regards
		marchait fonctionnait passait passer tourne tourner tourne rond fail fails failed failing echoue echec failure
		quel quelle quels quelles lequel laquelle ici here la-bas voici voila whatever anyone someone quelqu tant autant like aime love
		pense think thought crois croire believe guess suppose devine deviner semble seems seem parait looks appears tells keeps keep garde garder
		sign signing in out off up down back over under ouverte ouvert fermee logged logging log set setup configure configuration reglages
		settings parametres option options menu choisir choisi choose chose chosen cliquer clique click clicked clicking appuyer press pressed`},
	{isLink, `est sont c s is are was were etait sera will be it its of de du d le la l un une the a my mon ma notre our votre your numero
		num no nb number numbers n nr recu got received suivant following here voici voila qui que en by par now maintenant actuel valide que`},
	{isNumeral, `numero num no number n nr nos`},
	{isBe, `est is was are etait sera devient reste c cest its s becomes ete`},
	{isOwn, `mon ma mes my le la the notre our l ton your votre un a ancien ancienne old nouveau new actuel current vieux temporaire temporary
		comme as son his her quickbooks intuit qbo online en ligne compte account de du pour for of mien d`},
	{isProduct, `quickbooks qb qbo qbd qboa intuit turbotax proadvisor iphone ipad ios android macbook mac macos windows win office galaxy pixel chrome
		firefox safari edge excel word outlook covid version v samsung rapport ibm web wifi gmail hotmail yahoo hp dell usb tps tvq gst hst t4 pc`},
	{isCode, `code codes cod nip nips pin pins otp mfa tfa verification verif verifications verifying passcode authenticator authentificateur
		authentification texto textos sms otac`},
	{isOtherCode, `postal postale postaux zip area regional regionale error errors erreur erreurs err promo promotion promotionnel rabais coupon
		discount barre barres bar qr produit product source pays country tax taxe swift naics scian sku`},
	{isPhone, `tel telephone telephones phone phones cell cellulaire cellphone mobile portable appelez appeler appelle rappelez rappeler call
		fax telecopieur joindre rejoindre rejoignez reach whatsapp poste`},
	{isDocument, `permis passeport passeports passport passports licence licences license licenses identite ramq maladie health driver drivers
		dl citoyennete residence immigration nexus`},
	{isSIN, `nas sin assurance social insurance`},
	{isSSN, `ssn ssns security itin`},
	{isCVV, `cvv cvc cvn cvd csc`},
	{isTokenLabel, `token tokens jeton jetons bearer secret apikey key cle clef api auth authorization`},
	{isOwner, `erreur error erreurs errors err facture factures invoice invoices commande commandes order orders dossier dossiers case ticket tickets
		billet version versions quickbooks windows office ios android iphone suite bureau local room salle page article articles projet project
		reference ref devis estimate soumission item produit product lot modele model transaction transactions cheque check suivi tracking
		confirmation bill client customer fournisseur vendor employe poste formulaire form line ligne exercice annee year depuis since kb build port
		t tps tvq gst montant total solde balance amount demande request serie serial abonnement subscription colis parcel claim reclamation`},
	{isUnit, `minute minutes min mins mn heure heures h hr hrs hour hours seconde secondes second seconds sec secs ms jour jours day days
		semaine semaines week weeks mois month months an ans annee annees year years fois times dollar dollars piastres cad usd eur euro euros
		cent cents pourcent percent employe employes employee employees client clients customers customer factures invoices transactions
		personne personnes people users utilisateurs comptes accounts messages courriels emails appels calls essais tries attempts tentatives chiffres
		digits caracteres characters lignes lines pages fichiers files km m cm kg mo go mb gb ko kb k pm am eme e er ere st nd rd th x
		produits products articles items unites units pieces copies etapes steps options commandes orders visites`},
	{isMonth, `janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july
		august september october november december jan feb apr jun jul aug sep sept oct nov dec janv fevr avr juil`},
	{isRue, `rue avenue av ave boulevard boul bd blvd chemin ch place rang route rte cote montee allee impasse croissant square terrasse
		ruelle quai promenade cours sentier carre voie`},
	{isStreet, `street st str avenue ave av road rd boulevard blvd lane ln drive dr way court ct place pl crescent cres terrace terr highway hwy
		parkway pkwy circle cir trail square sq`},
	{isStreetWord, `ouest est nord sud o e n s w west east north south ne nw se sw saint sainte st ste notre dame mont vieux grande grand petit roi reine
		king queen premiere lac eglise ecole`},
	{isParticle, `de du des la le les l d aux au a en sur`},
	{isFlat, `app apt appt appartement apartment suite unit unite bureau ste local etage floor porte`},
	{isState, `al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut
		vt va wa wv wi wy dc`},
	{isExtension, `poste ext extension x`},
}
