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
	you, yours  string
}

// speeches are the languages whose requests are known. Texts in others are not looked at.
var speeches = map[Lang]*speech{
	"fr": {
		verbs: []string{
			"envoyez", "donnez", "entrez", "ecrivez", "tapez", "saisissez", "indiquez", "inscrivez", "communiquez", "transmettez", "fournissez",
			"partagez", "collez", "dites", "montrez", "remettez", "precisez", "confirmez", "televersez", "joignez", "soumettez", "photographiez",
			"recopiez", "copiez", "mettez", "repondez", "prenez en photo", "entre ton", "entre le", "tape ton", "tape le",
			"envoie moi", "donne moi", "ecris moi", "dis moi", "montre moi",
			"quel est votre", "quels sont vos", "besoin de", "il me faut", "il nous faut", "puis je avoir",
		},
		requests: []string{"veuillez", "pouvez", "pourriez", "devez", "faut", "merci de", "priere de", "aimerais", "voulez", "invite a"},
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
			"code postal", "codes postaux", "code d erreur", "codes d erreur", "code qr", "code promo", "un code", "un nouveau code",
			"un autre code", "ce qu il faut",
		},
		refusals: []string{"ne", "n", "jamais", "sans", "evitez", "aucun", "personne"},
		turns:    []string{"pour", "afin", "puis", "ensuite", "qui", "que", "dont", "des", "quand", "lorsque", "si", "apres", "avant", "comment", "gardez"},
		gives:    []string{"donnez", "donner"},
		patience: []string{"minute", "minutes", "temps", "moment", "instants"},
		please:   []string{"s il vous plait", "svp"},
		you:      "vous",
		yours:    "votre",
	},
	"en": {
		verbs: []string{
			"send", "give", "type", "enter", "tell", "share", "provide", "write", "paste", "upload", "submit", "show", "confirm",
			"attach", "reply", "put", "drop", "key in", "take a picture", "take a photo", "read out", "read me", "read us", "message me", "text me", "text us", "email me", "email us",
			"what is your", "what s your", "what are your", "need your", "have your",
		},
		secrets: []string{
			"code", "codes", "password", "passwords", "passcode", "pin", "card", "cards", "id", "passport", "licence", "license", "ssn", "sin",
			"social insurance number", "identity document", "identity documents",
		},
		harmless: []string{
			"area code", "postal code", "zip code", "error code", "error codes", "qr code", "promo code", "user id", "user ids", "a code",
			"a new code", "another code",
		},
		refusals: []string{"never", "not", "don t", "doesn t", "won t", "can t", "cannot", "nobody", "no one", "without", "avoid"},
		gives:    []string{"give"},
		patience: []string{"minute", "minutes", "time", "moment", "while"},
		others:   []string{"we", "they", "it", "will", "may", "might", "does", "did they"},
		turns: []string{
			"to", "so", "then", "when", "if", "which", "where", "whether", "how", "after", "before", "until", "once", "what", "while", "from", "keep",
		},
		please: []string{"please"},
		you:    "you",
		yours:  "your",
	},
}
