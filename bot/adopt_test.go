package bot_test

import (
	"slices"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// revised is the printer's book under a new revision, changed.
func revised(change func(*bot.Book)) *bot.Engine {
	book := printer()
	book.Revision = "r2"
	if change != nil {
		change(book)
	}
	return bot.NewEngine(book)
}

// renamed gives a step of the jam flow another name, and says so or not.
func renamed(from, to bot.StepID, moved bool) func(*bot.Book) {
	return renamedIn("jam", from, to, moved)
}

func renamedIn(id bot.FlowID, from, to bot.StepID, moved bool) func(*bot.Book) {
	return func(book *bot.Book) {
		f, _ := book.Flow(id)
		f.Steps[f.Step(from)].ID = to
		if moved {
			f.Moved = map[bot.StepID]bot.StepID{from: to}
		}
	}
}

// without takes a flow away, and what leads to it.
func without(gone bot.FlowID) func(*bot.Book) {
	return func(book *bot.Book) {
		book.Flows = slices.DeleteFunc(book.Flows, func(f bot.Flow) bool { return f.ID == gone })
		for _, f := range book.Flows {
			for i, s := range f.Steps {
				switch {
				case s.Flow == gone && s.Kind == bot.KindGoto:
					f.Steps[i] = ending(string(s.ID), bot.NotSupported).Step
					f.Steps[i].Text = text("[%s is gone]", gone)
				case s.Flow == gone && s.Kind == bot.KindCall:
					f.Steps[i] = bot.Step{ID: s.ID, Kind: bot.KindSet, Next: s.Next}
				}
			}
		}
	}
}

func TestANewRevisionGoesOnAtTheSameStep(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.engine = revised(nil)
	k.press("front")
	k.stands("jam", "open")
	k.never("<moved")
	if k.s.Book != "r2" {
		t.Fatalf("walked with %q", k.s.Book)
	}
}

func TestANewRevisionGoesOnWhereTheStepWasMovedTo(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.engine = revised(renamed("where", "side", true))
	k.write("?", bot.Reading{})
	k.rests("jam", "side")
	k.never("<moved")
	k.press("front")
	k.stands("jam", "open")
}

func TestANewRevisionGoesBackToTheStartAsALastResort(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.engine = revised(renamed("where", "side", false))
	k.press("front")
	k.hears("<moved")
	k.stands("jam", "kind")
}

func TestAFlowThatIsGoneIsLeft(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.about("wifi")
	k.press("slow")
	k.engine = revised(without("wifi"))
	k.write("?", bot.Reading{})
	k.hears("<moved")
	k.rests("jam", "kind")
	if k.pending("wait:wifi") != nil {
		t.Fatal("its timer runs on")
	}
}

func TestTheOnlyFlowIsGoneAndTheMenuIsAsked(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.engine = revised(without("wifi"))
	k.press("slow")
	k.hears("<moved")
	k.stands("menu", "what")
}

func TestAProblemRememberedOfAFlowThatIsGoneIsForgotten(t *testing.T) {
	k := begin(t, wednesday)
	k.write("les deux", both("jam", "wifi"))
	k.engine = revised(without("wifi"))
	k.press("laser", "front", "done", "yes")
	k.asks(bot.AskFeedback)
}

func TestAQuestionAboutAFlowThatIsGoneIsDropped(t *testing.T) {
	k := begin(t, wednesday)
	k.write("les deux", both("jam", "wifi"))
	k.press("laser", "front", "done", "yes")
	k.asks(bot.AskSecond, "wifi")
	k.engine = revised(without("wifi"))
	k.press(bot.OptBegin)
	k.stands("menu", "what")
}

func TestACallerThatIsGoneLeavesTheCalledFlowOnTop(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("unsure", "letters")
	k.engine = revised(without("jam"))
	k.press("laser")
	k.hears("[model/found]")
	k.depth(0)
}

func TestARefusedEventUnderANewRevisionChangesNothing(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.engine = revised(without("jam"))
	before := encoded(t, k.s)
	k.do(bot.AgentSaid{Agent: camille, Text: "bonjour"})
	if k.turn.Refused != bot.RefusedUnowned || encoded(t, k.s) != before {
		t.Fatalf("refused %q", k.turn.Refused)
	}
}

// TAKEOVER 2.6: "If the flow changed meanwhile … as a last resort it goes to the start of the flow
// and says 'je reprends un peu avant'": also when the release is the first event of the new revision.
func TestAReleaseUnderANewRevisionSaysThatItBeginsABitBefore(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.do(bot.AgentClaimed{Agent: camille})
	k.engine = revised(renamed("where", "side", false))
	k.do(bot.AgentReleased{Agent: camille})
	k.hears("<case_released", "<moved")
	k.stands("jam", "kind")
}

// A wake that comes first must not say "a little before" and leave the person without a question.
func TestAWakeUnderANewRevisionAsksTheQuestionItWentBackTo(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser")
	k.engine = revised(renamed("where", "side", false))
	k.wait(31 * minute)
	if len(says(k.turn)) > 0 {
		k.hears("[jam/kind]")
		k.offers(bot.CmdHuman)
	}
	k.press(bot.CmdRepeat)
	k.stands("jam", "kind")
}

// A moved step's answer is still its answer: back and correction use it.
func TestAnswersFollowAMovedStep(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press("laser", "front")
	k.engine = revised(renamed("where", "side", true))
	k.write("jet d'encre", corrected("jam", "kind", "inkjet"))
	k.stands("jam", "open")
}

// A language that the book no longer speaks must not make the bot mute.
func TestALanguageThatIsGoneGivesWayToTheFirst(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdLanguage)
	k.engine = revised(func(b *bot.Book) { b.Langs = []bot.Lang{"fr"} })
	k.s.Lang = "es"
	k.press("laser")
	k.hears("[jam/where] fr")
}

// What Adopt shows is what Step goes on with, and the session it is shown of stays as it was.
func TestAdoptShowsWhereStepGoesOn(t *testing.T) {
	for name, engine := range map[string]*bot.Engine{
		"the same":  revised(nil),
		"moved":     revised(renamed("where", "side", true)),
		"the start": revised(renamed("where", "side", false)),
		"left":      revised(without("jam")),
	} {
		t.Run(name, func(t *testing.T) {
			k := opened(t, wednesday, "paper")
			k.press("laser")
			before := encoded(t, k.s)
			shown := engine.Adopt(k.s)
			if encoded(t, k.s) != before || shown.Seq != k.s.Seq || shown.Book != "r2" {
				t.Fatalf("adopted %s as %s", before, encoded(t, shown))
			}
			if again := engine.Adopt(shown); encoded(t, again) != encoded(t, shown) {
				t.Fatalf("adopted again as %s", encoded(t, again))
			}
			stepped := engine.Step(k.s, bot.Envelope{At: wednesday, Event: bot.Undelivered{}}).Session
			if !slices.EqualFunc(stepped.Stack, shown.Stack, func(a, b bot.Frame) bool { return a.Flow == b.Flow && a.Step == b.Step }) || stepped.Moved != shown.Moved {
				t.Fatalf("shown %s, stepped %s", encoded(t, shown), encoded(t, stepped))
			}
		})
	}
}

// merged takes a step of the wifi flow away; who stood there goes on at another one.
func merged(gone, to bot.StepID) func(*bot.Book) {
	return func(book *bot.Book) {
		f, _ := book.Flow("wifi")
		f.Steps[f.Step(gone)].ID = "unused"
		f.Moved = map[bot.StepID]bot.StepID{gone: to}
	}
}

// Somebody who was told at what time we write waits for that, whatever the release made of the wait.
func TestAWaitThatMovedToAQuestionAsksItAtItsTime(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.rests("wifi", "pause")
	k.engine = revised(merged("pause", "back"))
	k.wait(16 * minute)
	k.stands("wifi", "back")
	k.offers(bot.CmdHuman)
}

func TestAWaitThatMovedSaysBesideAnotherTopicThatItIsOver(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.about("jam")
	k.engine = revised(merged("pause", "back"))
	k.wait(16 * minute)
	k.hears("<wait_elsewhere")
	k.rests("jam", "kind")
}

func TestAWaitThatMovedStaysSilentBesideAnAgent(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.press("slow")
	k.do(bot.AgentClaimed{Agent: camille})
	k.engine = revised(merged("pause", "back"))
	if said := k.beside(16 * minute); len(said) > 0 {
		t.Fatalf("said %+v", said)
	}
}

// A question that became a wait is waited for, and its time is told, as soon as anything happens.
func TestAQuestionThatMovedToAWaitIsWaitedFor(t *testing.T) {
	k := opened(t, wednesday, "network")
	k.engine = revised(merged("light", "pause"))
	k.write("?", bot.Reading{})
	k.rests("wifi", "pause")
	if k.pending("wait:wifi") == nil {
		t.Fatalf("nothing will wake it; heard:\n%s", heard(k.turn))
	}
}
