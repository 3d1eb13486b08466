package storetest

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

func pairs() []promise {
	return []promise{
		{"a line that was sent is paired with what it is a copy of", pairSent},
		{"a line of our own, or one that cannot be changed, is paired with nothing", pairNone},
		{"a copy that was settled too late is paired too", pairLate},
		{"pairs are forgotten with their conversation", pairForget},
		{"an amended line that was not sent is cancelled, and holds nothing up", amendUnsent},
		{"an amended line that may have been begun stays", amendBegun},
		{"an amendment is for its conversation and its line alone", amendAlone},
	}
}

// said is an agent's line that an event brought.
func said(text string, of bot.EventID) bot.Say {
	line := agents(text)
	line.Of = of
	return line
}

// placed is a line that was sent and can be changed where it is.
func placed(line bot.Line, at bot.Address) bot.Settlement {
	settled := sent(line)
	settled.Receipt.At = at
	return settled
}

// copies checks where the copies are.
func (r rig) copies(of bot.EventID, want ...bot.Address) {
	r.Helper()
	found, err := r.store.Pairs(r.Context(), bot.ConversationID(home), of)
	if err != nil {
		r.Fatalf("pairs of %s: %v", of, err)
	}
	var at []bot.Address
	for _, pair := range found {
		at = append(at, pair.At)
		if back, ok, err := r.store.Find(r.Context(), pair.At); err != nil || !ok || back != pair || back.Of != of {
			r.Errorf("at %s is %+v (%v, %v), want %+v", pair.At, back, ok, err, pair)
		}
	}
	if !slices.Equal(at, want) {
		r.Errorf("copies of %s are at %q, want %q", of, at, want)
	}
}

func pairSent(r rig) {
	r.must(atDesks(begin(home), said("1", "slack:e1"), bot.Relay{Text: "2", Of: "slack:e2"}, bot.ShowCase{Case: bot.Case{State: bot.CaseQueued}}))
	for n := 0; ; n++ {
		lines := r.lease(morning(), 1)
		if len(lines) == 0 {
			break
		}
		r.settle(placed(lines[0], lines[0].To()+bot.Address(":"+string(rune('a'+lines[0].Part)))))
	}
	r.copies("slack:e1", home+":a")
	r.copies("slack:e2", forum+":c", desk+":b")
	r.copies(bot.OfCase, forum+":e", desk+":d")
	r.copies("slack:e3")
	if pair, ok, err := r.store.Find(r.Context(), "slack:T1:C1:zzz"); ok || err != nil {
		r.Errorf("nowhere is %+v (%v)", pair, err)
	}
}

func pairNone(r rig) {
	r.must(turn(begin(home), say("1"), said("2", "slack:e1")))
	r.settle(placed(r.only(morning()), home+":a"))
	r.settle(sent(r.only(morning())))
	r.copies("slack:e1")
	r.copies("")
}

func pairLate(r rig) {
	r.must(turn(begin(home), said("1", "slack:e1")))
	first := r.only(morning())
	r.probes(after(16), "1")
	r.settle(placed(first, home+":a"))
	r.copies("slack:e1", home+":a")
}

func pairForget(r rig) {
	r.must(turn(begin(home), said("1", "slack:e1")))
	r.settle(placed(r.only(morning()), home+":a"))
	if _, err := r.store.Forget(r.Context(), bot.ConversationID(home)); err != nil {
		r.Fatal(err)
	}
	r.copies("slack:e1")
}

func amend(of bot.EventID, text string) bot.Amend {
	return bot.Amend{To: home, Of: of, Text: text, Gone: text == ""}
}

func amendUnsent(r rig) {
	session := r.must(turn(begin(home), said("1", "slack:e1")))
	session = r.must(turn(session, said("2", "slack:e2")))
	session = r.must(turn(session, amend("slack:e1", "")))
	r.must(turn(session, amend("slack:e2", "3")))
	r.says(morning(), "bot.Amend", "bot.Amend")
}

func amendBegun(r rig) {
	session := r.must(turn(begin(home), said("1", "slack:e1"), say("2")))
	line := r.only(morning())
	r.must(turn(session, amend("slack:e1", "3")))
	r.nothing(morning())
	r.settle(sent(line))
	r.says(morning(), "2", "bot.Amend")
}

func amendAlone(r rig) {
	session := r.must(turn(begin(home), said("1", "slack:e1"), said("2", "slack:e2")))
	other := said("3", "slack:e1")
	other.To = "terminal:you"
	r.must(turn(begin("terminal:you"), other))
	r.must(turn(session, amend("slack:e1", "")))
	all := r.drain(morning())
	slices.Sort(all)
	if !slices.Equal(all, []string{"2", "3", "bot.Amend"}) {
		r.Errorf("said %q", all)
	}
}
