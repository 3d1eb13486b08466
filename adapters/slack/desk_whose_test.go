package slack_test

import (
	"context"
	"io"
	"slices"
	"testing"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/bot"
)

// Before Slack has said which workspace the token is for, a case goes to the desk only when no other could be meant.
func TestNoCaseIsShownOnAnotherWorkspacesDesk(t *testing.T) {
	log := logrus.New()
	log.SetOutput(io.Discard)
	for _, c := range []struct {
		alone bool
		team  string
		want  []bot.Address
	}{
		{true, "", []bot.Address{"slack:T1:C1"}}, {false, "", nil}, {false, "T2", nil}, {false, "T1", []bot.Address{"slack:T1:C1"}},
	} {
		adapter, err := slack.New(slack.Options{
			Mode: slack.Socket, APIURL: "http://127.0.0.1:1/api/", BotToken: "xoxb-1", AppToken: "xapp-1", Secret: secret, Log: log,
			Alone: c.alone, Team: c.team, Desk: slack.Desk{
				Channel: "C1",
				Load:    func(context.Context, bot.ConversationID) (bot.Session, error) { return bot.Session{}, bot.ErrNoSession },
				Pairs:   func(context.Context, bot.ConversationID, bot.EventID) ([]bot.Pair, error) { return nil, nil },
				Find:    func(context.Context, bot.Address) (bot.Pair, bool, error) { return bot.Pair{}, false, nil },
				Card:    func(bot.Session, bot.Lang) bot.Card { return bot.Card{} },
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := adapter.Desks("slack:T1:D1"); !slices.Equal(got, c.want) {
			t.Errorf("alone %v, team %q: %q", c.alone, c.team, got)
		}
	}
}
