package bot_test

import (
	"reflect"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestADoublePressIsOnePress(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	before := k.s
	k.pressAt("jam", "kind", "laser")
	k.silent()
	if !reflect.DeepEqual(k.s.Stack, before.Stack) {
		t.Fatalf("stack %v, was %v", k.s.Stack, before.Stack)
	}
}

func TestAnOldButtonIsExplainedAndTheQuestionAskedAgain(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.wait(minute)
	k.pressAt("jam", "kind", "laser")
	k.hears("<old_button", "[jam/where]")
	k.offers("front", bot.CmdHuman)
}

func TestAButtonOfAFlowThatIsOverIsExplained(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.pressAt("menu", "what", "network")
	k.hears("<old_button")
	k.stands("jam", "kind")
}

func TestAButtonThatNeverWasIsExplained(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.pressAt("nowhere", "never", "nothing")
	k.hears("<old_button")
	k.stands("jam", "kind")
}

func TestAButtonByItsLabelInAnyLanguage(t *testing.T) {
	for _, label := range []bot.OptionID{"kind-laser fr", "KIND-Laser en", " kind-laser fr "} {
		k := opened(t, wednesday, "paper")
		k.do(bot.Chose{Option: label})
		k.stands("jam", "where")
	}
}

func TestACommandByItsLabel(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.do(bot.Chose{Option: "!back en"})
	k.stands("jam", "kind")
}

func TestAnEnginesAnswerByItsLabel(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.about("wifi")
	k.press("nothing")
	k.do(bot.Chose{Option: "!resume fr"})
	k.stands("jam", "kind")
}

func TestAPressWithoutAStepAnswersTheQuestionThatWaits(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.do(bot.Chose{Option: "laser"})
	k.stands("jam", "where")
}

func TestAStepsButtonAnswersItEvenBelowTheEnginesQuestion(t *testing.T) {
	k := opened(t, wednesday, "paper")
	for range 3 {
		k.write("bof", bot.Reading{})
	}
	k.asks(bot.AskPerson)
	k.press("laser")
	k.stands("jam", "where")
}

// A button belongs to its flow: "back" is a step of wifi and might be one of jam too.
func TestAnOldButtonOfAnotherFlowIsNoCorrectionHere(t *testing.T) {
	book := printer()
	book.Flows = append(book.Flows, flow("fax", nil,
		ask(bot.KindAsk, "kind", "laser", "end", "inkjet", "end"), ending("end", bot.Resolved)))
	k := begin(t, wednesday)
	k.engine = bot.NewEngine(book)
	k.about("jam")
	k.press("laser")
	k.wait(minute)
	k.pressAt("fax", "kind", "inkjet")
	k.hears("<old_button")
	k.rests("jam", "where")
	if k.slot("kind") != "laser" {
		t.Fatal("a button of another flow changed an answer")
	}
}

// "A double press is one press" (FLOWS), also when the first press ended the flow, led to another
// one, answered the engine's own question or was a command.
func TestADoublePressThatEndedTheFlowIsOnePress(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes")
	k.asks(bot.AskFeedback)
	k.pressAt("jam", "printing", "yes")
	k.silent()
	k.asks(bot.AskFeedback)
}

func TestADoublePressAtTheMenuIsOnePress(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.pressAt("menu", "what", "paper")
	k.silent()
	k.rests("jam", "kind")
}

func TestADoublePressOnTheEnginesQuestionIsOnePress(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front", "done", "yes", bot.OptHelpful)
	k.pressAt("", "", bot.OptHelpful)
	k.silent()
	k.depth(0)
}

func TestADoublePressOnBackIsOnePress(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.press(bot.CmdBack)
	k.stands("jam", "where")
	k.pressAt("jam", "open", bot.CmdBack)
	k.rests("jam", "where")
}
