package understand

// Small closed lists of words that are the language's and not the pack's. What a pack can say in
// its labels and synonyms does not belong here. All are folded.

// shorthand is how people write when they text, one word for one word.
var shorthand = map[string]string{
	"tjrs": "toujours", "tjr": "toujours", "tjs": "toujours", "tjour": "toujours",
	"pls": "please", "plz": "please", "plse": "please", "thx": "thanks", "ty": "thanks",
	"po": "pas", "pis": "puis", "pcq": "parce", "bcp": "beaucoup",
	"qqun": "quelquun", "qqn": "quelquun", "quelqun": "quelquun", "qquun": "quelquun",
	"pwd": "password", "psw": "password", "pw": "password", "acct": "account",
	"txt": "texto", "msg": "message", "tel": "telephone", "fone": "phone",
	"ouin": "ouais", "ui": "oui", "voui": "oui", "mtn": "maintenant", "asap": "now",
}

// lists are the words of each kind.
var lists = map[kind]string{
	courtesy: "svp stp please merci thanks thank bonjour bonsoir allo hi hello hey salut bye " +
		"euh heu ben bin bon bah well um uh hmm ok okay oh ah eh lol la then alors donc so just juste " +
		"now maintenant genre sorry desole desolee voyons tabarnak crisse mr mme madame monsieur",
	wish: "je j veux voudrais voudrai aimerais aimerai vouloir peux puis pourrais pouvez pourriez peut on tu vous " +
		"est ce que qu il y a moyen de d me m moi faut faire go allons vas va let s us lets i want would like wanna need to " +
		"can could may you we do get the un une le l this that ca c cela ici here option choisis choose " +
		"plait te if at all right away tout suite again encore besoin ai avoir",
	article: "le la les l un une des du d par sur au aux via avec mon ma mes votre vos the an a my your by with on",
	elided:  "l d j n t s m c qu ve re ll",
	negator: "pas plus jamais aucun aucune ni sans not never no without neither nor aint cant dont didnt doesnt wont isnt " +
		"havent wasnt couldnt cannot rien nothing nobody",
	ender: "pas plus jamais not never rien pantoute",
	reach: "vieux vieil vieille old ancien ancienne anciens anciennes new nouveau nouvelle autre autres other meme same seul seule propre own " +
		"par le la les l un une de du d des mon ma mes ce cet cette a au aux en sur via avec " +
		"by the an my with on in at this that any have got having acces access use using utiliser to through really vraiment " +
		"encore yet tout",
	closesNo:      "encore tout pantoute vraiment la yet really all either non plus du merci svp please",
	still:         "toujours encore still vraiment juste absolument meme really tout simplement bien tellement vrm",
	interrogative: "comment pourquoi quoi how why what quand when si if whether ou where combien which quel quelle",
	takesBack: "finalement plutot oups oops oupse woops actually instead wait attendez attends trompe trompee trompais erreur " +
		"mistake mistaken meant voulais corriger correction correct changer change scratch nevermind rather",
	yesWord:  "oui ouais yes yep yeah yup yea yess ye absolument exactement certainement affirmatif absolutely definitely 👍 👌 ✅ ✔",
	noWord:   "non nope nan nah no nop nooo noo negatif naw 👎 ❌",
	although: "mais but sauf except pourtant",
	pronoun:  "i it its we they he she thats that there not no way thank thanks",
	people: "humain humaine humains humaines human humans personne person persons agent agente agents quelquun quelqu someone somebody someones " +
		"anyone anybody representative representant representante rep reps conseiller conseillere advisor adviser operator operateur operatrice " +
		"technicien technicienne technician tech prepose preposee superviseur superviseure supervisor gerant gerante boss " +
		"specialiste specialist expert people monde vivant staff support soutien",
	alone: "humain humaine human agent agente representative representant representante rep operator operateur conseiller conseillere " +
		"prepose preposee superviseur superviseure supervisor person people someone somebody quelquun quelqu",
	reaching: "parler parle parlez jaser discuter talk speak chat clavarder call want veux voudrais aimerais need besoin give donnez donne " +
		"passe passer passez transferez transfere transfer transferer transfert connect connectez get joindre contacter contact reach met mettez " +
		"mettre put demande talking speaking rejoindre appeler faut prefere prefererais preferer prefer jveux gimme rather envie",
	aroundPeople: "real live actual vrai vraie vrais true etre un une a an the le la en os with to avec from support service clientele client customer " +
		"help aide disponible disponibles available competent competente francais anglais french english qui who parle speaks",
	robot:  "robot robots bot bots chatbot",
	fedUp:  "assez tanne tannee ecoeure marre sick tired enough done fed",
	unable: "capable able can cant cannot couldn couldnt moyen arrive reussi peux possible",
	weak: "fait there here go super great how where comment quoi next in out on off now ok okay sure right correct exact fine good bon ca it that " +
		"this other autre skip passer",
	neutral:       "ok okay oki email code codes bye hey cool super stop menu gmail test sms agent",
	told:          "talked spoke spoken called contacted chatted reached told said",
	auxiliary:     "ai a avons avez ont as avait avais deja m",
	closing:       "maintenant now enfin finally merci thanks thank you beaucoup bien la super great parfait again fine lol a lot so much bye tres good",
	aroundOrdinal: "le la les l the one option choix choice reponse answer numero number num no c est it is s je prends dis dirais i ll take de du d",
	conjunction:   "et puis aussi egalement and also plus but mais ensuite pourtant",
	aroundSpan: "il y a environ peu pres depuis ca fait cela deja about around like maybe peut etre roughly approximately it s been has have had ve " +
		"i d say said je dirais dirait ago passe passes passees passed max think pense crois dans les presque almost nearly bien au moins at least " +
		"waiting attends attend plus de que more than less under over longer et ou or and pas even meme not for pendant facile easy good bonne bon " +
		"grosse since une un an c est was probably surement probablement some quelque pour the la last le m no non yes oui",
	elapsed: "depuis since ago passe passes passee passees passed elapsed been fait attends attend attendu waiting waited deja already y",
	lasting: "pendant for durant pour dans in attendre wait say says said dit dis disait ecrit marque message verrouille verrouillee verouille " +
		"locked lock bloque bloquee barre barree locke temps lasts dure",
	answering: "est is was etait je j i l le la les rien nothing aucun aucune none neither nowhere partout fait faite done trouve trouvee found accepte acceptee accepted recu recue received got sent envoye envoyee refuse refusee refused rejected " +
		"expire expiree expired worked invalide invalid arrive arrivee arrived came it there here that oui yes",
	thanking: "merci thanks thank thx ty bye salut bonjour bonsoir hello hi hey allo",
	speaking: "continue continuer continuons continuez speak parler parle parlez parlons talk switch change changer changez passe passer passons write " +
		"ecrire ecrivez ecris ecrit answer repondre repondez reponds reply go going keep prefer prefere preferer prefererais rather mieux aime chat " +
		"langue language easier facile understand better more comfortable mon my please anglais english francais french version is est",
	losing: "perdu perdue perdus lost vole volee stolen casse cassee broke broken brise brisee lose losing",
	timely: "minute minutes min mins mn heure heures hour hours hr hrs h seconde secondes second seconds sec secs jour jours day days semaine semaines " +
		"week weeks mois month months an ans year years temps time fois times longtemps long longer hier yesterday aujourd hui today demain tomorrow matin " +
		"morning soir night tantot tard later late depuis since ago pendant attendre attends attendu wait waiting waited maintenant now plus moins more less " +
		"environ about quart demi demie half deux trois quatre cinq six sept huit neuf dix quinze vingt trente two three four five eight nine ten fifteen " +
		"twenty thirty couple vite soon encore again toujours still deja already quand when dernier derniere last premier first prochain next",
	frenchWord: "je j tu il elle on nous vous ils le la les l un une des du au aux ce cette ces mon ma mes ton ta votre vos est suis ai pas " +
		"ne n que qu qui quoi et ou mais pour par avec dans sur en ca y chu jai cest oui non merci svp bonjour fait ete etait " +
		"toujours encore quand comment pourquoi puis rien jamais aussi allo salut bonsoir",
	englishWord: "i you he she it we they the an my your his our is am are was were do does did doesnt didnt isnt wont can cannot not and or but " +
		"for by with in to from of that this what which who how why when ve re have has had get got yes no thanks please hello hi " +
		"still yet again never also just now im dont cant",
}
