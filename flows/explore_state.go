package flows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

const (
	nowhere     = bot.Address("explorer:1")
	wakeSilence = "silence"
	wakeDesk    = "desk"
	week        = 7 * 24 * time.Hour
	mostMisses  = 3 // more are as many as three
)

// atlas finds the book's steps, and what of a frame matters.
type atlas struct {
	book    *bot.Book
	steps   map[bot.StepRef]*bot.Step
	initial map[bot.FlowID][]bot.Assign // each slot's first value
}

func newAtlas(book *bot.Book) *atlas {
	a := &atlas{book: book, steps: map[bot.StepRef]*bot.Step{}, initial: map[bot.FlowID][]bot.Assign{}}
	for i := range book.Flows {
		flow := &book.Flows[i]
		for j := range flow.Steps {
			a.steps[bot.StepRef{Flow: flow.ID, Step: flow.Steps[j].ID}] = &flow.Steps[j]
		}
		for _, def := range flow.Slots {
			if len(def.Values) > 0 {
				a.initial[flow.ID] = append(a.initial[flow.ID], bot.Assign{Slot: def.ID, Value: def.Values[0]})
			}
		}
	}
	return a
}

// plain takes out of a session what only history tells: the state is what remains.
func (a *atlas) plain(s *bot.Session) {
	s.Seq, s.Started, s.Touched, s.Pressed = 0, 0, time.Time{}, bot.Pass{}
	s.Tried, s.Later, s.Warned, s.Moved, s.Noticed = nil, nil, false, false, bot.Noticed{}
	s.Misses = min(s.Misses, mostMisses)
	if s.Asked == nil {
		s.Done = nil
	}
	s.Case = plainCase(s.Case)
	s.Stack = slices.Clone(s.Stack)
	for i := range s.Stack {
		a.plainFrame(&s.Stack[i])
		if i < len(s.Stack)-1 {
			s.Stack[i].Slots, s.Stack[i].Log = nil, nil // the callers are kept apart
		}
	}
	s.Wakes = plainWakes(s.Wakes)
}

// plainFrame keeps the slots that were set, and how often a step with tries was answered.
func (a *atlas) plainFrame(f *bot.Frame) {
	f.From, f.Base, f.Aided = "", nil, nil
	f.Slots = slices.DeleteFunc(slices.Clone(f.Slots), func(set bot.Assign) bool {
		return slices.Contains(a.initial[f.Flow], set)
	})
	slices.SortFunc(f.Slots, func(a, b bot.Assign) int { return cmp.Compare(a.Slot, b.Slot) })
	f.Log = slices.DeleteFunc(slices.Clone(f.Log), func(answer bot.Answer) bool {
		step := a.steps[bot.StepRef{Flow: f.Flow, Step: answer.Step}]
		return step == nil || step.Tries == 0
	})
	for i := range f.Log {
		f.Log[i] = bot.Answer{Step: f.Log[i].Step, Value: bot.Came}
	}
	slices.SortFunc(f.Log, func(a, b bot.Answer) int { return cmp.Compare(a.Step, b.Step) })
}

// plainCase keeps who has the conversation.
func plainCase(c *bot.Case) *bot.Case {
	if c == nil || c.Owner == nil && c.State != bot.CaseQueued && c.State != bot.CaseDeferred {
		return nil
	}
	const lastButOne = 1 // reminder: the next one moves the case on
	return &bot.Case{State: c.State, Owner: c.Owner, Scoped: true, Stage: lastButOne}
}

// plainWakes are the wakes by name, whichever turn set them.
func plainWakes(wakes []bot.Pending) []bot.Pending {
	out := slices.Clone(wakes)
	for i := range out {
		out[i].Generation = 0
	}
	slices.SortFunc(out, func(a, b bot.Pending) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// appendKey writes what tells a state from others.
func appendKey(key []byte, s *bot.Session, site *callSite) []byte {
	if site != nil {
		key = append(key, site.name...)
	}
	key = append(append(key, '|'), s.Mode()...)
	key = strconv.AppendInt(append(key, '|'), int64(s.Misses), 10)
	key = strconv.AppendBool(key, s.Nudged)
	if s.Asked != nil {
		key = append(append(key, '|'), s.Asked.What...)
		for _, flow := range s.Asked.Flows {
			key = append(append(key, ','), flow...)
		}
	}
	if top := s.Top(); top != nil {
		key = appendFrame(append(key, '|'), top)
	}
	for i := range s.Wakes {
		if name := s.Wakes[i].Name; strings.HasPrefix(name, waitPrefix) { // the others follow from the rest
			key = append(append(key, '|'), name...)
		}
	}
	return key
}

func appendFrame(key []byte, f *bot.Frame) []byte {
	key = append(append(append(append(append(key, f.Flow...), '/'), f.Step...), '/'), f.Under...)
	for _, set := range f.Slots {
		key = append(append(append(append(key, ';'), set.Slot...), '='), set.Value...)
	}
	for _, answer := range f.Log {
		key = append(append(key, ':'), answer.Step...)
	}
	return key
}
