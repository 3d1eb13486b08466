package terminal

import (
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

// state says in a few words what is being waited for, and which keys help.
func (m *live) state() []string {
	lang, items := m.lang(), []string(nil)
	switch m.session.Mode() {
	case bot.Queued:
		items = append(items, queued.in(lang))
	case bot.Deferred:
		items = append(items, deferred.in(lang))
	case bot.WithAgent:
		items = append(items, fmt.Sprintf(withAgent.only(lang), flat(m.session.Case.Owner.Name)))
	case bot.Closed:
		items = append(items, over.in(lang))
	}
	if m.session.Mode() != bot.WithAgent { // the assistant is silent then, even when a wait is over
		items = append(items, m.writesAgain(lang)...)
	}
	if len(items) == 0 && len(m.asked.answers) > 0 {
		items = append(items, yourTurn.in(lang))
	}
	return append(items, m.keys(lang)...)
}

// writesAgain says when the first of the waits is over.
func (m *live) writesAgain(lang bot.Lang) []string {
	first := m.session.NextWait()
	if first.IsZero() {
		return nil
	}
	return []string{fmt.Sprintf(writes.only(lang), moment(first, m.t.Clock.Now(), lang))}
}

// keys are those that do something now.
func (m *live) keys(lang bot.Lang) []string {
	var words []word
	switch answers := len(m.asked.answers); {
	case m.asked.at >= answers && len(m.asked.commands) > 1 && m.asked.at != typing:
		words = []word{keyPick, keyAside, keyBack}
	case m.asked.at != typing:
		words = []word{keyPick, keyBack}
	case !m.draft.empty():
		words = []word{keySend, keyClear}
	case answers > 0:
		words = []word{keyNumbers.filled(numbers(answers)), keyLeave}
	case len(m.asked.commands) > 0:
		words = []word{keyOptions, keyLeave}
	default:
		words = []word{keySend, keyLeave}
	}
	items := make([]string, len(words))
	for i, w := range words {
		items[i] = w.in(lang)
	}
	return items
}

func (w word) filled(with string) word {
	return word{fmt.Sprintf(w.fr, with), fmt.Sprintf(w.en, with)}
}

// numbers are the digits that pick an answer.
func numbers(answers int) string {
	if answers == 1 {
		return "1"
	}
	return fmt.Sprintf("1-%d", min(answers, 9))
}
