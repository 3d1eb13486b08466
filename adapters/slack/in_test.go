package slack_test

import (
	"testing"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// overHTTP is an adapter that Slack's requests come to.
func overHTTP(o *slack.Options) { o.Mode = slack.HTTP }

// both runs a test in both modes: they are to behave the same.
func both(t *testing.T, o slackfake.Options, test func(*stage)) {
	t.Helper()
	t.Run("socket", func(t *testing.T) { test(begin(t, o)) })
	t.Run("http", func(t *testing.T) { test(begin(t, o, overHTTP)) })
}

func TestALineOfADirectMessage(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		ts := p.DM("j'ai < & > perdu https://intuit.com")
		got := s.only()
		want := bot.Said{Text: "j'ai < & > perdu https://intuit.com", Lang: "fr"}
		if !sameSaid(got.Event, want) {
			s.Errorf("it became %+v", got.Event)
		}
		if got.ID != bot.EventID("slack:"+slackfake.Team+":"+p.Home()+":"+ts) || got.Where != home(p) {
			s.Errorf("it is %s in %s", got.ID, got.Where)
		}
		if zone, _ := got.At.Zone(); zone != "EST" && zone != "EDT" {
			s.Errorf("the person's clock is in %s", got.At.Location())
		}
		s.settled()
		m := s.says(bot.Say{To: got.Where, Text: "Bonjour <!channel>"})
		if m.Channel != p.Home() || m.Text != "Bonjour &lt;!channel&gt;" || m.Unfurl {
			s.Errorf("the answer is %+v", m)
		}
		s.quiet("perdu", s.fake.BotToken, s.fake.AppToken, s.fake.SigningSecret)
	})
}

func sameSaid(event bot.Event, want bot.Said) bool {
	said, ok := event.(bot.Said)
	return ok && said.Text == want.Text && said.Lang == want.Lang && said.Thread == want.Thread && said.Elsewhere == want.Elsewhere
}
