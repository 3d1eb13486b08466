package slack_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// Whatever happens to the answer, the platform has the message at most once, and it is found.
func TestALostAnswerIsLookedUpAndNotRepeated(t *testing.T) {
	for _, fault := range []slackfake.FaultKind{
		slackfake.AcceptThenDrop, slackfake.AcceptThen500, slackfake.AcceptThenHTML, slackfake.AcceptThenEmpty,
		slackfake.AcceptThenTruncated, slackfake.AcceptThenNoTS, slackfake.AcceptThenInternal,
	} {
		for _, where := range []string{"home", "thread"} {
			t.Run(string(fault)+" "+where, func(t *testing.T) {
				t.Parallel()
				s := begin(t, slackfake.Options{Bare: true}) // no echo has a key
				p := s.fake.Person("U1", "fr-CA")
				to := home(p)
				if where == "thread" {
					to += bot.Address(":" + p.DM("bonjour"))
				}
				s.fake.Fail(slackfake.Fault{Kind: fault, Method: "chat.postMessage"})
				line := s.line(bot.Say{To: to, Text: "Bonjour"})
				_, err := s.adapter.Send(s.Context(), line)
				var later *bot.RetryAfterError
				if err == nil || errors.Is(err, bot.ErrUnsent) || errors.Is(err, bot.ErrRefused) || errors.As(err, &later) {
					s.Fatalf("the fate is said to be known: %v", err)
				}
				receipt, found, err := s.adapter.Probe(s.Context(), line)
				if err != nil || !found || s.message(receipt).Words() != "Bonjour" {
					s.Errorf("looked up: %v, %v, %v", receipt, found, err)
				}
				if all := s.fake.Answers(p.Home()); len(all) != 1 {
					s.Errorf("it is there %d times", len(all))
				}
				other := s.line(bot.Say{To: to, Text: "Bonjour"})
				if _, found, err := s.adapter.Probe(s.Context(), other); found || err != nil {
					s.Errorf("another line was found: %v, %v", found, err)
				}
			})
		}
	}
}

// The bot's own message that Slack tells is the proof: no history is read, and nothing is sent again.
func TestTheOwnEchoIsProof(t *testing.T) {
	both(t, slackfake.Options{Lag: time.Hour}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		s.fake.Fail(slackfake.Fault{Kind: slackfake.AcceptThenDrop, Method: "chat.postMessage"})
		line := s.line(bot.Say{To: home(p), Text: "Bonjour"})
		if _, err := s.adapter.Send(s.Context(), line); err == nil {
			s.Fatal("the answer was not lost")
		}
		s.settled()
		receipt, found, err := s.adapter.Probe(s.Context(), line)
		if !found || err != nil || len(s.fake.Requests("conversations.history")) > 0 {
			s.Errorf("looked up: %v, %v", found, err)
		}
		again, err := s.adapter.Send(s.Context(), line)
		if err != nil || again != receipt || len(s.fake.Answers(p.Home())) != 1 {
			s.Errorf("sent again: %v, %v", again, err)
		}
	})
}

func TestHowSendingFails(t *testing.T) {
	s := begin(t, slackfake.Options{})
	p := s.fake.Person("U1", "fr-CA")
	send := func(to bot.Address) error {
		_, err := s.adapter.Send(s.Context(), s.line(bot.Say{To: to, Text: "Bonjour"}))
		return err
	}
	for name, c := range map[string]struct {
		fault           slackfake.Fault
		refused, unsent bool
	}{
		"refused for good":   {slackfake.Fault{Kind: slackfake.Code, Code: "is_archived"}, true, false},
		"no token":           {slackfake.Fault{Kind: slackfake.Code, Code: "token_revoked"}, false, true},
		"an error of theirs": {slackfake.Fault{Kind: slackfake.Internal}, false, false},
		"503":                {slackfake.Fault{Kind: slackfake.Unavailable}, false, false},
		"cut":                {slackfake.Fault{Kind: slackfake.Refuse}, false, false},
	} {
		c.fault.Method = "chat.postMessage"
		s.fake.Fail(c.fault)
		err := send(home(p))
		if err == nil || errors.Is(err, bot.ErrRefused) != c.refused || errors.Is(err, bot.ErrUnsent) != c.unsent {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := send("slack:" + slackfake.Team + ":D404"); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("an unknown channel: %v", err)
	}
	if err := send("terminal:me"); !errors.Is(err, bot.ErrRefused) {
		t.Errorf("another platform: %v", err)
	}
	s.fake.Down()
	_ = send(home(p)) // by a connection that is still thought to be there
	if err := send(home(p)); !errors.Is(err, bot.ErrUnsent) {
		t.Errorf("nobody there: %v", err)
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	for header, want := range map[string]time.Duration{"7": 7 * time.Second, "0": time.Second, "-5": time.Second, "3600": time.Hour, "abc": time.Second, "none": time.Second} {
		t.Run(header, func(t *testing.T) {
			t.Parallel()
			s := begin(t, slackfake.Options{})
			p := s.fake.Person("U1", "fr-CA")
			s.fake.Fail(slackfake.Fault{Kind: slackfake.Limited, Method: "chat.postMessage", RetryAfter: header})
			line := s.line(bot.Say{To: home(p), Text: "Bonjour"})
			for range 3 {
				var later *bot.RetryAfterError
				if _, err := s.adapter.Send(s.Context(), line); !errors.As(err, &later) || later.Wait() > want || later.Wait() < min(want, want-time.Second+1) {
					t.Errorf("%v, want %s", err, want)
				}
			}
			if n := len(s.fake.Requests("chat.postMessage")); n != 1 || len(s.fake.Impatient()) > 0 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

// An agent's line under their own name where the app may, else with the name before it; pings of nobody.
func TestAnAgentsLine(t *testing.T) {
	for _, scope := range []string{"", "chat:write.customize"} {
		s := begin(t, slackfake.Options{Scopes: append(slackfake.DefaultScopes(), scope)})
		p := s.fake.Person("U1", "fr-CA")
		m := s.says(bot.Say{To: home(p), From: bot.FromAgent, Name: "Camille", Text: "Bonjour <!channel> <@U1>"})
		want := "Camille · l'équipe d'entraide\u00a0:\nBonjour &lt;!channel&gt; &lt;@U1&gt;"
		if scope != "" {
			_, want, _ = strings.Cut(want, "\n")
			if m.Name != "Camille · l'équipe d'entraide" {
				t.Errorf("the name is %q", m.Name)
			}
		}
		if m.Text != want {
			t.Errorf("%q, want %q", m.Text, want)
		}
	}
}

func TestTheStrictestSlackTakesWhateverIsSaid(t *testing.T) {
	s := begin(t, slackfake.Options{})
	p := s.fake.Person("U1", "fr-CA")
	for _, text := range []string{"", " ", strings.Repeat("Une longue phrase. ", 1500), strings.Repeat("&", 5000), "\xff\x00", strings.Repeat("😀", 3000)} {
		say := question(home(p))
		say.Text = text
		for i := range 60 {
			say.Choices = append(say.Choices, bot.Choice{ID: bot.OptionID(strings.Repeat("o", i+1)), Label: strings.Repeat("é", i*3)})
		}
		if _, err := s.adapter.Send(s.Context(), s.line(say)); err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if refused := s.fake.Refused(); len(refused) > 0 {
		t.Errorf("%d refused, first %s", len(refused), refused[0].Outcome)
	}
}

// A status only while taking a line takes long, and none when it failed.
func TestAStatusWhileItTakesLong(t *testing.T) {
	both(t, slackfake.Options{AckTime: 10 * time.Second, Retries: []time.Duration{}}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		until := make(chan struct{})
		s.refuses(func(in bot.Envelope) error {
			if in.Event.(bot.Said).Text == "vite" {
				return nil
			}
			s.mu.Unlock()
			<-until
			s.mu.Lock()
			return errAway
		})
		p.DM("vite")
		s.await(1)
		p.DM("longue")
		s.fake.Await(s, "a status", func() bool { return len(s.fake.Statuses()) == 1 })
		if status := s.fake.Statuses()[0]; status.Status != "prépare une réponse…" || status.Channel != p.Home() {
			s.Errorf("the status is %+v", status)
		}
		close(until)
		s.fake.Await(s, "the status to go", func() bool { all := s.fake.Statuses(); return len(all) == 2 && all[1].Status == "" })
	})
}
