package flows

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// stepDefs are the steps. The key that says what a step does chooses the form that it must have, so
// that an editor complains of that kind's keys and not of all others'.
func stepDefs() map[string]*schema {
	kind := &schema{Title: "step", Type: "object", Others: false, MinNames: 1}
	step := &schema{If: &schema{Type: "object"}, Then: &schema{}, Else: kind}
	all := map[string]*schema{"step": step, "rows": listOf(ref("row")).notEmpty().atMost(maxRules), "row": rowDef()}
	for _, k := range kindsInOrder() {
		says := required(k.String())
		step.If.AnyOf = append(step.If.AnyOf, says)
		kind.Properties = append(kind.Properties, stepForm(k)[:1].schema().Properties...)
		step.Then.All = append(step.Then.All, &schema{If: chosen(k), Then: ref("step_" + k.String())})
		all["step_"+k.String()] = stepDef(k)
	}
	return all
}

// chosen tells the kind by its key, unless the key belongs to another kind that stands there too:
// say beside end.
func chosen(kind bot.Kind) *schema {
	out := required(kind.String())
	for _, other := range kindsInOrder() {
		if other != kind && kindForms[other].has(kind.String()) {
			out.Not = required(other.String())
		}
	}
	return out
}

func stepDef(kind bot.Kind) *schema {
	keys := stepForm(kind)
	if !countsTries(kind) {
		keys = slices.DeleteFunc(keys, func(k key) bool { return k.name == "tries" || k.name == "then" })
	}
	out := keys.schema()
	out.Title = kind.String() + " step"
	if countsTries(kind) {
		out.Together = map[string][]string{"tries": {"then"}, "then": {"tries"}}
	}
	if kind == bot.KindWait {
		out.OneOf = []*schema{required("for"), required("until")}
	}
	return out
}

// rowDef is a row of a branch.
func rowDef() *schema {
	return &schema{If: required(restForm.names()...), Then: restForm.schema(), Else: caseForm.schema()}
}

func required(names ...string) *schema { return &schema{Required: names} }

func kindsInOrder() []bot.Kind {
	var out []bot.Kind
	for kind := bot.KindSay; kind <= bot.KindEnd; kind++ {
		out = append(out, kind)
	}
	return out
}
