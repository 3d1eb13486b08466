package bot

// speech is how a language asks somebody for a secret. Its words are folded: lower case, no accents.
type speech struct {
	verbs       []string // what asks by itself
	requests    []string // what makes asking of an infinitive
	infinitives []string
	secrets     []string // what nobody may be asked for
	harmless    []string // what only looks like one, or is given and not asked for
	refusals    []string // what forbids
	others      []string // said just before a verb, they tell of what somebody else does
	gives       []string // verbs of giving, which also give time
	patience    []string // what is given then
	turns       []string // where the thought leaves the verb: "enter your number TO get the code"
	please      []string
	questions   []string // what asks whatever follows
	you         string
	yours       []string
	elsewhere   []string // places where secrets are typed, and nobody here sees them
	here        []string // what takes that back
	points      []string // asks for what was named before
}

// speeches are the languages whose requests are known. Texts in others are not looked at.
var speeches = map[Lang]*speech{
	"fr": {
		verbs: []string{
			"envoyez", "donnez", "entrez", "ecrivez", "tapez", "saisissez", "indiquez", "inscrivez", "communiquez", "transmettez", "fournissez",
			"partagez", "collez", "dites", "montrez", "remettez", "precisez", "confirmez", "televersez", "joignez", "soumettez", "photographiez",
			"recopiez", "copiez", "mettez", "repondez", "prenez en photo", "entre ton", "entre le", "tape ton", "tape le",
			"envoie moi", "donne moi", "ecris moi", "dis moi", "montre moi",
			"quel est ton", "c est quoi votre", "c est quoi ton", "c etait quoi votre",
			"lisez", "lis moi", "filez", "puis je voir", "je peux voir", "je peux avoir", "pourrais je avoir", "pourrais je voir",
			"j aurais besoin de", "j aurais besoin d une photo de", "besoin d une photo de", "prenez une photo de", "prends une photo de", "photo de",
			"quel est votre", "quels sont vos", "besoin de", "il me faut", "il nous faut", "puis je avoir",
		},
		requests: []string{"veuillez", "peux", "peut", "pourrais", "pouvez", "pourriez", "devez", "faut", "merci de", "priere de", "aimerais", "voulez", "invite a"},
		infinitives: []string{
			"envoyer", "donner", "entrer", "ecrire", "taper", "saisir", "indiquer", "inscrire", "communiquer", "transmettre", "fournir",
			"partager", "coller", "dire", "montrer", "remettre", "preciser", "confirmer", "televerser", "joindre", "soumettre", "photographier",
			"recopier", "copier",
		},
		secrets: []string{
			"code", "codes", "mot de passe", "mots de passe", "nip", "carte", "cartes", "piece d identite", "pieces d identite", "passeport",
			"permis", "nas", "assurance sociale",
		},
		harmless: []string{
			"pas ici", "jamais ici", "code postal", "codes postaux", "code d erreur", "codes d erreur", "code qr", "code promo", "un code", "un nouveau code",
			"un autre code", "ce qu il faut",
		},
		refusals:  []string{"ne", "n", "jamais", "sans", "evitez", "aucun", "personne"},
		turns:     []string{"pour", "afin", "puis", "ensuite", "qui", "que", "dont", "des", "quand", "lorsque", "si", "apres", "avant", "comment", "gardez"},
		gives:     []string{"donnez", "donner"},
		patience:  []string{"minute", "minutes", "temps", "moment", "instants"},
		questions: []string{"quel code", "quel est le code", "c est quoi le code", "c etait quoi le code"},
		please:    []string{"s il vous plait", "svp", "s il te plait", "stp"},
		you:       "vous",
		yours:     []string{"votre", "ton", "le"},
		elsewhere: []string{
			"sur la page", "dans la page", "sur cette page", "sur le site", "dans l application", "sur l application", "dans le formulaire", "sur le formulaire",
			"par le formulaire", "a l ecran", "sur l ecran", "sur votre ecran", "dans quickbooks", "dans la case", "dans le champ", "chez intuit",
		},
		here: []string{"ici", "moi", "me", "m", "nous", "clavardage", "chat", "conversation"},
		points: []string{
			"envoyez le", "envoyez la", "envoie le", "envoie la", "donnez le", "donnez la", "donne le", "donne la", "ecrivez le", "ecrivez la", "ecris le", "collez le",
			"colle le", "tapez le ici", "tape le ici", "dites le moi", "dis le moi", "lisez le moi", "lis le moi", "montrez le moi", "montrez la moi", "transmettez le", "me l envoyer", "me le donner", "me la donner", "me le dire",
		},
	},
	"en": {
		verbs: []string{
			"send", "give", "type", "enter", "tell", "share", "provide", "write", "paste", "upload", "submit", "show", "confirm",
			"attach", "reply", "put", "drop", "key in", "take a picture", "take a photo", "read out", "read me", "read us", "message me", "text me", "text us", "email me", "email us",
			"whats your", "mind sharing", "sharing",
			"let me have", "let me see", "can i see", "can i have", "can i get", "could i have", "could i get", "may i have", "may i see", "read",
			"picture of your", "photo of your", "pic of your", "picture of the", "photo of the",
			"what is your", "what s your", "what are your", "need your", "have your",
		},
		secrets: []string{
			"code", "codes", "password", "passwords", "passcode", "pin", "card", "cards", "id", "passport", "licence", "license", "ssn", "sin",
			"social insurance number", "identity document", "identity documents",
		},
		harmless: []string{
			"not here", "never here", "area code", "postal code", "zip code", "error code", "error codes", "qr code", "promo code", "user id", "user ids", "a code",
			"a new code", "another code",
		},
		refusals: []string{"never", "not", "don t", "doesn t", "won t", "can t", "cannot", "nobody", "no one", "without", "avoid"},
		gives:    []string{"give"},
		patience: []string{"minute", "minutes", "time", "moment", "while"},
		others:   []string{"we", "they", "it", "will", "may", "might", "does", "did they"},
		turns: []string{
			"to", "so", "then", "when", "if", "which", "where", "whether", "how", "after", "before", "until", "once", "what", "while", "from", "keep",
		},
		questions: []string{"what code", "which code", "what was the code", "what is the code", "what s the code", "whats the code"},
		please:    []string{"please", "pls", "plz"},
		you:       "you",
		yours:     []string{"your", "the"},
		elsewhere: []string{
			"on the page", "on that page", "on this page", "on intuit s page", "on the site", "on intuit s site", "in the app", "on the form", "in the form",
			"through the form", "official form", "on the screen", "on your screen", "on that screen", "in quickbooks", "in the box", "into the box", "in the field",
		},
		here: []string{"me", "us", "here", "chat", "conversation"},
		points: []string{
			"send it", "send me it", "give it to me", "give me it", "give it here", "tell it to me", "tell me what it is", "tell me what it says", "paste it", "type it here", "type it in here",
			"write it here", "share it", "read it to me", "read it out", "show it to me", "post it here", "what is it", "pass it",
		},
	},
}
