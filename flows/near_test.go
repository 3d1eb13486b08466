package flows_test

import (
	"testing"
)

// nearMisses are edits of the base pack that come close to a fault and are sound.
var nearMisses = map[string]string{
	"a loop with tries": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: [F1, F2.1]
    tries: 3
    then: over
    done: look
    failed: look
    cannot: look
  look:
    check: { fr: Brille-t-elle?, en: Does it shine? }
    yes: over
    no: press
  over: { end: resolved }
`,
	"a branch that saves": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { rounds: 0..2 }
steps:
  round:
    branch:
      - { when: { rounds: 0 }, next: first }
      - { when: { rounds: 1 }, next: second }
      - { else: over }
  first: { set: { rounds: 1 }, next: more }
  second: { set: { rounds: 2 }, next: more }
  more:
    ask: { fr: Une de plus?, en: One more? }
    facts: [F1, F2.1]
    options:
      more: { label: { fr: Encore, en: More }, next: round }
  over: { end: resolved }
`,
	"a circle with a free choice": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  look:
    check: { fr: Clignote-t-elle?, en: Does it blink? }
    facts: [F1, F2.1]
    yes: how
    no: over
  how:
    ask: { fr: "On regarde encore?", en: Shall we look again? }
    options:
      again: { label: { fr: Regarder, en: Look }, next: look }
      enough: { label: { fr: Assez, en: Enough }, next: over }
  over: { end: resolved }
`,
	"a remedy behind a goto": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: [F1, F2.1]
    done: over
    failed: more
    cannot: over
  more:
    ask: { fr: On cherche l'outil?, en: Look for the tool? }
    options:
      look: { label: { fr: Oui, en: Look }, next: tool }
      leave: { label: { fr: Laisser, en: Leave it }, next: over }
  tool: { goto: tool }
  over: { end: resolved }
-- edit tool.yaml --
-    no: over
+    no: lamp
+  lamp: { goto: lamp }
`,
	"a callee under two calls": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { lit: bool }
steps:
  first: { call: tool, take: { lit: fixed }, next: whether }
  whether:
    branch:
      - { when: { lit: true }, next: over }
      - { else: press }
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: []
    done: second
    failed: second
    cannot: over
  second: { call: tool, take: { lit: fixed }, next: finally }
  finally:
    branch:
      - { when: { lit: true }, next: over }
      - { else: person }
  person:
    handoff: { fr: Je passe la main., en: I am passing you on. }
    reason: { fr: La lampe reste éteinte., en: The lamp stays off. }
    next: over
  over: { end: resolved, say: { fr: Voilà., en: There. }, facts: [F1, F2.1] }
-- edit tool.yaml --
-    check: { fr: L'avez-vous tournée?, en: Did you turn it? }
-    yes: note
-    no: over
+    guide: { fr: Tournez-la., en: Turn it. }
+    title: { fr: tournée, en: turned }
+    facts: []
+    done: note
+    failed: over
+    cannot: over
`,
	"a call with tries": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { lit: bool }
steps:
  fix: { call: tool, take: { lit: fixed }, tries: 2, then: over, next: whether }
  whether:
    branch:
      - { when: { lit: true }, next: over }
      - { else: fix }
  over: { end: resolved, say: { fr: Voilà., en: There. }, facts: [F1, F2.1] }
`,
	"a call that a count brings to an end": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { round: 0..2, lit: bool }
steps:
  fix: { call: tool, take: { lit: fixed }, next: whether }
  whether:
    branch:
      - { when: { lit: true }, next: over }
      - { when: { lit: false, round: 0 }, next: once }
      - { when: { lit: false, round: 1 }, next: twice }
      - { when: { lit: false, round: 2 }, next: over }
  once: { set: { round: 1 }, next: fix }
  twice: { set: { round: 2 }, next: fix }
  over: { end: resolved, say: { fr: Voilà., en: There. }, facts: [F1, F2.1] }
`,
	"a slot from before a call decides after it": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { size: [small, large] }
steps:
  size:
    ask: { fr: Quelle taille?, en: What size? }
    store: size
    facts: [F1, F2.1]
    options:
      small: { label: { fr: Petite, en: Small }, next: fix }
      large: { label: { fr: Grande, en: Large }, next: fix }
  fix: { call: tool, next: whether }
  whether:
    branch:
      - { when: { size: large }, next: press }
      - { else: over }
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: []
    done: over
    failed: over
    cannot: over
  over: { end: resolved }
`,
	"three deep": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { lit: bool, size: [small, large] }
steps:
  size:
    ask: { fr: Quelle taille?, en: What size? }
    store: size
    facts: [F1, F2.1]
    options:
      small: { label: { fr: Petite, en: Small }, next: fix }
      large: { label: { fr: Grande, en: Large }, next: fix }
  fix: { call: tool, take: { lit: fixed }, next: whether }
  whether:
    branch:
      - { when: { size: large, lit: true }, next: press }
      - { else: over }
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: []
    done: over
    failed: over
    cannot: over
  over: { end: resolved }
-- tool.yaml --
flow: tool
title: { fr: l'outil, en: the tool }
slots: { fixed: bool }
outputs: [fixed]
steps:
  oil: { call: oil, take: { fixed: oiled }, next: over }
  over: { end: resolved }
-- oil.yaml --
flow: oil
title: { fr: l'huile, en: the oil }
slots: { oiled: bool, hand: bool }
outputs: [oiled]
steps:
  hand: { call: hand, take: { hand: left }, next: which }
  which:
    branch:
      - { when: { hand: true }, next: note }
      - { else: over }
  note: { set: { oiled: true }, next: over }
  over: { end: resolved }
-- hand.yaml --
flow: hand
title: { fr: la main, en: the hand }
slots: { left: bool }
outputs: [left]
steps:
  which:
    check: { fr: De la main gauche?, en: With the left hand? }
    yes: note
    no: over
  note: { set: { left: true }, next: over }
  over: { end: resolved }
-- examples/fr/oil.txt --
l'huile
-- examples/en/oil.txt --
some oil
-- examples/fr/hand.txt --
ma main
-- examples/en/hand.txt --
my hand
`,
	"two calls": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { lit: bool, oiled: bool }
steps:
  first: { call: tool, take: { lit: fixed }, next: second }
  second: { call: oil, take: { oiled: oiled }, next: whether }
  whether:
    branch:
      - { when: { lit: true, oiled: true }, next: over }
      - { when: { lit: true, oiled: false }, next: press }
      - { else: person }
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: []
    done: over
    failed: person
    cannot: person
  person:
    handoff: { fr: Je passe la main., en: I am passing you on. }
    reason: { fr: La lampe reste éteinte., en: The lamp stays off. }
    next: over
  over: { end: resolved, say: { fr: Voilà., en: There. }, facts: [F1, F2.1] }
-- oil.yaml --
flow: oil
title: { fr: l'huile, en: the oil }
slots: { oiled: bool }
outputs: [oiled]
steps:
  which:
    check: { fr: En avez-vous?, en: Do you have some? }
    yes: note
    no: over
  note: { set: { oiled: true }, next: over }
  over: { end: resolved }
-- examples/fr/oil.txt --
l'huile
-- examples/en/oil.txt --
some oil
`,
	"a called flow that goes on to another": `
-- edit tool.yaml --
-  note: { set: { fixed: true }, next: over }
+  note: { goto: oil }
-- oil.yaml --
flow: oil
title: { fr: l'huile, en: the oil }
slots: { fixed: bool }
outputs: [fixed]
steps:
  which:
    check: { fr: En avez-vous?, en: Do you have some? }
    yes: note
    no: over
  note: { set: { fixed: true }, next: over }
  over: { end: resolved }
-- examples/fr/oil.txt --
l'huile
-- examples/en/oil.txt --
some oil
`,
	"a way out by a third flow": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  ready:
    ask: { fr: Prêt?, en: Ready? }
    facts: [F1, F2.1]
    options:
      ready: { label: { fr: Je suis prêt, en: I am ready }, next: tool }
  tool: { goto: tool }
-- tool.yaml --
flow: tool
title: { fr: l'outil, en: the tool }
steps:
  have:
    ask: { fr: L'avez-vous?, en: Do you have it? }
    options:
      lost: { label: { fr: Perdu, en: Lost }, next: lamp }
      here: { label: { fr: Il est ici, en: It is here }, next: oil }
  lamp: { goto: lamp }
  oil: { goto: oil }
-- oil.yaml --
flow: oil
title: { fr: l'huile, en: the oil }
steps:
  over: { end: resolved }
-- examples/fr/oil.txt --
l'huile
-- examples/en/oil.txt --
some oil
`,
	"a hand-over after which all begins again": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  look:
    check: { fr: Brille-t-elle?, en: Does it shine? }
    facts: [F1, F2.1]
    yes: over
    no: person
  person:
    handoff: { fr: Je passe la main., en: I am passing you on. }
    reason: { fr: La lampe reste éteinte., en: The lamp stays off. }
    next: look
  over: { end: resolved }
`,
	"a flow that is begun anew": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: [F1, F2.1]
    done: over
    failed: more
    cannot: over
  more:
    ask: { fr: Une autre lampe?, en: Another lamp? }
    options:
      other: { label: { fr: Une autre, en: Another one }, next: anew }
      none: { label: { fr: Aucune, en: None }, next: over }
  anew: { goto: lamp }
  over: { end: resolved }
`,
	"a hand-over while the desk is closed": `
-- edit pack.yaml --
     exceptions:
+      - { date: 2026-11-23, name: { fr: inventaire, en: stocktaking } }
+      - { date: 2026-11-30, name: { fr: inventaire, en: stocktaking } }
+      - { date: 2026-12-07, name: { fr: inventaire, en: stocktaking } }
+      - { date: 2026-12-14, name: { fr: inventaire, en: stocktaking } }
+      - { date: 2026-12-21, name: { fr: inventaire, en: stocktaking } }
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  look:
    ask: { fr: Brille-t-elle?, en: Does it shine? }
    facts: [F1, F2.1]
    options:
      off: { label: { fr: Éteinte, en: Off }, next: person }
  person:
    handoff: { fr: Je passe la main., en: I am passing you on. }
    reason: { fr: La lampe reste éteinte., en: The lamp stays off. }
    next: look
`,
	"a called flow that hands over": `
-- edit tool.yaml --
-    no: over
+    no: person
+  person:
+    handoff: { fr: Je passe la main., en: I am passing you on. }
+    reason: { fr: L'outil manque., en: The tool is missing. }
+    next: over
`,
	"a remedy that another slot brings only once": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
slots: { pressed: bool }
steps:
  which:
    ask: { fr: Que faire?, en: What shall we do? }
    facts: [F1, F2.1]
    options:
      press: { label: { fr: Appuyer, en: Press }, next: whether }
      leave: { label: { fr: Laisser, en: Leave }, next: over }
  whether:
    branch:
      - { when: { pressed: false }, next: press }
      - { else: over }
  press:
    guide: { fr: Appuyez., en: Press it. }
    title: { fr: bouton, en: button pressed }
    facts: []
    done: { next: which, set: { pressed: true } }
    failed: over
    cannot: over
  over: { end: resolved }
`,
	"a no that leads to a wait and then back": `
-- lamp.yaml --
flow: lamp
title: { fr: une lampe éteinte, en: a lamp that is off }
steps:
  look:
    check: { fr: Brille-t-elle?, en: Does it shine? }
    facts: [F1, F2.1]
    yes: over
    no: cool
  cool:
    wait: { fr: "On attend jusqu'à {time}.", en: "We wait until {time}." }
    for: 15m
    tries: 2
    then: over
    next: look
  over: { end: resolved }
`,
}

func TestNearMisses(t *testing.T) {
	for name, text := range nearMisses {
		t.Run(name, func(t *testing.T) {
			pack := base(t)
			_, sections := parts(text)
			for _, section := range sections {
				spoil(t, pack, section)
			}
			if _, problems := proved(t, pack); len(problems) > 0 {
				t.Error(printed(problems))
			}
		})
	}
}
