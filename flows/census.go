package flows

import (
	"cmp"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// Fate is what a release makes of those who stand on a step.
type Fate string

// The fates.
const (
	Stays   Fate = "stays"   // on the same step
	Moved   Fate = "moved"   // to the step that the flow names for it
	Restart Fate = "restart" // back to the start of the flow
	Left    Fate = "left"    // the flow is gone
)

// fateOf is where the engine goes on with a frame that was walked under another revision.
func fateOf(engine *bot.Engine, frame bot.Frame) (Fate, bot.StepID) {
	adopted := engine.Adopt(bot.Session{Stack: []bot.Frame{frame}})
	top := adopted.Top()
	switch {
	case top == nil:
		return Left, ""
	case adopted.Moved:
		return Restart, top.Step
	case top.Step != frame.Step:
		return Moved, top.Step
	}
	return Stays, top.Step
}

// Census counts conversations by what a release does to them. It keeps numbers, and nothing of
// anybody's.
type Census struct {
	Conversations int     `json:"conversations"` // all that were looked at
	UnderWay      int     `json:"under_way"`     // those with a flow under way
	Old           int     `json:"old"`           // of these, on the revision of the older pack
	New           int     `json:"new"`           // of these, on that of the newer one: nothing happens to them
	Touched       int     `json:"touched"`       // of these, those that will stand elsewhere, or lose a flow or a question
	Steps         []Place `json:"steps"`         // where they stand, for steps that are gone or changed

	old, now string
	engine   *bot.Engine
	changed  map[bot.StepRef]bool
}

// Place is a step on which conversations stand, with what becomes of them. One that digressed
// stands in every flow it will come back to.
type Place struct {
	Flow          bot.FlowID `json:"flow"`
	Step          bot.StepID `json:"step"`
	Fate          Fate       `json:"fate"` // Stays when the step is there, with other logic
	To            bot.StepID `json:"to,omitempty"`
	Conversations int        `json:"conversations"`
}

// NewCensus counts nobody yet.
func NewCensus(old, now *Pack) *Census {
	c := &Census{old: old.Book.Revision, now: now.Book.Revision, engine: bot.NewEngine(now.Book), changed: map[bot.StepRef]bool{}, Steps: []Place{}}
	for _, flow := range Diff(old, now).Flows {
		for _, step := range flow.Steps {
			c.changed[bot.StepRef{Flow: flow.Flow, Step: step.Step}] = step.Is == Changed
		}
	}
	return c
}

// Add counts a conversation.
func (c *Census) Add(s bot.Session) {
	c.Conversations++
	if len(s.Stack) == 0 {
		return
	}
	c.UnderWay++
	switch s.Book {
	case c.now:
		c.New++
		return
	case c.old:
		c.Old++
	}
	if touched(s, c.engine.Adopt(s)) {
		c.Touched++
	}
	for _, frame := range s.Stack {
		fate, to := fateOf(c.engine, frame)
		if fate != Stays || c.changed[bot.StepRef{Flow: frame.Flow, Step: frame.Step}] {
			c.count(Place{Flow: frame.Flow, Step: frame.Step, Fate: fate, To: to})
		}
	}
}

// touched reports whether the session stands elsewhere once it is adopted, or lost something.
func touched(was, is bot.Session) bool {
	same := func(a, b bot.Frame) bool { return a.Flow == b.Flow && a.Step == b.Step }
	return !slices.EqualFunc(was.Stack, is.Stack, same) || len(was.Later) != len(is.Later) || (was.Asked == nil) != (is.Asked == nil)
}

// count adds one to a place. Places are in the order of their names.
func (c *Census) count(at Place) {
	i, found := slices.BinarySearchFunc(c.Steps, at, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Flow, b.Flow), cmp.Compare(a.Step, b.Step))
	})
	if !found {
		c.Steps = slices.Insert(c.Steps, i, at)
	}
	c.Steps[i].Conversations++
}
