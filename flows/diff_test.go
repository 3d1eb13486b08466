package flows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/helpaide/helpaide/flows"
)

// Whatever moves the revision is told as logic, and nothing else is: a reviewer who is told "only
// wording" need not look for more.
func TestDiffTellsAllThatTheRevisionCounts(t *testing.T) {
	nothing := change{"tool.yaml", "flow: tool", "flow: tool"}
	before := nothing.in(t)
	for name, c := range reworded {
		t.Run("words/"+name, func(t *testing.T) {
			d := flows.Diff(before, c.in(t))
			if logic := told(d, true, false); !d.OnlyWording() || len(logic) > 0 {
				t.Errorf("only wording is %v, and there is %q", d.OnlyWording(), logic)
			}
			silent := name == "order" || name == "example" // neither is said to anybody
			if words := told(d, false, true); silent == (len(words) > 0) {
				t.Errorf("the words that changed: %q", words)
			}
		})
	}
	for name, c := range rerouted {
		t.Run("logic/"+name, func(t *testing.T) {
			after := c.in(t)
			for _, d := range []flows.Changes{flows.Diff(before, after), flows.Diff(after, before)} {
				if len(told(d, true, false)) == 0 || d.OnlyWording() {
					t.Errorf("the logic is said to be the same: %+v", d)
				}
			}
		})
	}
}

func TestDiff(t *testing.T) {
	for name, c := range map[string]struct {
		changes []change
		want    []string
	}{
		"nothing": {nil, nil},
		"step moved": {[]change{
			{"lamp.yaml", "  note:\n    set: { lit: true }\n    next: over\n", ""},
			{"lamp.yaml", "yes: note\n    no: switch_it", "yes: over\n    no: switch_it"},
			{"lamp.yaml", "moved: { old_start: size }", "moved: { old_start: size, note: over }"},
		}, []string{
			"lamp/look changed: option yes: → note => → over",
			"lamp/note removed set: moved over",
		}},
		"step without a word": {[]change{
			{"lamp.yaml", "  note:\n    set: { lit: true }\n    next: over\n", ""},
			{"lamp.yaml", "yes: note\n    no: switch_it", "yes: over\n    no: switch_it"},
		}, []string{
			"lamp/look changed: option yes: → note => → over",
			"lamp/note removed set: restart size",
		}},
		"step added first": {[]change{
			{"menu.yaml", "steps:\n", "steps:\n  hello: { say: { fr: Bonjour., en: Hello. }, next: what }\n"},
		}, []string{
			"menu: start: what => hello",
			"menu/hello added say",
		}},
		"kind": {[]change{
			{"tool.yaml", "  over: { end: resolved }", "  over: { goto: person }"},
		}, []string{
			"tool/over changed: kind: end => goto; outcome: resolved => ; flow:  => person",
		}},
		"options and slots": {[]change{
			{"lamp.yaml", "set: { rounds: 1 }", "set: { rounds: 2 }"},
			{"lamp.yaml", "rounds: 0..2", "rounds: 0..3"},
			{"lamp.yaml", "      large:\n", "      huge: { label: { fr: Géante, en: Huge }, set: { size: large }, next: fix }\n      large:\n"},
			{"lamp.yaml", "    store: size\n", ""},
		}, []string{
			"lamp: slot rounds: 0, 1, 2 => 0, 1, 2, 3",
			"lamp/size changed: option small: size = small → route => → route; option large: size = large, rounds = 1 → many => rounds = 2 → many; " +
				"options: small, large => small, huge, large; option huge:  => size = large → fix",
			"words lamp/size option huge fr:  => Géante",
			"words lamp/size option huge en:  => Huge",
		}},
		"wait": {[]change{
			{"lamp.yaml", "for: { by: size, small: 15m, large: 1h }", "for: 15m"},
		}, []string{
			`lamp/cool changed: wait: by size, large 1h0m0s, small 15m0s => 15m0s`,
		}},
		"flow added": {[]change{
			{"candle.yaml", "", strings.ReplaceAll(candle, "%", "candle")},
			{"examples/fr/candle.txt", "", "une bougie"},
			{"examples/en/candle.txt", "", "a candle"},
		}, []string{"candle added"}},
		"flow gone": {[]change{
			{"thanks.yaml", "", ""},
		}, []string{"thanks removed"}},
		"general reply": {[]change{
			{"wording.yaml", "label: { fr: fr done, en: en done }", "label: { fr: fr done, en: Done }"},
		}, []string{
			"words label done en: en done => Done",
		}},
		"own reply": {[]change{
			{"lamp.yaml", "en: No button }", "en: No button there }"},
			{"lamp.yaml", "en: [no switch]", "en: [no switch, none]"},
		}, []string{
			"words lamp/switch_it option cannot en: No button => No button there",
			"words lamp/switch_it option cannot also en: no switch => no switch · none",
		}},
		"facts": {[]change{
			{"facts.yaml", "en: It cools down.", "en: It cools."},
			{"facts.yaml", "facts:\n", "facts:\n  F0: { fr: Elle luit., en: It glows. }\n"},
			{"lamp.yaml", "facts: [F1]", "facts: [F0, F1]"},
		}, []string{
			"words lamp/tell facts: F1 => F0, F1",
			"fact F2.1 en: It cools down. => It cools.",
			"fact F0 fr:  => Elle luit.",
			"fact F0 en:  => It glows.",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			got := told(flows.Diff(mustLoad(t, base(t)), mustLoad(t, changed(t, c.changes...))), true, true)
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

const candle = `flow: %
title: { fr: une bougie, en: a candle }
steps:
  over: { end: resolved }
`

// changed is the base pack with these changes. One without an old text writes the whole file, or
// takes it out.
func changed(t *testing.T, changes ...change) fstest.MapFS {
	t.Helper()
	pack := base(t)
	for _, c := range changes {
		switch {
		case c.old != "":
			edit(t, pack, c.file, c.old, c.now)
		case c.now != "":
			pack[c.file] = &fstest.MapFile{Data: []byte(c.now)}
		default:
			flow := strings.TrimSuffix(c.file, ".yaml")
			for _, name := range []string{c.file, "examples/fr/" + flow + ".txt", "examples/en/" + flow + ".txt"} {
				delete(pack, name)
			}
		}
	}
	return pack
}

// told is what a diff says, a line each.
func told(d flows.Changes, logic, words bool) (out []string) {
	if logic {
		out = lines("pack ", d.Pack)
		for _, flow := range d.Flows {
			if flow.Is != flows.Changed {
				out = append(out, fmt.Sprintf("%s %s", flow.Flow, flow.Is))
			}
			out = append(out, lines(string(flow.Flow)+": ", flow.Logic)...)
			for _, step := range flow.Steps {
				out = append(out, stepLine(flow, step))
			}
		}
	}
	if words {
		out = append(append(out, lines("words ", d.Wording)...), lines("fact ", d.Facts)...)
	}
	return out
}

func stepLine(flow flows.FlowChange, step flows.StepChange) string {
	line := fmt.Sprintf("%s/%s %s", flow.Flow, step.Step, step.Is)
	switch step.Is {
	case flows.Changed:
		return line + ": " + strings.Join(lines("", step.Logic), "; ")
	case flows.Removed:
		return fmt.Sprintf("%s %s: %s %s", line, step.Kind, step.Fate, step.To)
	}
	return line + " " + step.Kind
}

func lines(before string, edits []flows.Edit) (out []string) {
	for _, edit := range edits {
		out = append(out, fmt.Sprintf("%s: %s => %s", strings.TrimSuffix(before+edit.What+" "+string(edit.Lang), " "), edit.Old, edit.New))
	}
	return out
}
