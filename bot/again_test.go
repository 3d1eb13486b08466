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
	k.engine = revised(func(book *bot.Book) {
		model, _ := book.Flow("model")
		model.Steps[0].ID = "glance"
	})
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
	k.asks(bot.AskResume, "f10")
	k.press(bot.OptResume)
	k.stands("f10", "more")
}
