package slack_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// What was said while nobody listened is found, once: the last line is answered, the others are kept.
func TestWhatWasSaidMeanwhileIsFound(t *testing.T) {
	var recent []bot.Recent
	s := prepare(t, slackfake.Options{Retries: []time.Duration{}}, func(o *slack.Options) {
		o.Recent = func(_ context.Context, prefix string, since time.Time, n int) ([]bot.Recent, error) {
			if prefix != "slack:"+slackfake.Team+":" || time.Since(since) > 25*time.Hour || n < 100 {
				t.Errorf("asked for %q since %s, %d", prefix, since, n)
			}
			return recent, nil
		}
	})
	p := s.fake.Person("U1", "fr-CA")
	began := time.Now()
	root := p.DM("première")
	for i := range 3 {
		p.DM(fmt.Sprint("ligne ", i))
	}
	p.Reply(root, "dans le fil")
	p.Share(p.Home(), "la dernière")
	s.fake.OtherBot(p.Home(), "bip")
	recent = []bot.Recent{{Conversation: bot.ConversationID(home(p)), Touched: began}, {Conversation: "slack:" + slackfake.Team + ":D404", Touched: began}}
	s.run()
	for range 2 {
		if err := s.adapter.CatchUp(s.Context(), s.sink); err != nil {
			t.Fatal(err)
		}
	}
	got := s.await(6)
	if len(got) != 6 {
		t.Errorf("%d events: %+v", len(got), got)
	}
	s.same(got[0].Event, bot.Hurried{Text: "première", Lang: "fr"})
	s.same(got[4].Event, bot.Hurried{Text: "dans le fil", Lang: "fr", Thread: bot.Address(string(home(p)) + ":" + root)})
	s.same(got[5].Event, bot.Said{Text: "la dernière", Lang: "fr"})
	if got[0].ID != bot.EventID(string(home(p))+":"+root) {
		t.Errorf("its id is %s", got[0].ID)
	}
}

// While the record is away Slack gives up in the end; once it is back, the history still has the line.
func TestWhatSlackGaveUpIsFoundInTheHistory(t *testing.T) {
	both(t, slackfake.Options{AckTime: 50 * time.Millisecond, Retries: []time.Duration{0}}, func(s *stage) {
		if err := s.adapter.CatchUp(s.Context(), s.sink); err != nil {
			s.Fatal(err)
		}
		s.refuses(func(bot.Envelope) error { return errAway })
		p := s.fake.Person("U1", "fr-CA")
		ts := p.DM("bonjour")
		s.fake.Await(s, "Slack to give up", func() bool { d := s.fake.Of(ts); return len(d) == 1 && d[0].Over() })
		if err := s.adapter.CatchUp(s.Context(), s.sink); err == nil {
			s.Error("the record is away, and nothing was said of it")
		}
		s.refuses(nil)
		if err := s.adapter.CatchUp(s.Context(), s.sink); err != nil {
			s.Fatal(err)
		}
		s.same(s.only().Event, bot.Said{Text: "bonjour", Lang: "fr"})
	})
}
