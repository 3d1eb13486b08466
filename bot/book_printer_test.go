package bot_test

import (
	"time"

	"github.com/helpaide/helpaide/bot"
)

var (
	kindSlot  = bot.SlotDef{ID: "kind", Values: []string{"", "laser", "inkjet"}}
	whereSlot = bot.SlotDef{ID: "where", Values: []string{"", "front", "behind"}}
	speedSlot = bot.SlotDef{ID: "speed", Values: []string{"slow", "fast"}}
	askedSlot = bot.SlotDef{ID: "asked", Values: []string{"no", "yes"}}
	seenSlot  = bot.SlotDef{ID: "seen", Values: []string{"", "turn", "letters"}}
)

func menuFlow() bot.Flow {
	return flow("menu", nil,
		ask(bot.KindAsk, "what", "paper", "to_jam", "network", "to_wifi", "somebody", "to_person").tries(3, "to_person"),
		leading(bot.KindGoto, "to_jam", "jam", ""),
		leading(bot.KindGoto, "to_wifi", "wifi", ""),
		leading(bot.KindGoto, "to_person", "person", ""),
	)
}

// jamFlow has a step of every kind but a wait on a calendar, which wifiFlow has.
func jamFlow() bot.Flow {
	noted := plain(bot.KindSet, "noted", "person")
	noted.Sets = []bot.Assign{{Slot: "asked", Value: "yes"}}
	by := plain(bot.KindBranch, "by", "")
	by.rules = []rule{{[]bot.Guard{{Slot: "where", Values: []string{"behind"}}}, "rear"}, {nil, "open"}}
	rest := lasting("rest", "printing", bot.Span{For: 10 * minute})
	rest.Options = []bot.Option{{ID: "now", Label: text("rest-now")}}
	rest.goals = []string{"printing"}
	person := plain(bot.KindHandoff, "person", "after")
	person.Reason = text("nothing helped")
	return flow("jam", []bot.SlotDef{kindSlot, whereSlot, askedSlot},
		plain(bot.KindSay, "intro", "kind"),
		ask(bot.KindAsk, "kind", "laser", "where", "inkjet", "where", "unsure", "identify").storing(kindSlot).rephrased("(laser?)"),
		leading(bot.KindCall, "identify", "model", "where", bot.Take{To: "kind", From: "kind"}),
		ask(bot.KindAsk, "where", "front", "by", "behind", "by").storing(whereSlot),
		by,
		guide("open", "printing", "rear", "noted"),
		guide("rear", "printing", "rest", "noted").tries(2, "noted"),
		ask(bot.KindCheck, "printing", "yes", "solved", "no", "rest").tries(3, "noted"),
		rest,
		noted,
		person,
		ask(bot.KindAsk, "after", "network", "to_wifi", "enough", "left"),
		leading(bot.KindGoto, "to_wifi", "wifi", ""),
		ending("solved", bot.Resolved),
		ending("left", bot.HandedOff),
	)
}

func wifiFlow() bot.Flow {
	return flow("wifi", []bot.SlotDef{speedSlot},
		ask(bot.KindAsk, "light", "fast", "pause", "slow", "pause", "desk", "until", "nothing", "unknown").storing(speedSlot),
		lasting("pause", "back", bot.Span{By: "speed", Each: map[string]time.Duration{"slow": 15 * minute, "fast": 2 * minute}}),
		lasting("until", "back", bot.Span{Calendar: "desk", Until: bot.Opens}),
		ask(bot.KindCheck, "back", "yes", "ok", "no", "router").tries(2, "to_jam"),
		guide("router", "back", "to_jam", "desk"),
		leading(bot.KindGoto, "to_jam", "jam", ""),
		plain(bot.KindHandoff, "desk", "bye"),
		ending("bye", bot.HandedOff),
		ending("unknown", bot.NotSupported),
		ending("ok", bot.Resolved),
	)
}

// modelFlow is called by jamFlow, and helps by itself too. Its first question can go round.
func modelFlow() bot.Flow {
	f := flow("model", []bot.SlotDef{kindSlot, seenSlot},
		ask(bot.KindAsk, "look", "letters", "sure", "turn", "look").storing(seenSlot),
		ask(bot.KindAsk, "sure", "laser", "found", "inkjet", "found", "unclear", "unknown").storing(kindSlot),
		ending("found", bot.Resolved),
		ending("unknown", bot.NotSupported),
	)
	f.Outputs, f.Context = []bot.SlotID{"kind"}, []string{"code"}
	return f
}

func personFlow() bot.Flow {
	return flow("person", nil,
		plain(bot.KindHandoff, "call", "what"),
		ask(bot.KindAsk, "what", "try", "to_menu", "settled", "done"),
		leading(bot.KindGoto, "to_menu", "menu", ""),
		ending("done", bot.Resolved),
	)
}

func thanksFlow() bot.Flow {
	f := flow("thanks", nil, ending("welcome", bot.SelfService))
	f.Aside = true
	return f
}
