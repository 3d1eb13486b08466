package bot_test

import (
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// Answers go where the person wrote last: into the thread, and home again when they leave it.
func TestAnswersFollowThePersonIntoTheirThread(t *testing.T) {
	k := begin(t, wednesday)
	for _, thread := range []bot.Address{"terminal:me:1", "terminal:me:2", ""} {
		turn := k.do(bot.Said{Text: "bof", Thread: thread})
		want := thread
		if want == "" {
			want = k.s.Home
		}
		for _, say := range says(turn) {
			if say.To != want {
				t.Errorf("written in %q, answered in %q", thread, say.To)
			}
		}
		if k.s.ID != bot.ConversationID(k.s.Home) {
			t.Errorf("the conversation became %q", k.s.ID)
		}
	}
}

// What comes later, as a wake or an agent's line, goes where the person wrote last too.
func TestAnAgentWritesIntoThePersonsThread(t *testing.T) {
	k := begin(t, wednesday)
	k.do(bot.Chose{Option: bot.CmdHuman, Thread: "terminal:me:7"})
	k.do(bot.AgentClaimed{Agent: camille})
	said := says(k.do(bot.AgentSaid{Agent: camille, Text: "Bonjour"}))
	if len(said) != 1 || said[0].To != "terminal:me:7" {
		t.Errorf("the agent's line went to %+v", said)
	}
}

// Where others may read it stands one line only, the last one of the turn, with nothing to press and nothing
// of what was said.
func TestInPublicItIsOnlySaidThatTheAnswerIsPrivate(t *testing.T) {
	for name, event := range map[string]bot.Event{
		"a line": bot.Said{Text: "my-account-matters", Elsewhere: lobby},
		"a file": bot.FileSent{Name: "x.pdf", Elsewhere: lobby},
		"floods": bot.Hurried{Text: "my-account-matters", Notice: true, Elsewhere: lobby},
	} {
		k := begin(t, wednesday)
		said := says(k.do(event))
		for i, say := range said {
			public := say.To == lobby
			if last := i == len(said)-1; public != last {
				t.Errorf("%s: line %d of %d went to %s", name, i+1, len(said), say.To)
			}
			if public && (len(say.Choices) > 0 || say.Text == "" || strings.Contains(say.Text, "account-matters")) {
				t.Errorf("%s: others read %+v", name, say)
			}
		}
		if len(said) < 2 {
			t.Errorf("%s: %d lines", name, len(said))
		}
	}
}

func TestAFloodInPublicIsSilentThere(t *testing.T) {
	k := begin(t, wednesday)
	if said := says(k.do(bot.Hurried{Text: "a", Elsewhere: lobby})); len(said) != 0 {
		t.Errorf("it said %+v", said)
	}
}

// Who opens the conversation is greeted with something to press, and only once.
func TestWhoOpensTheConversationIsGreetedOnce(t *testing.T) {
	k := begin(t, wednesday)
	said := says(k.do(bot.Opened{Lang: "en", Thread: "terminal:me:1"}))
	if len(said) == 0 || said[0].Lang != "en" || len(said[len(said)-1].Choices) == 0 || said[0].To != "terminal:me:1" {
		t.Fatalf("the greeting is %+v", said)
	}
	if said := says(k.do(bot.Opened{Lang: "en"})); len(said) != 0 {
		t.Errorf("greeted again: %+v", said)
	}
}

func TestOpeningMovesNothingThatIsUnderWay(t *testing.T) {
	k := begin(t, wednesday)
	k.do(bot.Chose{Option: bot.CmdHuman})
	before := k.s.Mode()
	if said := says(k.do(bot.Opened{})); len(said) != 0 || k.s.Mode() != before {
		t.Errorf("it said %+v and is %s", said, k.s.Mode())
	}
}
