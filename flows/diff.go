package flows

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// Changes is what became of a pack from one release to the next. Its lists are empty when nothing
// changed. Examples, transcripts and comments are not compared.
type Changes struct {
	Old     Release      `json:"old"`
	New     Release      `json:"new"`
	Pack    []Edit       `json:"pack"`    // logic that holds for all flows
	Flows   []FlowChange `json:"flows"`   // logic
	Wording []Edit       `json:"wording"` // of steps that are in both releases, of the engine's lines, labels, links, opening hours
	Facts   []Edit       `json:"facts"`
}

// Release is a pack of one revision.
type Release struct {
	Pack     string `json:"pack"`
	Revision string `json:"revision"`
}

// Change is how something differs from the release before.
type Change string

// The ways to differ.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
)

// FlowChange is a flow whose logic differs. One that was added or removed tells no steps.
type FlowChange struct {
	Flow  bot.FlowID   `json:"flow"`
	Is    Change       `json:"is"`
	Logic []Edit       `json:"logic,omitempty"`
	Steps []StepChange `json:"steps,omitempty"`
}

// StepChange is a step whose logic differs. Fate and To say of a removed one where people go on who
// stand there.
type StepChange struct {
	Step  bot.StepID `json:"step"`
	Is    Change     `json:"is"`
	Kind  string     `json:"kind"` // of the newer one
	Logic []Edit     `json:"logic,omitempty"`
	Fate  Fate       `json:"fate,omitempty"`
	To    bot.StepID `json:"to,omitempty"`
}

// OnlyWording reports whether every conversation goes the same way in both.
func (c Changes) OnlyWording() bool { return c.Old.Revision == c.New.Revision }

// Diff compares two packs.
func Diff(old, now *Pack) Changes {
	d := &comparison{old: old, now: now, engine: bot.NewEngine(now.Book)}
	return Changes{
		Old:     Release{old.Book.Name, old.Book.Revision},
		New:     Release{now.Book.Name, now.Book.Revision},
		Pack:    edits(bookLogic(old.Book, keys(old.Calendars)), bookLogic(now.Book, keys(now.Calendars))),
		Flows:   d.flows(),
		Wording: edits(d.words(old, now), d.words(now, old)),
		Facts:   edits(factWords(old.Facts), factWords(now.Facts)),
	}
}

// comparison compares two packs; the engine is that of the newer one.
type comparison struct {
	old, now *Pack
	engine   *bot.Engine
}

func (d *comparison) flows() []FlowChange {
	out := []FlowChange{}
	for _, id := range flowIDs(d.old.Book, d.now.Book) {
		old, was := d.old.Book.Flow(id)
		now, is := d.now.Book.Flow(id)
		switch {
		case !was:
			out = append(out, FlowChange{Flow: id, Is: Added})
		case !is:
			out = append(out, FlowChange{Flow: id, Is: Removed})
		default:
			change := FlowChange{Flow: id, Is: Changed, Steps: d.steps(old, now)}
			change.Logic = slices.DeleteFunc(edits(flowLogic(old), flowLogic(now)), change.tells)
			if len(change.Logic)+len(change.Steps) > 0 {
				out = append(out, change)
			}
		}
	}
	return out
}

// tells reports whether the edit only says where people go on from a step that is told of.
func (f FlowChange) tells(edit Edit) bool {
	return edit.Old == "" && slices.ContainsFunc(f.Steps, func(s StepChange) bool {
		return s.Fate == Moved && edit.What == "moved "+string(s.Step)
	})
}

func flowIDs(books ...*bot.Book) []bot.FlowID {
	var out []bot.FlowID
	for _, book := range books {
		for i := range book.Flows {
			out = append(out, book.Flows[i].ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// steps are those that changed or went, in the order of the older flow, then those that came.
func (d *comparison) steps(old, now *bot.Flow) []StepChange {
	var out []StepChange
	for i := range old.Steps {
		if change, differs := d.step(old, now, &old.Steps[i]); differs {
			out = append(out, change)
		}
	}
	for i := range now.Steps {
		if step := &now.Steps[i]; old.Step(step.ID) == bot.Nowhere {
			out = append(out, StepChange{Step: step.ID, Is: Added, Kind: step.Kind.String()})
		}
	}
	return out
}

func (d *comparison) step(old, now *bot.Flow, was *bot.Step) (change StepChange, differs bool) {
	i := now.Step(was.ID)
	if i == bot.Nowhere {
		fate, to := fateOf(d.engine, bot.Frame{Flow: old.ID, Step: was.ID})
		return StepChange{Step: was.ID, Is: Removed, Kind: was.Kind.String(), Fate: fate, To: to}, true
	}
	is := &now.Steps[i]
	logic := edits(stepLogic(d.old.Book, old, was), stepLogic(d.now.Book, now, is))
	return StepChange{Step: was.ID, Is: Changed, Kind: is.Kind.String(), Logic: logic}, len(logic) > 0
}

// words are what the pack says in those places that the other has too.
func (d *comparison) words(p, other *Pack) clauses {
	out := bookWords(p)
	for i := range p.Book.Flows {
		flow := &p.Book.Flows[i]
		its, both := other.Book.Flow(flow.ID)
		if !both {
			continue
		}
		out = append(out, flowWords(flow)...)
		for j := range flow.Steps {
			if its.Step(flow.Steps[j].ID) != bot.Nowhere {
				out = append(out, stepWords(p.Book, flow.ID, &flow.Steps[j])...)
			}
		}
	}
	return out
}
