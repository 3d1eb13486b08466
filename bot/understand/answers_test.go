package understand_test

import (
	"context"
	"sync"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/bot/understand"
)

var _ host.Understander = (*understand.Understander)(nil)

// small is the small pack's understander, trained once for all tests.
var small = sync.OnceValues(func() (*understand.Understander, error) {
	return understand.New(book(), examples())
})

func trained(t testing.TB) *understand.Understander {
	t.Helper()
	u, err := small()
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// expected are the answers to a question of missing_code, and the commands.
func expected(options ...bot.Option) []bot.Expected {
	list := asked("missing_code", "channel", options...)
	for _, id := range bot.Commands() {
		list = append(list, bot.Expected{Option: labels()[id]})
	}
	return list
}

func asked(flow bot.FlowID, step bot.StepID, options ...bot.Option) []bot.Expected {
	var list []bot.Expected
	for _, o := range options {
		list = append(list, bot.Expected{Flow: flow, Step: step, Option: o, Asked: true})
	}
	return list
}

// replies are built-in replies as options.
func replies(ids ...bot.OptionID) []bot.Option {
	var list []bot.Option
	for _, id := range ids {
		list = append(list, labels()[id])
	}
	return list
}

type want struct {
	text    string
	option  bot.OptionID
	command bot.OptionID
}

// expect reads each line and compares the option and the command that it is taken for.
func expect(t *testing.T, in bot.Utterance, wants []want) {
	t.Helper()
	u := trained(t)
	for _, w := range wants {
		in.Text = w.text
		got, err := u.Understand(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if got.Option != w.option || got.Command != w.command {
			t.Errorf("%q: option %q command %q, want %q %q (guesses %v)", w.text, got.Option, got.Command, w.option, w.command, got.Guesses)
		}
	}
}

func TestAnswersToAList(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(channelOptions()...)}, []want{
		{"text", "text", ""},
		{"Texto", "text", ""},
		{"TEXTO!!!", "text", ""},
		{"texto svp", "text", ""},
		{"par texto", "text", ""},
		{"sms", "text", ""},
		{"je pense par texto", "text", ""},
		{"c'était par courriel", "email", ""},
		{"by email please", "email", ""},
		{"un appel", "call", ""},
		{"2", "email", ""},
		{"2.", "email", ""},
		{"la deuxième", "email", ""},
		{"le 2e", "email", ""},
		{"the second one", "email", ""},
		{"premier", "text", ""},
		{"le premier svp", "text", ""},
		{"last one", "call", ""},
		{"la dernière", "call", ""},
		{"option 3", "call", ""},
		{"4", "", ""},
		{"0", "", ""},
		{"couriel", "email", ""},
		{"courreil", "email", ""},
		{"par courier", "", ""},
		{"par couriel", "email", ""},
		{"text\u200bo", "text", ""},
		{"pas par texto", "", ""},
		{"not by text", "", ""},
		{"pas le texto, le courriel", "email", ""},
		{"non pas le texto, le courriel", "email", ""},
		{"texto ou courriel", "", ""},
		{"c'est quoi un texto?", "", ""},
		{"j'ai pas reçu le texto", "text", ""},
		{"au lieu du texto", "", ""},
		{"oui", "", ""},
	})
}

func TestAnswersOfYesAndNo(t *testing.T) {
	yes := list{"oui", "Ouais", "ouin", "yep", "yes!", "ok", "d'accord", "correct", "c'est fait", "oui merci", "bin oui", "oui je l'ai fait", "yes I did", "👍", "of course"}
	no := list{"non", "nope", "nan", "pas encore", "toujours pas", "not yet", "still nothing", "non pas du tout", "No.", "non merci", "tjrs rien",
		"no it doesn't", "ça marche tjrs pas", "it still doesn't work", "nope still not working", "👎"}
	neither := list{"oui mais non", "yes but the page is blank", "non oui", "peut-être", "no code"}
	for _, pair := range [][2]bot.OptionID{{"yes", "no"}, {"done", "failed"}, {"helpful", "unhelpful"}, {"begin", "not_now"}, {"resume", "leave"}} {
		var wants []want
		for _, text := range yes {
			wants = append(wants, want{text, pair[0], ""})
		}
		for _, text := range no {
			wants = append(wants, want{text, pair[1], ""})
		}
		for _, text := range neither {
			wants = append(wants, want{text, "", ""})
		}
		expect(t, bot.Utterance{Lang: "fr", Expect: expected(replies(pair[0], pair[1])...)}, wants)
	}
}

func TestAnswersWithNegation(t *testing.T) {
	have := []bot.Option{
		option("have", "Je l'ai", "I have it", list{"je l'ai reçu", "reçu"}, list{"got it", "received"}),
		option("lost", "Je l'ai perdu", "I lost it"),
	}
	expect(t, bot.Utterance{Expect: expected(have...)}, []want{
		{"je l'ai", "have", ""},
		{"ok je l'ai", "have", ""},
		{"je l'ai pas", "", ""},
		{"je l'ai toujours pas", "", ""},
		{"je l'ai pas reçu", "", ""},
		{"I don't have it", "", ""},
		{"I dont have it", "", ""},
		{"I have it", "have", ""},
		{"yes I have it now", "have", ""},
		{"je l'ai perdu", "lost", ""},
		{"haven't got it", "", ""},
		{"pas reçu", "", ""},
	})
}

func TestAnswersWithoutTheApostropheOfNot(t *testing.T) {
	options := []bot.Option{
		option("lost", "Je ne la trouve pas", "I can't find it", list{}, list{"doesn't open", "don't see it"}),
		option("seen", "Je la vois", "I see it"),
	}
	expect(t, bot.Utterance{Expect: expected(options...)}, []want{
		{"i cant find it", "lost", ""}, {"i can't find it", "lost", ""}, {"I CAN’T FIND IT", "lost", ""}, {"doesnt open", "lost", ""}, {"dont see it", "lost", ""},
	})
}

func TestAnswersWithLabelsOfYesAndNo(t *testing.T) {
	options := []bot.Option{option("opened", "Oui", "Yes"), option("stuck", "Non", "No")}
	expect(t, bot.Utterance{Expect: expected(options...)}, []want{
		{"oui", "opened", ""}, {"yep", "opened", ""}, {"non", "stuck", ""}, {"pas encore", "stuck", ""},
	})
	found := []bot.Option{option("done", "Oui, je l'ai trouvé", "Yes, I found it"), option("failed", "Non, il n'y est pas", "No, it is not there")}
	expect(t, bot.Utterance{Expect: expected(found...)}, []want{
		{"je l'ai trouvé", "done", ""}, {"I found it", "done", ""}, {"ok I found it", "done", ""}, {"je l'ai pas trouvé", "", ""}, {"it is not there", "failed", ""},
		{"oui je l'ai trouvé merci", "done", ""}, {"non", "failed", ""},
	})
}

func TestAnswersToTheEnginesOwnQuestionFirst(t *testing.T) {
	both := asked("", "", replies("human", "continue")...)
	both = append(both, expected(replies("yes", "no")...)...)
	expect(t, bot.Utterance{Lang: "fr", Expect: both}, []want{
		{"oui", "human", ""},
		{"non", "continue", ""},
		{"continuer ici", "continue", ""},
		{"agent", "human", ""},
		{"je veux parler à quelqu'un", "human", ""},
		{"1", "continue", ""}, // commands are not counted
	})
	which := asked("", "", option("account_locked", "Un compte verrouillé", "A locked account"), labels()["other"])
	expect(t, bot.Utterance{Lang: "fr", Expect: which}, []want{
		{"oui", "account_locked", ""},
		{"non", "other", ""},
		{"compte verrouillé", "account_locked", ""},
	})
}

func TestAnswersWithinStories(t *testing.T) {
	expect(t, bot.Utterance{Lang: "fr", Expect: expected(channelOptions()...)}, []want{
		{"ben là j'pense que d'habitude mon beau-frère reçoit ça sur gmail", "email", ""},
		{"mon compte est verrouillé depuis que j'ai demandé un nouveau texto hier", "", ""},
	})
}
