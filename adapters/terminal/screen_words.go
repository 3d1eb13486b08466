package terminal

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// word is something the screen says by itself, in both languages.
type word struct{ fr, en string }

// in is the word in the language, or in both while it is not known. Whoever speaks a third one
// reads English until somebody adds it here.
func (w word) in(lang bot.Lang) string {
	switch {
	case lang == "fr":
		return w.fr
	case lang == "" && w.fr != w.en:
		return w.fr + " · " + w.en
	}
	return w.en
}

// What the screen says. A space that must not break stands where French puts one before a colon.
var (
	hint    = word{"Écrivez ce qui ne va pas", "Tell me what is wrong"}
	goodbye = word{"À bientôt.", "Goodbye."}
	unsent  = word{"Pas envoyé\u00a0: ", "Not sent: "}
	trouble = word{
		"Ça n'a pas passé. Nouvel essai dans quelques secondes; Échap vous rend votre texte.",
		"That did not go through. Trying again in a few seconds; Esc gives your text back.",
	}

	yourTurn  = word{"À vous", "Your turn"}
	queued    = word{"En attente d'une personne; ce que vous écrivez est gardé pour elle", "Waiting for a person; what you write is kept for them"}
	deferred  = word{"L'équipe est absente; votre demande est gardée", "The team is away; your request is kept"}
	withAgent = word{"Vous parlez avec %s", "You are talking with %s"}
	over      = word{"Conversation terminée; écrivez pour recommencer", "The conversation is over; write to start again"}
	writes    = word{"HelpAide vous réécrit %s", "HelpAide writes again %s"}

	keySend    = word{"Entrée\u00a0: envoyer", "Enter: send"}
	keyClear   = word{"Échap\u00a0: effacer", "Esc: clear"}
	keyPick    = word{"Entrée\u00a0: choisir", "Enter: choose"}
	keyAside   = word{"←→\u00a0: les autres", "←→: the others"}
	keyBack    = word{"Échap\u00a0: revenir", "Esc: back"}
	keyOptions = word{"↑↓\u00a0: options", "↑↓: options"}
	keyNumbers = word{"↑↓ ou %s\u00a0: répondre", "↑↓ or %s: answer"}
	keyLeave   = word{"Ctrl+C\u00a0: sortir", "Ctrl+C: leave"}
)

// complaint words what is wrong with what was asked of the terminal itself.
func complaint(err error, lang bot.Lang) string {
	var refused *bot.RefusedError
	if !errors.As(err, &refused) {
		return err.Error()
	}
	if refused.Refusal == bot.RefusedHeld {
		return fmt.Sprintf(word{"%s a déjà la conversation", "%s already has the conversation"}.only(lang), refused.Owner)
	}
	fr, en := refused.Refusal.In("fr"), refused.Refusal.In("en")
	return word{fr, en}.in(lang)
}

// only is the word in one language: what is filled in stands in it once.
func (w word) only(lang bot.Lang) string {
	if lang == "" {
		return w.en
	}
	return w.in(lang)
}

// moment words when something happens, for somebody who reads it at now.
func moment(at, now time.Time, lang bot.Lang) string {
	at = at.In(now.Location())
	hour := at.Format("3:04 ") + strings.Replace(at.Format("pm"), "m", ".m.", 1)
	if lang == "fr" {
		hour = strings.TrimSuffix(at.Format("15\u00a0h\u00a004"), "\u00a000")
		hour = strings.TrimPrefix(hour, "0")
	}
	hour = word{"à ", "at "}.only(lang) + hour
	switch {
	case sameDay(at, now):
		return hour
	case sameDay(at, now.AddDate(0, 0, 1)):
		return word{"demain ", "tomorrow "}.only(lang) + hour
	case lang == "fr":
		return fmt.Sprintf("le %d %s %s", at.Day(), months(at.Month()), hour)
	}
	return at.Format("on January 2 ") + hour
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

func months(m time.Month) string {
	return [...]string{
		"janvier", "février", "mars", "avril", "mai", "juin",
		"juillet", "août", "septembre", "octobre", "novembre", "décembre",
	}[m-1]
}
