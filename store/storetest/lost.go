package storetest

import (
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func lost() []promise {
	return []promise{
		{"a dead line is told of with its settlement, once", lostOnce},
		{"what is no dead line for the person is not told of", notLost},
		{"what is told of a dead line is forgotten with the rest", lostForgotten},
	}
}

// due are the alarms that are due in a minute, by the record's clock.
func (r rig) due() []bot.Alarm {
	r.Helper()
	alarms, err := r.store.Due(r.Context(), r.now().Add(time.Minute), 100)
	if err != nil {
		r.Fatalf("due: %v", err)
	}
	return alarms
}

func lostOnce(r rig) {
	session := r.must(turn(begin(home), say("1"), say("2"), say("3"), nap(1, after(60))))
	first := r.only(morning())
	dead := bot.Settlement{Line: first, State: bot.LineDead, Reason: "msg_too_long"}
	r.settle(dead)
	r.settle(dead) // again, since its answer was lost
	second := r.only(morning())
	r.settle(bot.Settlement{Line: second, State: bot.LineDead, Gone: true, Reason: "channel_not_found"})
	now := r.now()
	alarms := slices.DeleteFunc(r.due(), func(a bot.Alarm) bool { return a.Wake.Name == "nap" })
	if len(alarms) != 2 {
		r.Fatalf("%d alarms tell of it, want 2", len(alarms))
	}
	for i, want := range []bot.Undelivered{{Line: first.ID(), Reason: "msg_too_long"}, {Line: second.ID(), Reason: "channel_not_found", Gone: true}} {
		if alarms[i].Wake.Due.After(now) || now.Sub(alarms[i].Wake.Due) > time.Minute {
			r.Errorf("it is told at %s, it is %s", alarms[i].Wake.Due, now)
		}
		in := alarms[i].Envelope(after(5))
		r.same(in, bot.Envelope{ID: bot.EventID("undelivered:" + want.Line), Where: home, At: after(5), Event: want})
		told := caused(turn(session), in)
		session = r.must(told)
		r.answers(bot.ErrSeen, signed("another", told))
		if left := len(r.due()); left != 2-i {
			r.Errorf("%d alarms are left, want %d", left, 2-i)
		}
	}
	r.wakes(after(60), "nap 1")
	r.says(morning(), "3") // which followed in spite of all
}

func notLost(r rig) {
	const lobby bot.Address = "terminal:lobby"
	elsewhere := bot.Say{To: lobby, From: bot.FromSystem, Text: "2"}
	r.must(turn(begin(home), say("1"), elsewhere, bot.Relay{Text: "3"}, say("4")))
	r.settle(sent(r.only(morning())))
	for range 2 {
		r.settle(ended(r.only(morning()), bot.LineDead))
	}
	late := r.only(morning())
	r.settle(again(late, morning()))
	r.settle(ended(late, bot.LineDead)) // of an attempt that is over
	if alarms := r.due(); len(alarms) != 0 {
		r.Errorf("told of by %v", alarms)
	}
}

func lostForgotten(r rig) {
	session := r.must(turn(begin(home), say("1")))
	line := r.only(morning())
	r.settle(ended(line, bot.LineDead))
	r.forgets(session.ID)
	r.settle(ended(line, bot.LineDead))
	if alarms := r.due(); len(alarms) != 0 {
		r.Errorf("told of by %v", alarms)
	}
}
