package flows

import (
	"strconv"

	"github.com/helpaide/helpaide/bot"
)

// Edge is a way from one step to another that the pack's author wrote. What the engine adds
// everywhere (back, start over, a person) has none.
type Edge struct {
	Flow bot.FlowID
	From bot.StepID
	By   string // an option's id, the number of a branch's row from 1, "next", "then", "call" or "goto"
	To   bot.StepRef
}

// Edges lists the author's edges of the book, flow by flow and step by step.
func Edges(b *bot.Book) []Edge {
	var all []Edge
	for i := range b.Flows {
		for j := range b.Flows[i].Steps {
			all = append(all, stepEdges(b, &b.Flows[i], &b.Flows[i].Steps[j])...)
		}
	}
	return all
}

// stepEdges are the edges that leave a step, in the order in which a reader meets them.
func stepEdges(b *bot.Book, flow *bot.Flow, step *bot.Step) []Edge {
	var out []Edge
	add := func(by string, to *bot.Flow, index int) {
		if to != nil && index >= 0 && index < len(to.Steps) {
			out = append(out, Edge{flow.ID, step.ID, by, bot.StepRef{Flow: to.ID, Step: to.Steps[index].ID}})
		}
	}
	for _, option := range step.Options {
		add(string(option.ID), flow, option.Next)
	}
	for i, rule := range step.Rules {
		add(strconv.Itoa(i+1), flow, rule.Next)
	}
	if step.Kind == bot.KindCall || step.Kind == bot.KindGoto {
		target, _ := b.Flow(step.Flow)
		add(step.Kind.String(), target, 0)
	}
	add("next", flow, step.Next)
	if step.Tries > 0 {
		add("then", flow, step.Then)
	}
	return out
}
