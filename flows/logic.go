package flows

import (
	"fmt"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// What follows words the logic of a book, for people. It says all that the revision counts, so that
// two books of different revisions differ in a clause; TestRevision holds both to the same list.

// bookLogic is what holds for all flows.
func bookLogic(b *bot.Book, calendars []string) clauses {
	var c clauses
	c.put("menu", string(b.Menu))
	c.put("person", string(b.Person))
	c.put("calendars", joinedNames(calendars))
	return c
}

// flowLogic is what a flow does, its steps apart.
func flowLogic(flow *bot.Flow) clauses {
	var c clauses
	if len(flow.Steps) > 0 {
		c.put("start", string(flow.Steps[0].ID))
	}
	if flow.Aside {
		c.put("aside", "true")
	}
	var slots []bot.SlotID
	for _, slot := range flow.Slots {
		slots = append(slots, slot.ID)
		c.put("slot "+string(slot.ID), values(slot))
	}
	c.put("slots", joinedNames(slots))
	c.put("outputs", joinedNames(flow.Outputs))
	for _, old := range keys(flow.Moved) {
		c.put("moved "+string(old), string(flow.Moved[old]))
	}
	return c
}

// stepLogic is what a step does, and where it leads.
func stepLogic(b *bot.Book, flow *bot.Flow, step *bot.Step) clauses {
	leads := map[string]string{}
	for _, edge := range stepEdges(b, flow, step) {
		leads[edge.By] = string(edge.To.Step)
	}
	var c clauses
	c.put("kind", step.Kind.String())
	c.put("flow", string(step.Flow))
	c.put("outcome", string(step.Outcome))
	c.put("sets", settings(step.Sets))
	c.put("takes", taking(step.Takes))
	if step.Kind == bot.KindWait {
		c.put("wait", waiting(step.For))
	}
	c.answers(step, leads)
	c.put("next", leads["next"])
	if step.Tries > 0 {
		c.put("tries", fmt.Sprintf("%d → %s", step.Tries, leads["then"]))
	}
	return c
}

// answers are the options and rows of a step, with where they lead.
func (c *clauses) answers(step *bot.Step, leads map[string]string) {
	var ids []bot.OptionID
	for _, option := range step.Options {
		ids = append(ids, option.ID)
		c.put("option "+string(option.ID), strings.TrimSpace(settings(option.Sets)+" → "+orStays(leads[string(option.ID)])))
	}
	c.put("options", joinedNames(ids))
	for i, rule := range step.Rules {
		row := fmt.Sprint(i + 1)
		c.put("row "+row, guarding(rule)+" → "+leads[row])
	}
}

// orStays words an option that leads nowhere: it shows the question again.
func orStays(step string) string {
	if step == "" {
		return "here"
	}
	return step
}

func taking(takes []bot.Take) string {
	var out []string
	for _, take := range takes {
		out = append(out, string(take.To)+" = its "+string(take.From))
	}
	return strings.Join(out, ", ")
}

// waiting is how long a wait lasts, with the table of one that goes by a slot.
func waiting(span bot.Span) string {
	var rows []string
	for _, value := range keys(span.Each) {
		rows = append(rows, orEmpty(value)+" "+span.Each[value].String())
	}
	return strings.Join(append([]string{lasting(span)}, rows...), ", ")
}
