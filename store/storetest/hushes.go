package storetest

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

func hushes() []promise {
	return []promise{
		{"hush cancels what the bot has not begun to say", hush},
		{"hush leaves what may have been begun", hushBegun},
		{"hush cancels a line that waits to be tried again", hushWaiting},
		{"hush is for its conversation alone", hushAlone},
	}
}

func agents(text string) bot.Say {
	return bot.Say{To: home, From: bot.FromAgent, Name: "Maude", Lang: "fr", Text: text}
}

func joined() bot.Say {
	return bot.Say{To: home, From: bot.FromSystem, Lang: "fr", Text: "joined"}
}

func hush(r rig) {
	system := joined()
	system.Text = "queued"
	session := r.must(turn(begin(home), say("1"), agents("2"), bot.Relay{Text: "3"}, system, bot.ShowCase{Case: bot.Case{State: bot.CaseQueued}}))
	session = r.must(turn(session, say("4")))
	session = r.must(turn(session, bot.Hush{}, joined()))
	r.must(turn(session, say("5")))
	r.says(morning(), "2", "relay 3", "case queued", "joined", "5")
}

func hushBegun(r rig) {
	for _, state := range []bot.LineState{bot.LineLeased, bot.LineUncertain} {
		session := begin(bot.Address("terminal:" + state))
		session = r.must(turn(session, say("1"), say("2")))
		line := r.only(morning())
		if state != bot.LineLeased {
			r.settle(ended(line, state))
		}
		r.must(turn(session, bot.Hush{}, joined()))
		r.nothing(morning())
		r.settle(sent(line))
		r.says(morning(), "joined")
	}
}

func hushWaiting(r rig) {
	session := r.must(turn(begin(home), say("1"), agents("2")))
	r.settle(again(r.only(morning()), after(600)))
	r.must(turn(session, bot.Hush{}))
	r.says(morning(), "2")
	r.nothing(after(600))
}

func hushAlone(r rig) {
	r.must(turn(begin("terminal:you"), say("yours")))
	r.must(turn(r.must(turn(begin(home), say("mine"))), bot.Hush{}))
	if got := r.drain(morning()); !slices.Equal(got, []string{"yours"}) {
		r.Errorf("the outbox gave %q", got)
	}
}
