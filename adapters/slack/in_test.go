package slack_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// overHTTP is an adapter that Slack's requests come to.
func overHTTP(o *slack.Options) { o.Mode = slack.HTTP }

// both runs a test in both modes: they are to behave the same.
func both(t *testing.T, o slackfake.Options, test func(*stage), set ...func(*slack.Options)) {
	t.Helper()
	t.Run("socket", func(t *testing.T) { t.Parallel(); test(begin(t, o, set...)) })
	t.Run("http", func(t *testing.T) { t.Parallel(); test(begin(t, o, append(set, overHTTP)...)) })
}

// same compares what matters of an event.
func (s *stage) same(got, want bot.Event) {
	s.Helper()
	if fmt.Sprintf("%T%+v", got, got) != fmt.Sprintf("%T%+v", want, want) {
		s.Errorf("got %T %+v, want %T %+v", got, got, want, want)
	}
}

func TestALineOfADirectMessage(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		ts := p.DM("j'ai < & > perdu https://intuit.com")
		got := s.only()
		s.same(got.Event, bot.Said{Text: "j'ai < & > perdu https://intuit.com", Lang: "fr"})
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

func TestAThreadIsWhereTheAnswerGoes(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "en-US")
		root := p.DM("one")
		s.await(1)
		p.Reply(root, "two")
		got := s.await(2)
		thread := bot.Address(string(home(p)) + ":" + root)
		s.same(got[1].Event, bot.Said{Text: "two", Lang: "en", Thread: thread})
		if got[1].Where != home(p) || !s.adapter.Carries(thread) || !s.adapter.Carries(home(p)) || s.adapter.Carries("slack:T9:D1") || s.adapter.Carries("terminal:me") {
			s.Error("it is another conversation, or not carried")
		}
		if m := s.says(bot.Say{To: thread, Text: "there"}); m.Thread != root {
			s.Errorf("the answer is in thread %q", m.Thread)
		}
	})
}

func TestAMentionGoesOnInPrivate(t *testing.T) {
	both(t, slackfake.Options{Scopes: append(slackfake.DefaultScopes(), "channels:history"), Events: append(slackfake.DefaultEvents(), "message.channels")}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		channel := s.fake.Channel("C1", p)
		ts := p.Mention(channel, "mon compte est verrouillé")
		got := s.only()
		elsewhere := bot.Address("slack:" + slackfake.Team + ":C1:" + ts)
		s.same(got.Event, bot.Said{Text: "mon compte est verrouillé", Lang: "fr", Elsewhere: elsewhere})
		if got.Where != home(p) {
			s.Errorf("it is in %s", got.Where)
		}
		p.Write(channel, "", "rien pour le robot")
		s.settled()
		if got := s.await(1); len(got) != 1 {
			s.Errorf("%d events: the mention came twice, or others were overheard", len(got))
		}
		m := s.says(bot.Say{To: elsewhere, From: bot.FromSystem, Text: "Je vous ai répondu en privé."})
		if m.Channel != "C1" || m.Thread != ts || len(m.Buttons()) != 0 {
			s.Errorf("in public: %+v", m)
		}
	})
}

func TestFilesAreNotedAndNotFetched(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		image := map[string]any{"id": "F1", "name": "permis\n.jpg", "mimetype": "image/jpeg", "size": 1234, "url_private": s.fake.APIURL() + "evil"}
		p.Share(p.Home(), "", image)
		s.await(1)
		p.Share(p.Home(), "voici", image, image)
		got := s.await(3)
		s.same(got[0].Event, bot.FileSent{Name: "permis .jpg", Type: "image/jpeg", Size: 1234, Lang: "fr"})
		s.same(got[1].Event, bot.Said{Text: "voici", Lang: "fr"})
		if got[1].ID == got[2].ID {
			s.Error("the words and the file have one id")
		}
		if len(s.fake.Requests("evil")) > 0 {
			s.Error("it was fetched")
		}
	})
}

func TestWhatIsNotAPersonsWordIsIgnored(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		ts := p.DM("un")
		s.await(1)
		p.Edit(p.Home(), ts, "je veux une personne")
		p.Delete(p.Home(), ts)
		s.fake.OtherBot(p.Home(), "je suis un robot")
		s.says(bot.Say{To: home(p), Text: "notre propre ligne"})
		s.fake.Force(map[string]any{"type": "something_new", "user": map[string]any{"id": "U1"}})
		s.fake.Force(map[string]any{"type": "message", "channel": p.Home(), "channel_type": "im", "user": "U1", "ts": []any{1}})
		p.DM("deux")
		got := s.await(2)
		s.settled()
		if len(s.await(2)) != 2 {
			s.Errorf("%d events: %+v", len(got), got)
		}
		if lost := s.fake.Lost(); len(lost) > 0 {
			s.Errorf("%d were not acknowledged: %s", len(lost), lost[0].Payload())
		}
		if s.total("ignored_total") < 4 {
			s.Errorf("%v counted", s.total("ignored_total"))
		}
	})
}

// A line that the record did not take is not acknowledged, and comes again; one that comes again is taken.
func TestNothingIsAcknowledgedThatIsNotInTheRecord(t *testing.T) {
	both(t, slackfake.Options{AckTime: 300 * time.Millisecond, Retries: []time.Duration{0, 50 * time.Millisecond, 50 * time.Millisecond}}, func(s *stage) {
		away := 2
		s.refuses(func(bot.Envelope) error {
			if away--; away >= 0 {
				return errAway
			}
			return nil
		})
		p := s.fake.Person("U1", "fr-CA")
		ts := p.DM("bonjour")
		s.only()
		s.settled()
		d := s.fake.Of(ts)[0]
		if tries := d.Tries(); len(tries) != 3 || !d.Acked() {
			s.Errorf("it was told %d times, acknowledged: %v", len(tries), d.Acked())
		}
		if s.total("retries_total") != 2 || s.total("unacked_total") != 2 {
			s.Errorf("%v retries, %v not acknowledged", s.total("retries_total"), s.total("unacked_total"))
		}
		s.quiet("bonjour")
	})
}

// What a person did is taken in the order in which it came, though the first has to wait for Slack to say who
// they are and the second comes by another connection; and who else writes does not wait for them.
func TestAPersonsLinesStayInOrder(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p, other := s.fake.Person("U1", "fr-CA"), s.fake.Person("U2", "fr-CA")
		other.DM("zéro")
		s.await(1)
		until := make(chan struct{})
		s.fake.Fail(slackfake.Fault{Kind: slackfake.Slow, Method: "users.info", Until: until})
		p.DM("un")
		s.until("the first to wait", func() bool { return s.total("under_way") == 1 })
		p.DM("deux")
		s.until("both to wait", func() bool { return s.total("under_way") == 2 })
		other.DM("entre")
		s.same(s.await(2)[1].Event, bot.Said{Text: "entre", Lang: "fr"})
		close(until)
		got := s.await(4)
		s.same(got[2].Event, bot.Said{Text: "un", Lang: "fr"})
		s.same(got[3].Event, bot.Said{Text: "deux", Lang: "fr"})
	})
}

func TestASlashCommandIsAnsweredInPrivate(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		p := s.fake.Person("U1", "fr-CA")
		d := p.Slash(s.fake.Channel("C1", p), "/aide", "mon compte &lt; verrouillé")
		s.same(s.only().Event, bot.Said{Text: "mon compte < verrouillé", Lang: "fr"})
		s.settled()
		answer := string(d.Tries()[0].Answer)
		if !strings.Contains(answer, "ephemeral") || !strings.Contains(answer, "en message privé") || strings.Contains(answer, "verrouillé") {
			s.Errorf("the answer is %s", answer)
		}
		d = p.Slash(p.Home(), "/helpaide", "")
		s.same(s.await(2)[1].Event, bot.Chose{Option: bot.CmdRepeat, Lang: "fr"})
		s.settled()
		if answer := string(d.Tries()[0].Answer); strings.Contains(answer, "text") {
			s.Errorf("at home the answer is %s", answer)
		}
	})
}

func TestTheShortcutHelpsTheAuthor(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		author, colleague := s.fake.Person("U1", "fr-CA"), s.fake.Person("U2", "en-US")
		channel := s.fake.Channel("C1", author, colleague)
		ts := author.Write(channel, "", "je n'entre plus dans QuickBooks")
		colleague.Shortcut(s.fake.Message(channel, ts), "help_person")
		got := s.only()
		s.same(got.Event, bot.Said{Text: "je n'entre plus dans QuickBooks", Lang: "fr"})
		if got.Where != home(author) {
			s.Errorf("it is in %s", got.Where)
		}
		s.fake.Await(s, "a word to the colleague", func() bool {
			told := s.fake.Ephemerals("U2")
			return len(told) == 1 && strings.HasPrefix(told[0].Text, "Done")
		})
		s.fake.OtherBot(channel, "bip")
		all := s.fake.Messages(channel)
		colleague.Shortcut(all[len(all)-1], "help_person")
		s.fake.Await(s, "a word to the colleague", func() bool {
			told := s.fake.Ephemerals("U2")
			return len(told) == 2 && strings.HasPrefix(told[1].Text, "I cannot")
		})
	})
}

func TestGoneAppsEndTheRunForGood(t *testing.T) {
	both(t, slackfake.Options{}, func(s *stage) {
		s.fake.Uninstall()
		if err := <-s.ended; !errors.As(err, new(*bot.FatalError)) {
			s.Errorf("it ended with %v", err)
		}
		s.ended <- nil
	})
}

func TestBadTokensEndTheRunForGood(t *testing.T) {
	for name, set := range map[string]func(*slack.Options){
		"bot token":    func(o *slack.Options) { o.BotToken = "xoxb-of-somebody-else" },
		"app token":    func(o *slack.Options) { o.AppToken = "xapp-of-somebody-else" },
		"another team": func(o *slack.Options) { o.Team = "T9" },
	} {
		t.Run(name, func(t *testing.T) {
			s := prepare(t, slackfake.Options{}, set)
			s.start()
			err := <-s.ended
			if !errors.As(err, new(*bot.FatalError)) || strings.Contains(err.Error(), "somebody-else") {
				s.Errorf("it ended with %v", err)
			}
			s.ended <- nil
			s.quiet("somebody-else")
		})
	}
}

func TestBadOptionsAreRefusedInPlainWords(t *testing.T) {
	_, err := slack.New(slack.Options{Mode: "smoke", BotToken: "hunter2", APIURL: "slack.com"})
	for _, want := range []string{"socket or http", "xoxb-", "end with /", "16 characters", "log"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v says nothing of %q", err, want)
		}
	}
	if strings.Contains(err.Error(), "hunter2") {
		t.Error("the error tells a secret")
	}
}
