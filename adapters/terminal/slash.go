package terminal

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// errQuit ends a face that a person types into.
var errQuit = errors.New("quit")

// slashHelp is what "/help" shows. It is for whoever tries the product, so it is in both languages.
const slashHelp = `/agent claim [nom/name]   prendre la conversation · take the conversation
/agent say …              une ligne pour la personne · a line for the person
/agent note …             une note pour les collègues · a note for colleagues
/agent card               la fiche du dossier · the card of the case
/agent offer Sam: …       proposer à Sam · offer it to Sam
/agent putback            remettre en tête de file · back to the front of the queue
/agent release            rendre à l'assistant · give it back to the assistant
/agent release after ÉTAPE RÉPONSE · STEP ANSWER, to FLOW, to menu
/agent resolve            régler le dossier · resolve the case
/agent help               tout le reste · all the rest
/file permis.jpg          envoyer un fichier · send a file
/advance 15m              avancer l'horloge (avec --now) · move the clock (with --now)
/quit                     sortir · leave`

// typed does what a person typed: a command that begins with a slash, the number of an option of
// the last question, or a line for the assistant.
func (t *Terminal) typed(ctx context.Context, text string, options []bot.Choice) (Shown, error) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "/") {
		return t.slash(ctx, text)
	}
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(options) {
		return t.Choose(ctx, "", string(options[n-1].ID), "")
	}
	return t.Say(ctx, "", text)
}

// slash does what is not said to the assistant.
func (t *Terminal) slash(ctx context.Context, text string) (Shown, error) {
	verb, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch verb {
	case "/agent":
		return t.slashAgent(ctx, rest)
	case "/advance":
		by, err := time.ParseDuration(rest)
		if err != nil || by < 0 || !t.Clock.Still() {
			return Shown{}, errors.New("/advance 15m : une durée, avec --now · a duration, with --now")
		}
		return t.Advance(ctx, "", by)
	case "/file":
		return t.File(ctx, "", bot.FileSent{Name: rest})
	case "/quit", "/exit":
		return Shown{}, errQuit
	}
	return Shown{}, errors.New(slashHelp)
}

func (t *Terminal) slashAgent(ctx context.Context, rest string) (Shown, error) {
	if rest != "card" {
		return t.Deed(ctx, "", rest)
	}
	card, err := t.CardText(ctx)
	if err != nil {
		return Shown{}, err
	}
	return Shown{}, errors.New(card)
}

// questionOf is what the last message with options offers: the answers, then the commands.
func questionOf(messages []bot.Say) (answers, commands []bot.Choice) {
	for _, message := range slices.Backward(messages) {
		if len(message.Choices) == 0 {
			continue
		}
		for _, choice := range message.Choices {
			if choice.Command {
				commands = append(commands, choice)
			} else {
				answers = append(answers, choice)
			}
		}
		return answers, commands
	}
	return nil, nil
}
