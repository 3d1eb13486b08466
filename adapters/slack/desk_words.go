package slack

// What the desk says that no other desk needs, for agents.
var (
	deskClient  = word{"client", "client"}
	deskEdited  = word{"modifié", "edited"}
	deskDeleted = word{"supprimé par le client", "deleted by the client"}

	deskTake      = word{"Prendre et répondre ici", "Take and answer here"}
	deskTakeNotes = word{"Prendre (notes seulement)", "Take (notes only)"}
	deskToNotes   = word{"Mode notes", "Notes mode"}
	deskToTalk    = word{"Mode réponse", "Answer mode"}
	deskHere      = word{"reprendre ici", "go on here"}
	deskAfter     = word{"après : ", "after: "}
	deskMenu      = word{"menu", "menu"}
	deskNotNow    = word{"Pas maintenant", "Not now"}

	deskState    = word{"État", "State"}
	deskWaits    = word{"Attend depuis", "Waiting since"}
	deskSpoken   = word{"Langue", "Language"}
	deskPerson   = word{"Personne", "Person"}
	deskPlace    = word{"Place dans la file", "Place in line"}
	deskHint     = word{"Répondez dans ce fil. Une ligne qui commence par // reste une note.", "Answer in this thread. A line that begins with // stays a note."}
	deskHintFree = word{"Rien de ce qui s'écrit ici ne part tant que personne n'a pris le dossier.", "Nothing written here is sent until somebody takes the case."}
	deskHintNote = word{"Mode notes : rien de ce qui s'écrit ici ne part.", "Notes mode: nothing written here is sent."}

	deskKept     = word{"Votre message n'est pas parti; il reste une note. ", "Your message was not sent; it stays a note. "}
	deskUnsent   = word{"Votre message n'est pas parti. ", "Your message was not sent. "}
	deskTakenBy  = word{" a pris ce dossier.", " has taken this case."}
	deskNoFiles  = word{"Les fichiers ne sont jamais transmis : dites avec des mots ce qu'il faut faire.", "Files are never passed on: say in words what to do."}
	deskNotKept  = word{"Je n'ai pas pu noter cette action. Réessayez dans un moment.", "I could not note that action. Try again in a moment."}
	deskOldPress = word{"Ce bouton ne sert plus : la carte a changé.", "This button no longer works: the card has changed."}

	deskReason     = word{"Pourquoi?", "Why?"}
	deskReasonHint = word{"Gardé au dossier.", "Kept with the case."}
	deskWhom       = word{"À qui?", "To whom?"}
	deskNote       = word{"Un mot pour cette personne", "A note for that person"}
	deskSend       = word{"Envoyer", "Send"}
	deskCancel     = word{"Annuler", "Cancel"}
)
