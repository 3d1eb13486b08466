package flows_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/helpaide/helpaide/flows"
)

// numbered writes the line for each number below n.
func numbered(n int, line string) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, line, i)
	}
	return out.String()
}

// indented nests names by indentation.
func indented(depth int) string {
	var out strings.Builder
	for i := range depth {
		out.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return out.String()
}

// chain is a long row of steps, each of which leads to the next.
func chain(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "  s%d: { say: { fr: a, en: b }, next: s%d }\n", i, i+1)
	}
	fmt.Fprintf(&out, "  s%d: { goto: lamp }\n", n)
	return out.String()
}

// large is a pack with the base pack's wording and many flows of ten steps, each of which calls one
// that they have in common.
func large(tb testing.TB, count int) fs.FS {
	tb.Helper()
	pack := fstest.MapFS{}
	small := base(tb)
	for _, name := range []string{"pack.yaml", "wording.yaml", "person.yaml", "examples/fr/person.txt", "examples/en/person.txt"} {
		pack[name] = small[name]
	}
	put := func(name, text string) { pack[name] = &fstest.MapFile{Data: []byte(text)} }
	put("facts.yaml", "facts:\n"+numbered(count, "  F%d: { fr: Un fait., en: A fact. }\n"))
	put("menu.yaml", menuOf(count))
	put("common.yaml", inCommon)
	put("examples/fr/common.txt", "l'outil\n")
	put("examples/en/common.txt", "the tool\n")
	for i := range count {
		put(fmt.Sprintf("flow%d.yaml", i), strings.ReplaceAll(tenSteps, "%N", fmt.Sprint(i)))
		put(fmt.Sprintf("examples/fr/flow%d.txt", i), fmt.Sprintf("problème %d\nj'ai le problème %d\n", i, i))
		put(fmt.Sprintf("examples/en/flow%d.txt", i), fmt.Sprintf("problem %d\ni have problem %d\n", i, i))
	}
	return pack
}

// menuOf leads to each flow, ten at a time.
func menuOf(count int) string {
	var out strings.Builder
	out.WriteString("flow: menu\ntitle: { fr: le menu, en: the menu }\nsteps:\n")
	for from := 0; from < count; from += 9 {
		fmt.Fprintf(&out, "  page%d:\n    ask: { fr: Quoi?, en: What? }\n    options:\n", from)
		for i := from; i < min(from+9, count); i++ {
			fmt.Fprintf(&out, "      o%d: { label: { fr: Sujet %d, en: Subject %d }, next: to%d }\n", i, i, i, i)
		}
		if from+9 < count {
			fmt.Fprintf(&out, "      more: { label: { fr: Autre, en: Other }, next: page%d }\n", from+9)
		}
	}
	return out.String() + numbered(count, "  to%d: { goto: flow%[1]d }\n")
}

const tenSteps = `flow: flow%N
title: { fr: le problème %N, en: problem %N }
slots: { kind: [one, two], again: bool }
steps:
  kind:
    ask: { fr: "Est-ce le premier ou le second?", en: "Is it the first one or the second one?" }
    store: kind
    options:
      one: { label: { fr: Le premier, en: The first }, also: { fr: [premier, numéro un], en: [first, number one] }, next: route }
      two: { label: { fr: Le second, en: The second }, also: { fr: [second, numéro deux], en: [second, number two] }, next: route }
  route:
    branch:
      - { when: { kind: one }, next: first }
      - { else: second }
  first:
    say: { fr: "Ouvrez la page des réglages : {link:page}", en: "Open the settings page: {link:page}" }
    facts: [F%N]
    next: second
  second:
    guide: { fr: Fermez la fenêtre et ouvrez-la de nouveau., en: Close the window and open it again. }
    title: { fr: fenêtre fermée, en: window closed }
    facts: []
    tries: 2
    then: fetch
    done: look
    failed: pause
    cannot: fetch
  pause:
    wait: { fr: "Je reviens à {time}.", en: "I will be back at {time}." }
    for: { by: kind, one: 5m, two: 1h }
    next: look
    options:
      now: { label: { fr: Tout de suite, en: Right now }, next: look }
  look:
    check: { fr: Est-ce réglé maintenant?, en: Is it settled now? }
    yes: over
    no: second
  fetch: { call: common, take: { again: have }, next: found }
  found:
    branch:
      - { when: { again: true }, next: over }
      - { else: pass }
  pass:
    handoff: { fr: "Je passe la main à {team}.", en: "I am passing you on to {team}." }
    reason: { fr: Rien n'a suffi., en: Nothing was enough. }
    next: over
  over: { end: resolved, say: { fr: Tant mieux., en: Glad to hear it. } }
`

// inCommon is the flow that the others call.
const inCommon = `flow: common
title: { fr: l'outil, en: the tool }
slots: { have: bool, place: [home, work] }
outputs: [have]
steps:
  have:
    check: { fr: Avez-vous l'outil?, en: Do you have the tool? }
    yes: note
    no: place
  place:
    ask: { fr: "Est-il à la maison ou au travail?", en: "Is it at home or at work?" }
    store: place
    options:
      home: { label: { fr: À la maison, en: At home }, next: seek }
      work: { label: { fr: Au travail, en: At work }, next: seek }
  seek:
    guide: { fr: Cherchez-le., en: Look for it. }
    title: { fr: outil cherché, en: looked for the tool }
    facts: []
    done: note
    failed: over
    cannot: later
  later:
    wait: { fr: "On attend jusqu'à {opens:desk}.", en: "We wait until {opens:desk}." }
    until: { calendar: desk, moment: opens }
    next: over
  note: { set: { have: true }, next: over }
  over: { end: resolved }
`

func TestLargePack(t *testing.T) {
	pack := mustLoad(t, large(t, 100))
	if pack.Stats.Flows != 103 || pack.Stats.Steps < 1000 {
		t.Errorf("%+v", pack.Stats)
	}
	t.Logf("%+v", pack.Stats)
}

func BenchmarkLoad(b *testing.B) {
	pack := large(b, 100)
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := flows.Load(pack); len(problems) > 0 {
			b.Fatal(printed(problems))
		}
	}
}
