package bot_test

import (
	"fmt"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// What was found at a second reading: double presses on older messages, releases that outlive what
// they were about, and questions at the edge of a case.

func TestADoublePressOnAnOlderButtonIsOnePress(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.wait(minute)
	k.pressAt("jam", "kind", "inkjet")
	k.hears("<corrected")
	k.pressAt("jam", "kind", "inkjet")
	k.silent()
	k.rests("jam", "open")
}

func TestADoublePressOnAButtonThatIsOverIsExplainedOnce(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.wait(minute)
	k.pressAt("menu", "what", "network")
	k.hears("<old_button")
	k.pressAt("menu", "what", "network")
	k.silent()
}

func TestALineBetweenTwoPressesMakesThemTwo(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.write("bof", bot.Reading{})
	k.pressAt("jam", "kind", "laser")
	k.hears("<old_button", "[jam/where]")
}

// Whoever is asked "this or that?" inside a call, and presses the flow that called, was understood.
func TestChoosingTheCallerUnderWayIsNoMiss(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("unsure")
	k.write("ça bloque", bot.Reading{Guesses: []bot.Guess{{Flow: "jam"}, {Flow: "wifi"}}})
	k.press("jam")
	k.never("<miss")
	k.stands("model", "look")
}

// "A little before" is said of the flow that was taken back, and of nothing else.
func TestMovedIsNotSaidOfWhatIsOver(t *testing.T) {
	for name, over := range map[string]func(*talk){
		"resolved": func(k *talk) { k.do(bot.AgentClaimed{Agent: camille}); k.do(bot.AgentResolved{Agent: camille}) },
		"solved":   func(k *talk) { k.press(bot.CmdSolved) },
		"stopped":  func(k *talk) { k.press(bot.CmdStop); k.write("bonjour", bot.Reading{}) },
	} {
		t.Run(name, func(t *testing.T) {
			k := opened(t, wednesday, "paper")
			k.press("laser")
			k.engine = revised(renamed("where", "side", false))
			over(k)
			k.never("<moved")
		})
	}
}

func TestBackOverACutLogUnderANewRevisionKeepsTheFlow(t *testing.T) {
	k := begin(t, wednesday)
	k.about("model")
	for range 70 {
		k.wait(minute)
		k.press("turn")
	}
	k.press("letters")
	k.engine = revised(renamedIn("model", "look", "glance", false))
	k.press(bot.CmdBack)
	if k.flow() != "model" {
		t.Fatalf("the flow was lost: %s\n%s", k.flow(), heard(k.turn))
	}
}

// The offer to write again ends after 72 hours; a question that was asked a minute ago does not.
func TestAQuestionAskedJustBeforeTheCaseClosesStands(t *testing.T) {
	k := solvedBy(t, false)
	k.wait(72*hour - 2*minute)
	k.write("ça bloque", bot.Reading{Guesses: []bot.Guess{{Flow: "wifi"}, {Flow: "model"}}})
	k.asks(bot.AskWhich, "wifi", "model")
	k.wait(5 * minute)
	k.press("wifi")
	k.stands("wifi", "light")
}

// While a handoff waits, what happens below it does not hand over a second time.
func TestAWaitThatIsOverBelowAHandoffDoesNotRepeatIt(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.about("jam")
	k.press("laser", "front", "cannot")
	k.mode(bot.Queued)
	k.wait(16 * minute)
	k.hears("<wait_elsewhere flow=t-wifi")
	k.never("[jam/person]")
}

// crowd is a book of many flows, each with a wait.
func crowd(n int) *bot.Engine {
	book := printer()
	for i := range n {
		book.Flows = append(book.Flows, flow(bot.FlowID(fmt.Sprint("f", i)), nil,
			lasting("rest", "more", bot.Span{For: hour}), ask(bot.KindAsk, "more", "yes", "end"), ending("end", bot.Resolved)))
	}
	return bot.NewEngine(book)
}

func TestWhoeverChangesTheSubjectOftenLeavesTheOldestTopic(t *testing.T) {
	k := begin(t, wednesday)
	k.engine = crowd(12)
	for i := range 12 {
		k.about(bot.FlowID(fmt.Sprint("f", i)))
	}
	if n := len(k.s.Stack); n > 8 || k.s.Stack[0].Under != "" {
		t.Fatalf("%d topics: %v", n, k.s.Stack)
	}
	waits := 0
	for _, p := range k.s.Wakes {
		if p.Name != "silence" {
			waits++
		}
	}
	if waits != len(k.s.Stack) {
		t.Fatalf("%d timers for %d topics", waits, len(k.s.Stack))
	}
	k.wait(2 * hour)
	k.rests("f11", "more")
	k.press("yes")
	k.asks(bot.AskSettled, "f10")
	k.press(bot.OptResume)
	k.stands("f10", "more")
}

// What a wait leads to is said once the agent is gone, not in silence while they speak.
func TestAWaitThatIsOverBesideAnAgentLosesNoWords(t *testing.T) {
	book := printer()
	book.Flows = append(book.Flows, flow("slow", nil, lasting("rest", "news", bot.Span{For: hour}),
		plain(bot.KindSay, "news", "end"), ending("end", bot.Resolved)))
	k := begin(t, wednesday)
	k.engine = bot.NewEngine(book)
	k.about("slow")
	k.do(bot.AgentClaimed{Agent: camille})
	k.beside(2 * hour)
	k.rests("slow", "news")
	k.do(bot.AgentReleased{Agent: camille})
	k.hears("[slow/news]", "[slow/end]")
	if k.turn.Outcome != bot.Resolved {
		t.Fatalf("outcome %q", k.turn.Outcome)
	}
}

// An answer heard early is given once: a question that comes back is asked.
func TestAnAnswerHeardEarlyIsGivenOnce(t *testing.T) {
	k := begin(t, wednesday)
	k.write("tourné", bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: "model"}}, Heard: []bot.Heard{{Flow: "model", Step: "look", Option: "turn"}}})
	k.stands("model", "look")
	if n := len(k.s.Top().Log); n != 1 {
		t.Fatalf("answered %d times", n)
	}
}

// Going back replays each answer once, also to a question that was asked several times.
func TestBackReplaysEachAnswerOnce(t *testing.T) {
	k := begin(t, wednesday)
	k.about("model")
	for _, option := range []bot.OptionID{"turn", "turn", "letters"} {
		k.press(option)
		k.wait(minute)
	}
	k.press(bot.CmdBack)
	k.stands("model", "look")
	if log := k.s.Top().Log; len(log) != 2 || log[0].Value != "turn" || log[1].Value != "turn" {
		t.Fatalf("log %v", log)
	}
}

// A flow that was left for another, once something was tried in it, was gone through: who is led
// back to it is offered a person.
func TestAFlowLeftForAnotherWasGoneThrough(t *testing.T) {
	k := begin(t, wednesday)
	k.about("wifi")
	k.press("slow")
	k.wait(15 * minute)
	k.press("no", "failed") // the router did not help: on to the printer
	k.stands("jam", "kind")
	k.press("laser", "front", "cannot")
	k.do(bot.AgentClaimed{Agent: camille})
	k.do(bot.AgentReleased{Agent: camille})
	k.press("network")
	k.asks(bot.AskEnter, "wifi")
	k.offers(bot.CmdHuman, bot.OptContinue)
}
