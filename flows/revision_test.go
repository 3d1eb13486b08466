package flows_test

import (
	"testing"
	"testing/fstest"

	"github.com/helpaide/helpaide/flows"
)

// TestRevision changes one thing of the base pack at a time. A word may change under a conversation
// that is under way; where it can go may not, without the revision telling.
func TestRevision(t *testing.T) {
	before := mustLoad(t, base(t)).Book.Revision
	if len(before) != 12 {
		t.Fatalf("revision %q", before)
	}
	for name, c := range reworded {
		t.Run("keeps/"+name, func(t *testing.T) {
			if after := c.in(t).Book.Revision; after != before {
				t.Errorf("the wording moved the revision: %s, then %s", before, after)
			}
		})
	}
	seen := map[string]string{before: "nothing"}
	for name, c := range rerouted {
		t.Run("moves/"+name, func(t *testing.T) {
			after := c.in(t).Book.Revision
			if other, taken := seen[after]; taken {
				t.Errorf("%s has the same revision as %s", name, other)
			}
			seen[after] = name
		})
	}
}

// change is an edit of one file of the base pack.
type change struct{ file, old, now string }

// in loads the base pack with the change.
func (c change) in(t *testing.T) *flows.Pack {
	t.Helper()
	pack := base(t)
	pack["examples/fr/menu.txt"] = &fstest.MapFile{Data: []byte("le menu")} // for when it is no menu any more
	pack["examples/en/menu.txt"] = &fstest.MapFile{Data: []byte("the menu")}
	edit(t, pack, c.file, c.old, c.now)
	return mustLoad(t, pack)
}

// menuOptions are the two options of the base pack's menu, in their order.
var menuOptions = [2]string{
	"      lamp:\n        label: { fr: La lampe, en: The lamp }\n        next: lamp\n",
	"      nothing:\n        label: { fr: Rien, en: Nothing }\n        also: { fr: [rien du tout], en: [nothing at all] }\n        next: over\n",
}

var (
	// reworded are changes under which every conversation goes the same way.
	reworded = map[string]change{
		"text":       {"lamp.yaml", "What size?", "Which size?"},
		"label":      {"lamp.yaml", "label: { fr: Petite, en: Small }", "label: { fr: Menue, en: Little }"},
		"also":       {"lamp.yaml", "en: [tiny]", "en: [tiny, wee]"},
		"title":      {"lamp.yaml", "en: a lamp that is off }", "en: a lamp that does not shine }"},
		"again":      {"lamp.yaml", "The button is on it.", "Look for the button on it."},
		"rephrase":   {"lamp.yaml", "Small or large?", "Is it small or large?"},
		"reason":     {"person.yaml", "Asked for.", "Asked for it."},
		"last words": {"lamp.yaml", "en: There.", "en: Here you are."},
		"phrase":     {"wording.yaml", "en nudge", "still there?"},
		"team":       {"pack.yaml", "en: the team }", "en: the crew }"},
		"link":       {"pack.yaml", "https://help.example.com/en", "https://help.example.com/eng"},
		"hours":      {"pack.yaml", "09:00-12:00\", \"13", "08:00-12:00\", \"13"},
		"fact":       {"facts.yaml", "It cools down.", "It gets cold."},
		"facts":      {"lamp.yaml", "    next: lit\n", "    next: lit\n    facts: [F1]\n"},
		"there":      {"lamp.yaml", "    next: lit\n", "    next: lit\n    there: true\n"},
		"example":    {"examples/en/lamp.txt", "my lamp", "the lamp"},
		"order":      {"tool.yaml", "  note: { set: { fixed: true }, next: over }\n  over: { end: resolved }", "  over: { end: resolved }\n  note: { set: { fixed: true }, next: over }"},
	}
	// rerouted are changes under which some conversation goes another way.
	rerouted = map[string]change{
		"no":         {"lamp.yaml", "yes: note\n    no: switch_it", "yes: note\n    no: fix"},
		"next":       {"lamp.yaml", "facts: [F1]\n    next: switch_it", "facts: [F1]\n    next: fix"},
		"option":     {"menu.yaml", "nothing:", "none:"},
		"option way": {"menu.yaml", "next: over", "next: lamp\n      no_lamp:\n        label: { fr: Sans lampe, en: No lamp }\n        next: over"},
		"done":       {"lamp.yaml", "done: cool", "done: look"},
		"yes":        {"lamp.yaml", "yes: note\n    no: switch_it", "yes: note\n    no: person"},
		"rule value": {"lamp.yaml", "rounds: [0, 1]", "rounds: [1]"},
		"rule way":   {"lamp.yaml", "- { else: tell }", "- { else: switch_it }"},
		"rules":      {"lamp.yaml", "{ when: { lit: false }, next: person }", "{ else: person }"},
		"set":        {"lamp.yaml", "set: { rounds: 1 }", "set: { rounds: 2 }"},
		"set step":   {"tool.yaml", "set: { fixed: true }", "set: { fixed: false }"},
		"tries":      {"lamp.yaml", "tries: 2", "tries: 3"},
		"then":       {"lamp.yaml", "then: fix", "then: night"},
		"wait":       {"lamp.yaml", "large: 1h", "large: 2h"},
		"wait kind":  {"lamp.yaml", "for: { by: size, small: 15m, large: 1h }", "for: 15m"},
		"moment":     {"lamp.yaml", "moment: due", "moment: opens"},
		"slot":       {"lamp.yaml", "rounds: 0..2", "rounds: 0..3"},
		"slot value": {"lamp.yaml", "size: [small, large]", "size: [large, small]"},
		"slot order": {"lamp.yaml", "  lit: bool\n  rounds: 0..2\n", "  rounds: 0..2\n  lit: bool\n"},
		"rule order": {"lamp.yaml", "      - { when: { lit: true }, next: over }\n      - { when: { lit: false }, next: person }\n", "      - { when: { lit: false }, next: person }\n      - { when: { lit: true }, next: over }\n"},
		"options":    {"menu.yaml", menuOptions[0] + menuOptions[1], menuOptions[1] + menuOptions[0]},
		"moved":      {"lamp.yaml", "{ old_start: size }", "{ old_start: route }"},
		"outcome":    {"lamp.yaml", "end: resolved", "end: self_service"},
		"goto":       {"menu.yaml", "goto: lamp", "goto: person"},
		"call":       {"lamp.yaml", "call: tool\n    take: { lit: fixed }", "call: person"},
		"take":       {"lamp.yaml", "    take: { lit: fixed }\n", ""},
		"outputs":    {"person.yaml", "steps:", "slots: { known: bool }\noutputs: [known]\nsteps:"},
		"aside":      {"thanks.yaml", "aside: true", "aside: false"},
		"kind":       {"tool.yaml", "  over: { end: resolved }", "  over: { goto: person }"},
		"step id":    {"person.yaml", "  pass:", "  passing:"},
		"first step": {"menu.yaml", "steps:\n", "steps:\n  hello: { say: { fr: Bonjour., en: Hello. }, next: what }\n"},
		"calendar":   {"pack.yaml", "calendars:\n", "calendars:\n  shop: { zone: America/Toronto, week: {} }\n"},
		"menu":       {"pack.yaml", "menu: menu", "menu: lamp"},
		"person":     {"pack.yaml", "person: person", "person: lamp"},
	}
)
