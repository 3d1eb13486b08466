package storetest

import (
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

const (
	desk  bot.Address = "slack:T1:C1"
	forum bot.Address = "discord:G1:C2"
)

func queues() []promise {
	return []promise{
		{"each desk has a queue of its own", queueEach},
		{"a desk that is away holds up nobody else", queueAway},
		{"within a desk's queue lines go in order", queueOrder},
		{"a committer takes its first line, and leaves those of other queues", queueTake},
		{"whoever settles a line takes the next one of its queue", queueNext},
		{"hush leaves what is for the desks", queueHush},
		{"what is for the desks is forgotten too", queueForget},
	}
}

// atDesks is a turn that is shown on both desks.
func atDesks(was bot.Session, effects ...bot.Effect) bot.Commit {
	commit := turn(was, effects...)
	commit.Desks = []bot.Address{desk, forum}
	return commit
}

// leased leases all that can be leased and returns it, by what it says.
func (r rig) leased() map[string]bot.Line {
	r.Helper()
	lines := map[string]bot.Line{}
	for _, line := range r.lease(morning(), 100) {
		lines[texts([]bot.Line{line})[0]] = line
	}
	return lines
}

func queueEach(r rig) {
	r.must(atDesks(begin(home), bot.Relay{Text: "1"}, say("2"), bot.ShowCase{Case: bot.Case{State: bot.CaseQueued}}, say("3")))
	lines := r.leased()
	if len(lines) != 3 {
		r.Fatalf("leased %v", lines)
	}
	for want, queue := range map[string]bot.Address{"2": "", "slack:T1:C1 relay 1": desk, "discord:G1:C2 relay 1": forum} {
		line := lines[want]
		if line.Queue() != string(queue) || line.Conversation != bot.ConversationID(home) || queue != "" && line.To() != queue {
			r.Errorf("%s is %+v", want, line)
		}
	}
	r.nothing(morning())
}

func queueAway(r rig) {
	session := r.must(atDesks(begin(home), bot.Relay{Text: "1"}, say("2")))
	lines := r.leased()
	r.settle(unknown(lines["slack:T1:C1 relay 1"], after(600)), again(lines["discord:G1:C2 relay 1"], after(600)), sent(lines["2"]))
	r.must(atDesks(session, bot.Relay{Text: "3"}, say("4")))
	r.says(morning(), "4")
	r.says(after(601), "discord:G1:C2 relay 1", "discord:G1:C2 relay 3")
	r.settle(sent(r.probes(after(601), "slack:T1:C1 relay 1")[0]))
	r.says(after(601), "slack:T1:C1 relay 3")
}

func queueOrder(r rig) {
	session := r.must(atDesks(begin(home), bot.Relay{Text: "1"}, bot.Relay{Text: "2"}))
	r.must(atDesks(session, bot.Relay{Text: "3"}))
	said := r.drain(morning())
	for _, at := range []bot.Address{desk, forum} {
		var there []string
		for _, text := range said {
			if words, ok := strings.CutPrefix(text, string(at)+" relay "); ok {
				there = append(there, words)
			}
		}
		if !slices.Equal(there, []string{"1", "2", "3"}) {
			r.Errorf("%s got %q", at, there)
		}
	}
}

func queueTake(r rig) {
	line := r.taken(atDesks(begin(home), say("1"), bot.Relay{Text: "2"}, say("3")))
	if line == nil || line.ID() != "terminal:me/1/0" {
		r.Fatalf("took %+v", line)
	}
	if lines := r.leased(); len(lines) != 2 || lines["slack:T1:C1 relay 2"].Attempt != 1 || lines["discord:G1:C2 relay 2"].Attempt != 1 {
		r.Errorf("leased %v", lines)
	}
	only := r.taken(atDesks(begin("terminal:you"), bot.Relay{Text: "4"}))
	if only == nil || only.To() != desk {
		r.Errorf("took %+v of a turn that is for the desks alone", only)
	}
}

func queueNext(r rig) {
	r.must(atDesks(begin(home), bot.Relay{Text: "1"}, say("2"), bot.Relay{Text: "3"}, say("4")))
	lines := r.leased()
	next := r.settleNext(taking(sent(lines["slack:T1:C1 relay 1"])), taking(sent(lines["2"])))
	said := texts(next)
	slices.Sort(said)
	if !slices.Equal(said, []string{"4", "slack:T1:C1 relay 3"}) {
		r.Errorf("took %q", said)
	}
}

func queueHush(r rig) {
	session := r.must(atDesks(begin(home), bot.Relay{Text: "1"}, say("2"), agents("3")))
	r.must(atDesks(session, bot.Hush{}, joined(), bot.ShowCase{Case: bot.Case{State: bot.CaseHeld}}))
	said := r.drain(morning())
	slices.Sort(said)
	want := []string{"3", "discord:G1:C2 case held", "discord:G1:C2 relay 1", "joined", "slack:T1:C1 case held", "slack:T1:C1 relay 1"}
	if !slices.Equal(said, want) {
		r.Errorf("said %q, want %q", said, want)
	}
}

func queueForget(r rig) {
	r.must(atDesks(begin(home), bot.Relay{Text: "1"}, say("2")))
	if _, err := r.store.Forget(r.Context(), bot.ConversationID(home)); err != nil {
		r.Fatal(err)
	}
	r.nothing(morning())
}
