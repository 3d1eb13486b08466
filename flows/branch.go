package flows

import (
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// The bounds of a branch: a table that nobody can read is two branches.
const (
	maxRules  = 50
	maxCombos = 1024
)

// caseForm is a row of a branch, restForm its last.
var (
	caseForm = form{
		{"when", needed, "The slots that it looks at, with the value or values of each.", ref("guards")},
		{"next", needed, "The step that it leads to.", ref("step_name")},
	}
	restForm = form{
		{"else", needed, "The step for every other case; stands in the last row.", ref("step_name")},
	}
)

// branch reads the rows of a table and proves that each combination of answers takes exactly one.
func (r *stepReader) branch(node *yaml.Node) {
	rows := r.t.list(node, "branch")
	if len(rows) == 0 || len(rows) > maxRules {
		r.t.wrong(r.step.kind, "a branch has from 1 to %d rows: - { when: { slot: value }, next: step }", maxRules)
		return
	}
	sound := true
	for i, row := range rows {
		sound = r.rule(row, i == len(rows)-1) && sound
	}
	if sound {
		r.total(rows)
	}
}

// rule reads a row. It reports whether the row can be reasoned about.
func (r *stepReader) rule(row *yaml.Node, last bool) bool {
	t := r.t.table(row, row, "a row of the branch")
	t.only(append(caseForm.names(), restForm.names()...)...)
	if rest := t.get("else"); rest != nil {
		if !last || len(t.keys) > 1 {
			t.wrong(t.keyOf("else"), "else stands alone in the last row: it takes what the others leave")
		}
		r.addRule(nil, rest)
		return last && len(t.keys) == 1
	}
	t.whole(caseForm)
	guards, sound := r.guards(t)
	r.addRule(guards, t.get("next"))
	return sound && !t.void
}

func (r *stepReader) addRule(guards []bot.Guard, next *yaml.Node) {
	r.Rules = append(r.Rules, bot.Rule{When: guards, Next: bot.Nowhere})
	k := len(r.Rules) - 1
	r.goal(next, func(i int) { r.Rules[k].Next = i })
}

// guards reads what must hold for a row to be taken.
func (r *stepReader) guards(t *table) (out []bot.Guard, sound bool) {
	when := t.get("when")
	conditions := t.table(t.at, when, "when")
	if when != nil && !conditions.void && len(conditions.keys) == 0 {
		t.wrong(when, "when says nothing; name a slot and its value, or write else: step")
		return nil, false
	}
	sound = !conditions.void
	for _, key := range conditions.keys {
		def, known := r.flow.slotAt(key)
		if !known {
			sound = false
			continue
		}
		guard := bot.Guard{Slot: def.ID}
		for _, value := range oneOrMore(conditions.get(key.Value)) {
			sound = r.flow.valueAt(value, def) && sound
			guard.Values = append(guard.Values, value.Value)
		}
		out = append(out, guard)
	}
	return out, sound
}

// oneOrMore is a value or a list of them.
func oneOrMore(node *yaml.Node) []*yaml.Node {
	if node.Kind == yaml.SequenceNode {
		return node.Content
	}
	return []*yaml.Node{node}
}

// total reports the first combination of answers that no row takes, or that two take.
func (r *stepReader) total(rows []*yaml.Node) {
	slots := r.guarded()
	combos := 1
	for _, def := range slots {
		if combos *= len(def.Values); combos > maxCombos {
			r.t.remark(r.step.kind, "this branch looks at so many slots that it has more than %d cases; make two of it", maxCombos)
			return
		}
	}
	rest, restTaken := r.otherwise(), false
	for n := range combos {
		combo := combination(slots, n)
		taken := r.takers(combo)
		switch {
		case len(taken) > 1:
			r.t.remark(rows[taken[1]], "rows %d and %d both take %s; each case belongs to one row", taken[0]+1, taken[1]+1, told(slots, combo))
			return
		case len(taken) == 0 && rest < 0:
			r.t.remark(r.step.kind, "no row takes %s; add a row for it, or { else: step }", told(slots, combo))
			return
		case len(taken) == 0:
			restTaken = true
		}
	}
	if rest >= 0 && !restTaken {
		r.t.remark(rows[rest], "nothing is left for else: the other rows take every case")
	}
}

// guarded are the slots that the branch looks at.
func (r *stepReader) guarded() []bot.SlotDef {
	var out []bot.SlotDef
	for _, def := range r.flow.Slots {
		for _, rule := range r.Rules {
			if guards(rule, def.ID) != nil {
				out = append(out, def)
				break
			}
		}
	}
	return out
}

// guards are the values with which the rule takes the slot, or nil when it does not look.
func guards(rule bot.Rule, slot bot.SlotID) []string {
	for _, guard := range rule.When {
		if guard.Slot == slot {
			return guard.Values
		}
	}
	return nil
}

// otherwise is the row of else, or -1.
func (r *stepReader) otherwise() int {
	if last := len(r.Rules) - 1; len(r.Rules[last].When) == 0 {
		return last
	}
	return -1
}

// takers are the rows, else left out, that take the combination.
func (r *stepReader) takers(combo map[bot.SlotID]string) []int {
	var out []int
	for i, rule := range r.Rules {
		if len(rule.When) > 0 && holds(rule, combo) {
			out = append(out, i)
		}
	}
	return out
}

func holds(rule bot.Rule, combo map[bot.SlotID]string) bool {
	for _, guard := range rule.When {
		if !has(guard.Values, combo[guard.Slot]) {
			return false
		}
	}
	return true
}

// combination is the n-th way in which the slots can be filled; the last slot turns fastest.
func combination(slots []bot.SlotDef, n int) map[bot.SlotID]string {
	out := make(map[bot.SlotID]string, len(slots))
	for _, slot := range slices.Backward(slots) {
		out[slot.ID] = slot.Values[n%len(slot.Values)]
		n /= len(slot.Values)
	}
	return out
}

// told words a combination, in the order of the slots.
func told(slots []bot.SlotDef, combo map[bot.SlotID]string) string {
	var out []string
	for _, def := range slots {
		value := combo[def.ID]
		if value == "" {
			value = `"" (no answer yet)`
		}
		out = append(out, string(def.ID)+": "+value)
	}
	return strings.Join(out, ", ")
}
