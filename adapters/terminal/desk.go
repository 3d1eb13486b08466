package terminal

import (
	"context"
	"errors"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// Deed does what a line of bot.ParseDeed says.
func (t *Terminal) Deed(ctx context.Context, id, line string) (Shown, error) {
	session, err := t.session(ctx)
	if err != nil {
		return Shown{}, err
	}
	event, known, err := bot.ParseDeed(plain(line, maxText), func(name string) bot.Agent {
		if name == "" {
			name = nameOfAgent(session)
		}
		return agentNamed(name)
	})
	switch {
	case err != nil:
		return Shown{}, err
	case !known:
		return Shown{}, errors.New(bot.DeedHelp)
	}
	return t.apply(ctx, id, event)
}

// agentNamed is the agent of that name at this terminal.
func agentNamed(name string) bot.Agent {
	name = strings.TrimSpace(plain(name, 64))
	return bot.Agent{ID: "terminal:" + strings.ToLower(name), Name: name}
}

// Case is what the desk is shown: the card, as fields and as text, and what agents are told beside it.
type Case struct {
	Card   bot.Card    `json:"card"`
	Lines  []string    `json:"lines"`
	Alerts []bot.Alert `json:"alerts,omitempty"`
}

// cardOf is the card of the session in the desk's language; nil when no desk is shown here.
func (t *Terminal) cardOf(s bot.Session, alerts []bot.Alert) *Case {
	if t.Card == nil {
		return nil
	}
	card := t.Card(s, t.DeskLang)
	return &Case{Card: card, Lines: card.Lines(t.DeskLang, t.Clock.Now()), Alerts: alerts}
}

// CardText is the card as it is now.
func (t *Terminal) CardText(ctx context.Context) (string, error) {
	session, err := t.session(ctx)
	if err != nil {
		return "", err
	}
	shown := t.cardOf(session, nil)
	if shown == nil {
		return "", errors.New("no desk is shown here")
	}
	return strings.Join(shown.Lines, "\n"), nil
}

// watchDesk notes what the turn shows a desk.
func (t *Terminal) watchDesk(turn bot.Turn) {
	for _, effect := range turn.Effects {
		switch e := effect.(type) {
		case bot.ShowCase, bot.Unshow:
			t.changed = true
		case bot.Alert:
			t.changed = true
			t.alerts = append(t.alerts, e)
		}
	}
}
