package storetest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/helpaide/helpaide/bot"
)

func odd() []promise {
	return []promise{
		{"what people write is kept as it is", oddWords},
		{"what cannot be text is never fatal", brokenWords},
		{"names are never read as anything else", oddNames},
		{"what platforms answer is never fatal", oddReceipts},
	}
}

func oddWords(r rig) {
	session := begin(home)
	for _, words := range []string{
		"", " ", "👩🏽‍💻 déjà vu \u0301", "a\x00b", "\u202eright to left", "line\u2028separator\r\n\t", `"quoted\" \u0000`,
		"'; drop table sessions; --", "<b>&amp;</b>", "\ufeff\ufffd\U0010ffff", strings.Repeat("long é ", 15_000),
	} {
		session.Case = &bot.Case{State: bot.CaseHeld, Owner: &bot.Agent{ID: "U1", Name: words}}
		next := turn(session, say(words), bot.Relay{Text: words})
		next.Cause.Event = bot.Said{Text: words}
		session = r.must(next)
		r.same(r.load(session.ID), session)
		line := r.only(morning())
		r.same(line.Effect, say(words))
		r.settle(sent(line))
		line = r.only(morning())
		r.same(line.Effect, bot.Relay{Text: words})
		r.settle(sent(line))
	}
}

func brokenWords(r rig) {
	words := "before \xff\xfe\xc3( \xed\xa0\x80 after"
	next := turn(begin(home), say(words))
	next.Cause.Event = bot.Said{Text: words}
	next.Turn.Session.Case = &bot.Case{State: bot.CaseHeld, Solver: words}
	session := r.must(next)
	r.must(turn(r.load(session.ID)))
	got := texts([]bot.Line{r.only(morning())})[0]
	if got != words && !utf8.ValidString(got) || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " after") {
		r.Errorf("got %q for %q", got, words)
	}
}

func oddNames(r rig) {
	for i, name := range []string{"it's", "a b", "%_", "{x}", "é👋", "a/b/c", `\`, `"`, "TERMINAL", "terminal", " ", strings.Repeat("n", 2000)} {
		place := bot.Address("slack:" + name)
		session := begin(place)
		first := turn(session, say(name), bot.Wake{Name: name, Generation: uint64(i), Due: after(i)})
		session = r.must(first)
		r.same(r.load(bot.ConversationID(place)), session)
		r.answers(bot.ErrSeen, signed("another", first))
		if line := r.only(morning()); line.Conversation != session.ID {
			r.Errorf("leased a line of %q, want %q", line.Conversation, session.ID)
		} else {
			r.settle(sent(line))
		}
		alarm := r.wakes(after(i), fmt.Sprintf("%s %d", name, i))[0]
		r.must(caused(turn(session), alarm.Envelope(after(i))))
		r.wakes(after(i))
	}
}

func oddReceipts(r rig) {
	r.must(turn(begin(home), say("1"), say("2"), say("3")))
	odd := "<html>\x00 502 \xff " + strings.Repeat("é", 10_000)
	line := r.only(morning())
	r.settle(bot.Settlement{Line: line, State: bot.LineReady, Reason: odd, After: morning()})
	line = r.only(morning())
	r.settle(bot.Settlement{Line: line, State: bot.LineDead, Reason: odd, Receipt: bot.Receipt{ID: odd}})
	r.says(morning(), "2", "3")
}
