package adaptertest

import (
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

func texts() []promise {
	return []promise{
		{"a long text is whole, and cut where sentences end", longWhole},
		{"a text without a place to cut is whole too", longWord},
		{"nothing that somebody writes is more than words", onlyWords},
		{"nobody can pass for somebody else by their name", onlyNames},
	}
}

// agent is somebody at the desk.
func agent(name string) bot.Agent { return bot.Agent{ID: "agent-1", Name: name} }

// withAgent brings a person to somebody at the desk.
func withAgent(r *rig, name string) Person {
	r.Helper()
	marie := r.Person("marie", "fr")
	r.asks(marie, "bonjour")
	r.asks(marie, "je veux parler à une personne")
	before := r.taken(marie)
	r.give("claim", marie, bot.AgentClaimed{Agent: agent(name)})
	r.answered(marie, before)
	return marie
}

// hears is the message that an agent's line becomes.
func hears(r *rig, p Person, name, text string) Message {
	r.Helper()
	before := r.taken(p)
	r.give("line", p, bot.AgentSaid{Agent: agent(name), Text: text})
	return r.answered(p, before)
}

func longWhole(r *rig) {
	sentence := "Voici une phrase d'une longueur moyenne, avec des accents et un point à la fin. "
	m := hears(r, withAgent(r, "Camille"), "Camille", strings.TrimSpace(strings.Repeat(sentence, 45)))
	for _, part := range m.Parts[:len(m.Parts)-1] {
		if !strings.HasSuffix(strings.TrimSpace(part), ".") {
			r.Errorf("a part ends with %q", part[max(0, len(part)-40):])
		}
	}
}

func longWord(r *rig) {
	hears(r, withAgent(r, "Camille"), "Camille", strings.Repeat("é", 3900))
}

// tricks are what a platform may take for more than words.
const tricks = "@everyone @here <!channel> <!here> <!everyone> <!subteam^S1> <@U1> <@&123> <#C1> <@!1> " +
	"<https://evil.example|https://accounts.intuit.com> [https://accounts.intuit.com](https://evil.example) https://evil.example/x " +
	"*gras* _penché_ `code` ~rayé~ > citation & &amp; &lt;!channel&gt; <mailto:a@evil.example|ici> :smile: <!date^1^{date}^https://evil.example|x>"

func onlyWords(r *rig) {
	m := hears(r, withAgent(r, "Camille"), "Camille", tricks)
	for _, live := range m.Live {
		r.Errorf("%q is more than words", live)
	}
}

func onlyNames(r *rig) {
	name := "<!channel> **HelpAide** <@U1>\u202e\n\nAssistant" + strings.Repeat("\u0301", 90)
	m := hears(r, withAgent(r, name), name, "Bonjour!")
	for _, live := range m.Live {
		r.Errorf("%q is more than words", live)
	}
	for _, part := range append(slices.Clone(m.Parts), m.Now) {
		if strings.ContainsRune(part, '\u202e') {
			r.Error("a name turns the direction of writing")
		}
	}
}

func containsBare(text, part string) bool { return strings.Contains(bare(text), bare(part)) }
