package flows_test

import (
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/flows"
	"pgregory.net/rapid"
)

// The flows of a drawn book: the first two lead to each other, and each calls those behind it.
const (
	drawnFlows = 4
	callable   = 2
	drawnSteps = 4
)

var drawnSlots = []bot.SlotDef{{ID: "a", Values: []string{"", "one", "two"}}, {ID: "b", Values: []string{"false", "true"}}}

// anyPack has flows in which each step leads anywhere, and anybody can ask for them. Only steps that
// wait for an answer lead back, so that nobody is talked to for ever. Its labels and hours are those of
// another book.
func anyPack(t *rapid.T, like *bot.Book) *flows.Pack {
	book := &bot.Book{
		Name: "drawn", Revision: "1", Langs: []bot.Lang{"en"}, Menu: "flow0", Person: "person",
		Hours: like.Hours, Labels: like.Labels,
	}
	for i := range drawnFlows {
		book.Flows = append(book.Flows, anyFlow(t, i))
	}
	book.Flows = append(book.Flows, bot.Flow{ID: "person", Steps: []bot.Step{
		{ID: "pass", Kind: bot.KindHandoff, Next: 1}, {ID: "over", Kind: bot.KindEnd, Outcome: bot.HandedOff},
	}})
	examples := map[bot.FlowID][]string{}
	for _, flow := range book.Flows {
		examples[flow.ID] = []string{string(flow.ID)}
	}
	return &flows.Pack{Book: book, Examples: map[bot.Lang]map[bot.FlowID][]string{"en": examples}}
}

func named(i int) bot.FlowID { return bot.FlowID(fmt.Sprint("flow", i)) }

func anyFlow(t *rapid.T, number int) bot.Flow {
	f := bot.Flow{ID: named(number), Slots: drawnSlots, Outputs: []bot.SlotID{"a", "b"}}
	for i := range drawnSteps {
		f.Steps = append(f.Steps, anyStep(t, number, i))
	}
	f.Steps = append(f.Steps, bot.Step{ID: "over", Kind: bot.KindEnd, Outcome: bot.Resolved, Next: bot.Nowhere, Then: bot.Nowhere})
	return f
}

// anyStep is a step of a flow. The first one of a flow that others go to waits for an answer.
func anyStep(t *rapid.T, flow, index int) bot.Step {
	kinds := []bot.Kind{bot.KindAsk, bot.KindAsk, bot.KindGuide, bot.KindCheck, bot.KindWait, bot.KindSet, bot.KindBranch, bot.KindHandoff, bot.KindEnd, bot.KindGoto}
	if flow < drawnFlows-1 {
		kinds = append(kinds, bot.KindCall, bot.KindCall)
	}
	if flow < callable && index == 0 {
		kinds = []bot.Kind{bot.KindAsk}
	}
	kind := rapid.SampledFrom(kinds).Draw(t, "kind")
	ahead := func() int { return rapid.IntRange(index+1, drawnSteps).Draw(t, "ahead") }
	anywhere := func() int { return rapid.IntRange(0, drawnSteps).Draw(t, "anywhere") }
	s := bot.Step{ID: bot.StepID(fmt.Sprint("s", index)), Kind: kind, Text: bot.Text{"en": "?"}, Next: ahead(), Then: bot.Nowhere}
	switch kind {
	case bot.KindAsk:
		s.Options = []bot.Option{{ID: "x", Next: anywhere(), Sets: anySets(t)}, {ID: "y", Next: anywhere(), Sets: anySets(t)}}
	case bot.KindGuide:
		s.Options = []bot.Option{{ID: bot.ReplyDone, Next: ahead(), Sets: anySets(t)}, {ID: bot.ReplyFailed, Next: anywhere()}, {ID: bot.ReplyAgain, Next: bot.Nowhere}}
	case bot.KindCheck:
		s.Options = []bot.Option{{ID: bot.ReplyYes, Next: anywhere(), Sets: anySets(t)}, {ID: bot.ReplyNo, Next: anywhere()}}
	case bot.KindWait:
		s.For = anySpan(t)
		s.Options = []bot.Option{{ID: "now", Next: anywhere()}}
	case bot.KindSet:
		s.Sets = anySets(t)
	case bot.KindBranch:
		slot := rapid.SampledFrom(drawnSlots).Draw(t, "slot")
		s.Rules = []bot.Rule{{When: []bot.Guard{{Slot: slot.ID, Values: []string{anyValue(t, slot)}}}, Next: ahead()}, {Next: ahead()}}
	case bot.KindCall:
		s.Flow, s.Takes = named(rapid.IntRange(max(callable, flow+1), drawnFlows-1).Draw(t, "callee")), anyTakes(t)
	case bot.KindGoto:
		s.Flow = anyTarget(t, flow)
	case bot.KindEnd:
		s.Outcome = rapid.SampledFrom(bot.Outcomes()).Draw(t, "outcome")
	}
	if counts := kind.Rests() || kind == bot.KindCall || kind == bot.KindHandoff; counts && rapid.Bool().Draw(t, "tried") {
		s.Tries, s.Then = rapid.IntRange(1, 2).Draw(t, "tries"), ahead()
	}
	return s
}

// anyTarget is a flow to go to: one of the first two from these, one behind from the others.
func anyTarget(t *rapid.T, flow int) bot.FlowID {
	if flow < callable {
		return named(rapid.IntRange(0, callable-1).Draw(t, "target"))
	}
	return []bot.FlowID{"flow3", "person"}[flow-callable]
}

func anySpan(t *rapid.T) bot.Span {
	return rapid.SampledFrom([]bot.Span{
		{For: 5 * time.Minute},
		{By: "b", Each: map[string]time.Duration{"true": time.Hour}},
		{Calendar: "desk", Until: bot.Opens},
		{Calendar: "desk", Until: bot.Due},
	}).Draw(t, "span")
}

func anySets(t *rapid.T) []bot.Assign {
	if rapid.Bool().Draw(t, "sets") {
		return nil
	}
	slot := rapid.SampledFrom(drawnSlots).Draw(t, "slot")
	return []bot.Assign{{Slot: slot.ID, Value: anyValue(t, slot)}}
}

func anyValue(t *rapid.T, slot bot.SlotDef) string {
	return rapid.SampledFrom(slot.Values).Draw(t, "value")
}

func anyTakes(t *rapid.T) []bot.Take {
	return rapid.SampledFrom([][]bot.Take{nil, {{To: "a", From: "a"}}, {{To: "b", From: "b"}}}).Draw(t, "takes")
}
