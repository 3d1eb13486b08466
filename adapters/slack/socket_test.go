package slack_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

func TestWhatSlackGoDoesNotKnowIsAcknowledged(t *testing.T) {
	s := begin(t, slackfake.Options{})
	p := s.fake.Person("U1", "fr-CA")
	// one strange block, for which slack-go gives the whole event up
	d := s.fake.Force(map[string]any{
		"type": "message", "channel": p.Home(), "channel_type": "im", "user": "U1", "ts": "1700000000.000100", "text": "bonjour",
		"blocks": []any{map[string]any{"type": 7, "elements": "x"}},
	})
	s.same(s.only().Event, bot.Said{Text: "bonjour", Lang: "fr"})
	<-d.Done()
	if !d.Acked() {
		t.Error("it was not acknowledged")
	}
	for _, raw := range []string{`{"type":"events_api"}`, `{"type":"brand_new","envelope_id":"e1"}`, `{"type":7}`, `[]`, `{"type":"events_api","envelope_id":"e2","payload":"x"}`} {
		if !s.fake.Frame(raw) {
			t.Errorf("%s could not be sent", raw)
		}
	}
	s.until("strange frames to be counted", func() bool { return s.total("ignored_total") >= 4 })
	p.DM("encore")
	s.await(2)
	if s.fake.Sockets() != 2 {
		t.Errorf("%d sockets are left", s.fake.Sockets())
	}
}

// While one connection goes, the other takes what comes.
func TestAConnectionThatGoesLosesNothing(t *testing.T) {
	s := begin(t, slackfake.Options{AckTime: 500 * time.Millisecond})
	people := make([]*slackfake.Person, 4)
	for i := range people {
		people[i] = s.fake.Person(fmt.Sprint("U", i), "fr-CA")
	}
	for round := range 12 {
		switch round % 4 {
		case 0:
			s.fake.Disconnect("refresh_requested", false)
		case 2:
			s.fake.DropOne()
		}
		for _, p := range people {
			p.DM(fmt.Sprint(round))
		}
	}
	s.await(48)
	s.settled()
	if lost := s.fake.Lost(); len(lost) > 0 {
		t.Errorf("%d are lost", len(lost))
	}
	s.fake.AwaitSockets(t, 2)
	if s.total("connects_total") < 3 || s.total("num_connections") < 1 {
		t.Errorf("%v connections made, %v counted by Slack", s.total("connects_total"), s.total("num_connections"))
	}
}

func TestSlackGoneAndBack(t *testing.T) {
	s := begin(t, slackfake.Options{})
	p := s.fake.Person("U1", "fr-CA")
	s.fake.Down()
	s.until("the failure to be noticed", func() bool { return strings.Contains(s.logged.String(), "connection") })
	if err := s.fake.Up(); err != nil {
		t.Fatal(err)
	}
	s.fake.AwaitSockets(t, 2)
	p.DM("me voici")
	s.await(1)
}

func TestADeadConnectionIsGivenUp(t *testing.T) {
	s := begin(t, slackfake.Options{Ping: 100 * time.Millisecond, AckTime: time.Second}, func(o *slack.Options) { o.PingTime = 500 * time.Millisecond })
	before := s.total("connects_total")
	s.fake.Freeze()
	s.until("another connection", func() bool { return s.total("connects_total") > before })
	s.fake.Person("U1", "fr-CA").DM("toujours là")
	s.await(1)
}

func TestTheEndLeavesNothingBehind(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	t.Run("both", func(t *testing.T) {
		for _, set := range [][]func(*slack.Options){nil, {overHTTP}} {
			s := begin(t, slackfake.Options{AckTime: 5 * time.Second}, set...)
			p := s.fake.Person("U1", "fr-CA")
			until := make(chan struct{})
			s.refuses(func(bot.Envelope) error { <-until; return nil })
			ts := p.DM("bonjour")
			s.until("it to be taken", func() bool { return s.total("under_way") == 1 })
			s.stop()
			close(until)
			s.await(1)
			s.ended <- <-s.ended
			s.fake.Await(t, "what was begun to be acknowledged", func() bool { return s.fake.Of(ts)[0].Acked() })
			s.fake.Close()
		}
	})
}
