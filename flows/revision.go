package flows

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// revision names the logic of the book: two books have the same one when every conversation goes the
// same way in both, whatever words it is held in. Flows and steps count by their ids, so that moving
// them about in a file changes nothing but which step of a flow is the first.
func revision(b *bot.Book, calendars []string) string {
	sum := sha256.New()
	write(sum, "book", b.Menu, b.Person, calendars)
	flows := make([]*bot.Flow, len(b.Flows))
	for i := range b.Flows {
		flows[i] = &b.Flows[i]
	}
	slices.SortFunc(flows, func(a, b *bot.Flow) int { return cmp.Compare(a.ID, b.ID) })
	for _, flow := range flows {
		writeFlow(sum, b, flow)
	}
	return hex.EncodeToString(sum.Sum(nil))[:12]
}

func writeFlow(w io.Writer, b *bot.Book, flow *bot.Flow) {
	write(w, "flow", flow.ID, flow.Aside, flow.Outputs)
	for _, slot := range flow.Slots {
		write(w, "slot", slot.ID, slot.Values)
	}
	for _, old := range keys(flow.Moved) {
		write(w, "moved", old, flow.Moved[old])
	}
	if len(flow.Steps) > 0 {
		write(w, "start", flow.Steps[0].ID)
	}
	steps := make([]*bot.Step, len(flow.Steps))
	for i := range flow.Steps {
		steps[i] = &flow.Steps[i]
	}
	slices.SortFunc(steps, func(a, b *bot.Step) int { return cmp.Compare(a.ID, b.ID) })
	for _, step := range steps {
		writeStep(w, b, flow, step)
	}
}

// writeStep writes what a step does and where it leads.
func writeStep(w io.Writer, b *bot.Book, flow *bot.Flow, step *bot.Step) {
	write(w, "step", step.ID, step.Kind, step.Tries, step.Sets, step.Flow, step.Takes, step.Outcome)
	write(w, "span", step.For.For, step.For.By, step.For.Calendar, step.For.Until)
	for _, value := range keys(step.For.Each) {
		write(w, "each", value, step.For.Each[value])
	}
	for _, option := range step.Options {
		write(w, "option", option.ID, option.Sets)
	}
	for _, rule := range step.Rules {
		write(w, "rule", rule.When)
	}
	for _, edge := range stepEdges(b, flow, step) {
		if edge.To.Flow == flow.ID { // the start of another flow is that flow's own matter
			write(w, "edge", edge.By, edge.To.Step)
		}
	}
}

// write writes a line that no other values give.
func write(w io.Writer, values ...any) {
	for _, value := range values {
		fmt.Fprintf(w, "%q ", fmt.Sprint(value))
	}
	fmt.Fprintln(w)
}
