package storetest

import (
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

func lines() []promise {
	return []promise{
		{"lines leave in order, one at a time", inOrder},
		{"a lease takes as many conversations as asked for", asMany},
		{"a line that is refused lets the next one go", refused},
		{"a line is not tried again before its time", notBefore},
		{"an uncertain line holds up its conversation alone", uncertain},
		{"a line is its effect, in its place", place},
	}
}

func inOrder(r rig) {
	session := r.must(turn(begin(home), say("1"), bot.Relay{Text: "2"}, say("3")))
	r.must(turn(session, say("4"), bot.ShowCase{Case: bot.Case{State: bot.CaseQueued}}))
	first := r.only(morning())
	r.nothing(morning())
	r.settle(sent(first))
	if got := texts([]bot.Line{first}); got[0] != "1" {
		r.Errorf("the first line is %q", got)
	}
	r.says(morning(), "relay 2", "3", "4", "case queued")
	r.settle(sent(first))
	r.nothing(after(60))
}

func asMany(r rig) {
	for i := range 5 {
		r.must(turn(begin(bot.Address(fmt.Sprint("terminal:", i))), say("1"), say("2")))
	}
	met := map[bot.ConversationID]bool{}
	for _, n := range []int{0, 3, 1, 3, 3} {
		for _, line := range r.lease(morning(), n) {
			met[line.Conversation] = true
			n--
		}
		if n < 0 {
			r.Errorf("%d lines too many", -n)
		}
	}
	if len(met) != 5 {
		r.Errorf("leased from %d conversations, want 5", len(met))
	}
}

func refused(r rig) {
	r.must(turn(begin(home), say("1"), say("2")))
	r.settle(ended(r.only(morning()), bot.LineDead))
	r.says(morning(), "2")
}

func notBefore(r rig) {
	session := r.must(turn(begin(home), say("1"), say("2")))
	r.settle(again(r.only(morning()), after(30)))
	r.must(turn(session, say("3")))
	r.must(turn(begin("terminal:you"), say("other")))
	r.says(after(29), "other")
	line := r.only(after(30))
	if line.Attempt != 2 || line.Seq != 1 || line.Part != 0 {
		r.Errorf("leased %s in attempt %d, want the first line in attempt 2", line.ID(), line.Attempt)
	}
	r.settle(sent(line))
	r.says(after(30), "2", "3")
}

func uncertain(r rig) {
	r.must(turn(begin(home), say("1"), say("2"), say("3")))
	r.must(turn(begin("terminal:you"), say("other")))
	var line bot.Line
	for _, leased := range r.lease(morning(), 2) {
		if leased.Conversation == "terminal:me" {
			line = leased
		} else {
			r.settle(again(leased, morning()))
		}
	}
	r.settle(ended(line, bot.LineUncertain))
	r.says(after(3600), "other")
	r.settle(again(line, morning()))
	second := r.only(after(3600))
	r.settle(ended(second, bot.LineUncertain))
	r.nothing(after(7200))
	r.settle(sent(second))
	r.says(after(7200), "2", "3")
}

func place(r rig) {
	message := say("Oui?")
	message.Choices = []bot.Choice{{ID: "yes", Label: "Oui"}, {ID: "human", Label: "Une personne", Command: true}}
	r.must(turn(begin(home), bot.Wake{Name: "nap", Due: after(60)}, say("0"), bot.Unwake{Name: "nap"}, message))
	r.settle(sent(r.only(morning())))
	line := r.only(morning())
	if line.ID() != "terminal:me/1/1" || line.Attempt != 1 {
		r.Errorf("leased %s in attempt %d", line.ID(), line.Attempt)
	}
	r.same(line.Effect, message)
}
