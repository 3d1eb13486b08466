package flows_test

import (
	"slices"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/flows"
	"pgregory.net/rapid"
)

// A release strands nobody: when every step that went says where people go on, each conversation
// stands on a step of the release afterwards, in the same flows, and is told of no step back.
func TestAlwaysAReleaseStrandsNobody(t *testing.T) {
	old := talkerOf(t, "wifi")
	rapid.Check(t, func(t *rapid.T) {
		session := walked(t, old.engine)
		now := thinned(t, old.pack.Book)
		engine := bot.NewEngine(now)
		adopted := engine.Adopt(session)
		if len(adopted.Stack) != len(session.Stack) || adopted.Moved {
			t.Fatalf("%+v\nbecame\n%+v", session, adopted)
		}
		for i, frame := range adopted.Stack {
			flow, _ := now.Flow(frame.Flow)
			if frame.Flow != session.Stack[i].Flow || flow.Step(frame.Step) == bot.Nowhere {
				t.Fatalf("stood on %+v, now on %+v", session.Stack[i], frame)
			}
		}
		turn := engine.Step(session, bot.Envelope{Where: session.Home, At: noon, Event: bot.Chose{Option: bot.CmdRepeat}})
		says := slices.ContainsFunc(turn.Effects, func(e bot.Effect) bool { _, ok := e.(bot.Say); return ok })
		if len(turn.Session.Stack) > 0 && !says {
			t.Fatalf("%+v\nasks nothing:\n%+v", session, turn)
		}
	})
}

// The count agrees with the engine: it touches those that stand elsewhere afterwards, and names
// each step that they leave.
func TestAlwaysTheCensusCountsWhoIsTouched(t *testing.T) {
	old := talkerOf(t, "wifi")
	rapid.Check(t, func(t *rapid.T) {
		now := *old.pack
		now.Book = thinned(t, old.pack.Book)
		engine, census := bot.NewEngine(now.Book), flows.NewCensus(old.pack, &now)
		touched, left := 0, 0
		for range rapid.IntRange(1, 5).Draw(t, "people") {
			session := walked(t, old.engine)
			census.Add(session)
			elsewhere := 0
			for i, frame := range engine.Adopt(session).Stack {
				if frame.Step != session.Stack[i].Step {
					elsewhere++
				}
			}
			left += elsewhere
			touched += min(elsewhere, 1)
		}
		counted := 0
		for _, at := range census.Steps {
			if at.Fate == flows.Moved {
				counted += at.Conversations
			}
		}
		if census.Touched != touched || counted != left || census.Old != census.UnderWay {
			t.Fatalf("%d are touched and leave %d steps; counted: %+v", touched, left, census)
		}
	})
}

func TestCensus(t *testing.T) {
	old := mustLoad(t, base(t))
	now := mustLoad(t, changed(t,
		change{"tool.yaml", "  note: { set: { fixed: true }, next: over }\n", ""},
		change{"tool.yaml", "yes: note", "yes: over"},
		change{"lamp.yaml", "tries: 2", "tries: 3"},
		change{"menu.yaml", "  what:\n", "  which:\n"},
		change{"menu.yaml", "steps:\n", "moved: { what: which }\nsteps:\n"},
		change{"thanks.yaml", "", ""},
	))
	census := flows.NewCensus(old, now)
	on := func(book string, at ...bot.Frame) bot.Session { return bot.Session{Book: book, Stack: at} }
	was := old.Book.Revision
	for _, session := range []bot.Session{
		on(was),
		on(was, bot.Frame{Flow: "lamp", Step: "size"}),
		on(was, bot.Frame{Flow: "lamp", Step: "switch_it"}),
		on(was, bot.Frame{Flow: "lamp", Step: "fix"}, bot.Frame{Flow: "tool", Step: "note", Under: bot.Called}),
		on("another", bot.Frame{Flow: "menu", Step: "what"}),
		on(was, bot.Frame{Flow: "menu", Step: "what"}),
		on(now.Book.Revision, bot.Frame{Flow: "menu", Step: "which"}),
		on(was, bot.Frame{Flow: "thanks", Step: "welcome"}),
		{Book: was, Stack: []bot.Frame{{Flow: "lamp", Step: "size"}}, Later: []bot.FlowID{"thanks"}},
	} {
		census.Add(session)
	}
	if census.Conversations != 9 || census.UnderWay != 8 || census.Old != 6 || census.New != 1 || census.Touched != 5 {
		t.Errorf("got %+v", census)
	}
	want := []flows.Place{
		{Flow: "lamp", Step: "switch_it", Fate: flows.Stays, To: "switch_it", Conversations: 1},
		{Flow: "menu", Step: "what", Fate: flows.Moved, To: "which", Conversations: 2},
		{Flow: "thanks", Step: "welcome", Fate: flows.Left, Conversations: 1},
		{Flow: "tool", Step: "note", Fate: flows.Restart, To: "turn", Conversations: 1},
	}
	// the check that leads to the step that went goes otherwise now, but nobody stands there
	if !slices.Equal(census.Steps, want) {
		t.Errorf("got  %+v\nwant %+v", census.Steps, want)
	}
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("", -5*60*60))

// walked is a conversation after a few answers and commands.
func walked(t *rapid.T, engine *bot.Engine) bot.Session {
	session := bot.NewSession("terminal:me", noon)
	offered := []bot.OptionID{bot.CmdRestart}
	for range rapid.IntRange(1, 12).Draw(t, "turns") {
		option := rapid.SampledFrom(offered).Draw(t, "option")
		turn := engine.Step(session, bot.Envelope{Where: session.Home, At: noon, Event: bot.Chose{Option: option}})
		session, offered = turn.Session, []bot.OptionID{bot.CmdRepeat, bot.CmdBack, bot.CmdWithdraw}
		for _, effect := range turn.Effects {
			say, _ := effect.(bot.Say)
			for _, choice := range say.Choices {
				offered = append(offered, choice.ID)
			}
		}
	}
	return session
}

// thinned is the book with some steps taken out, each of them moved to one that stayed. What led to
// the step leads there.
func thinned(t *rapid.T, book *bot.Book) *bot.Book {
	now := *book
	now.Revision, now.Flows = "next", slices.Clone(book.Flows)
	for i := range now.Flows {
		f := &now.Flows[i]
		f.Moved, f.Steps = map[bot.StepID]bot.StepID{}, nil
		old := book.Flows[i].Steps
		gone := rapid.SliceOfN(rapid.Bool(), len(old), len(old)).Draw(t, string(f.ID))
		gone[rapid.IntRange(0, len(old)-1).Draw(t, "kept")] = false
		at := map[bot.StepID]int{}
		for j, step := range old {
			if !gone[j] {
				at[step.ID] = len(f.Steps)
				f.Steps = append(f.Steps, step)
			}
		}
		for j, step := range old {
			if gone[j] {
				to := rapid.IntRange(0, len(f.Steps)-1).Draw(t, "to")
				f.Moved[step.ID], at[step.ID] = f.Steps[to].ID, to
			}
		}
		relead(f.Steps, old, at)
	}
	return &now
}

// relead leads the steps by the places that the ids of the old ones have now.
func relead(steps, old []bot.Step, at map[bot.StepID]int) {
	lead := func(i int) int {
		if i == bot.Nowhere {
			return i
		}
		return at[old[i].ID]
	}
	for i := range steps {
		s := &steps[i]
		s.Next, s.Then = lead(s.Next), lead(s.Then)
		s.Options, s.Rules = slices.Clone(s.Options), slices.Clone(s.Rules)
		for j := range s.Options {
			s.Options[j].Next = lead(s.Options[j].Next)
		}
		for j := range s.Rules {
			s.Rules[j].Next = lead(s.Rules[j].Next)
		}
	}
}
