package slack_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// question is a message with answers and commands.
func question(to bot.Address) bot.Say {
	return bot.Say{
		To: to, Text: "Pouvez-vous ouvrir une session?", Flow: "lockout", Step: "back",
		Choices: []bot.Choice{
			{ID: "opened", Label: "Oui & merci"}, {ID: "stuck", Label: "Non"},
			{ID: bot.CmdHuman, Label: "Parler à une personne", Command: true},
			{ID: bot.CmdBack, Label: "Revenir", Command: true}, {ID: bot.CmdStop, Label: "Arrêter", Command: true},
		},
	}
}

func TestAPressIsTakenAndTheMessageFrozen(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		m := s.says(question(home(p)))
		d := p.Press(m, "Oui & merci")
		got := s.only()
		s.same(got.Event, bot.Chose{Option: "opened", Flow: "lockout", Step: "back", Lang: "fr"})
		if got.Where != home(p) {
			s.Errorf("it is in %s", got.Where)
		}
		s.fake.Await(s, "a frozen message", func() bool {
			return s.fake.Message(m.Channel, m.TS).Edited || len(s.fake.Message(m.Channel, m.TS).Buttons()) == 0
		})
		frozen := s.fake.Message(m.Channel, m.TS)
		if len(frozen.Buttons()) != 0 || !strings.Contains(frozen.Words(), "Pouvez-vous ouvrir une session?") || !strings.Contains(frozen.Words(), "Vous avez choisi\u00a0: Oui & merci") {
			s.Errorf("it shows %q", frozen.Words())
		}
		if frozen.Metadata == nil {
			s.Error("its key is lost")
		}
		s.settled()
		if !d.Acked() {
			s.Error("it was not acknowledged")
		}
		p.Press(m, "Revenir") // on what is still on the screen
		s.same(s.await(2)[1].Event, bot.Chose{Option: bot.CmdBack, Flow: "lockout", Step: "back", Lang: "fr"})
	})
}

func TestAPressInAThreadIsAnsweredThere(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		root := p.DM("bonjour")
		thread := bot.Address(string(home(p)) + ":" + root)
		m := s.says(question(thread))
		p.Press(m, "Non")
		s.same(s.await(2)[1].Event, bot.Chose{Option: "stuck", Flow: "lockout", Step: "back", Lang: "fr", Thread: thread})
	})
}

func TestForgedAndForeignPressesAreRefused(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		mine, other := s.fake.Person("U1", "fr-CA"), s.fake.Person("U2", "en-US")
		m := s.says(question(home(mine)))
		other.Press(m, "Non")
		s.fake.Await(s, "a refusal", func() bool {
			told := s.fake.Ephemerals("U2")
			return len(told) == 1 && strings.HasPrefix(told[0].Text, "This button belongs")
		})
		button := m.Buttons()[0]
		button.Value = strings.Replace(button.Value, "opened", "human", 1)
		mine.PressButton(m, button)
		theirs := s.says(question(home(other)))
		mine.PressButton(m, theirs.Buttons()[0])
		s.fake.Await(s, "two refusals", func() bool { return len(s.fake.Ephemerals("U1")) == 2 })
		s.settled()
		if got := s.await(0); len(got) != 0 {
			s.Errorf("taken: %+v", got)
		}
		if len(s.fake.Message(m.Channel, m.TS).Buttons()) == 0 {
			s.Error("the message is frozen")
		}
	})
}

// A press is given once: it is tried again, and the person is told when it could not be kept.
func TestAPressThatIsNotKeptIsSaid(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		m := s.says(question(home(p)))
		var tries atomic.Int32
		s.refuses(func(bot.Envelope) error {
			if tries.Add(1) < 3 {
				return errAway
			}
			return nil
		})
		p.Press(m, "Non")
		s.await(1)
		s.refuses(func(bot.Envelope) error { return errAway })
		p.Press(m, "Oui & merci")
		s.fake.Await(s, "a word to the person", func() bool {
			told := s.fake.Ephemerals("U1")
			return len(told) == 1 && strings.Contains(told[0].Text, "Appuyez encore")
		})
		d := p.Slash(p.Home(), "/aide", "allo")
		s.settled()
		if answer := string(d.Tries()[0].Answer); !strings.Contains(answer, "Réessayez") {
			s.Errorf("the command was answered %q", answer)
		}
	})
}

func TestTheHomeTab(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		p.OpenHome("home")
		s.fake.Await(s, "the home tab", func() bool { return s.fake.Home("U1").ID != "" })
		view := s.fake.Home("U1")
		if !strings.Contains(view.Words(), "indépendant d'Intuit") || len(view.Buttons()) != 4 {
			s.Errorf("it shows %q and %+v", view.Words(), view.Buttons())
		}
		for i, c := range []struct {
			label string
			want  bot.OptionID
		}{{"Commencer", bot.CmdRestart}, {"Reprendre", bot.CmdRepeat}, {"English / Français", bot.CmdLanguage}} {
			p.PressHome(c.label)
			got := s.await(i + 1)[i]
			s.same(got.Event, bot.Chose{Option: c.want, Lang: "fr"})
			if got.Where != home(p) {
				s.Errorf("it is in %s", got.Where)
			}
		}
		for _, b := range view.Buttons() {
			if b.Confirm != (b.Label == "Effacer mes données") {
				s.Errorf("%q asks again: %v", b.Label, b.Confirm)
			}
		}
		p.PressHome("Effacer mes données")
		if got := s.await(4)[3]; got.Event != bot.Event(bot.Erased{}) || got.Where != home(p) {
			s.Errorf("to be erased: %+v", got)
		}
		s.fake.Await(s, "the news", func() bool { return strings.Contains(s.fake.Home("U1").Words(), "vos données sont effacées") })
	})
}

func TestOpeningTheMessagesIsGreetedOnce(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "en-US")
		for range 3 {
			p.OpenHome("messages")
		}
		s.same(s.only().Event, bot.Opened{Lang: "en"})
		s.fake.Await(s, "prompts", func() bool { return len(s.fake.Suggested()) == 1 })
		if prompts := s.fake.Suggested()[0]; len(prompts.Prompts) != 4 || prompts.Prompts[0].Message != "My account is locked" {
			s.Errorf("suggested %+v", prompts)
		}
		s.settled()
		if len(s.await(1)) != 1 {
			s.Error("greeted again")
		}
	})
}

func TestWithoutAnAgentViewNothingIsMissed(t *testing.T) {
	both(t, slackfake.Options{NoAgent: true}, func(s *stage) {
		p := s.fake.Person("U1", "en-US")
		p.DM("hello")
		s.await(1)
		s.says(bot.Say{To: home(p), Text: "Hello"})
		s.settled()
	})
}

// The last word about the Home tab is the one that stands, though an earlier one takes long.
func TestTheHomeTabShowsTheLastWord(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		p.OpenHome("home")
		s.fake.Await(s, "the home tab", func() bool { return s.fake.Home("U1").ID != "" })
		s.fake.Fail(slackfake.Fault{Kind: slackfake.Slow, Method: "views.publish", Delay: 300 * time.Millisecond})
		p.PressHome("Commencer")
		s.await(1)
		s.settled()
		p.PressHome("Effacer mes données")
		s.fake.Await(s, "three drawings", func() bool { return len(s.fake.Requests("views.publish")) == 3 })
		if shown := s.fake.Home("U1").Words(); !strings.Contains(shown, "vos données sont effacées") {
			s.Errorf("it shows %q", shown)
		}
	})
}
