package flows

import (
	"regexp"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

var factShape = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)

// factsForm is facts.yaml.
var factsForm = form{
	{"facts", needed, "What the pack may claim, by id; steps name the ids.", mapOf(ref("fact_id"), ref("message"))},
}

// fact is a line of facts.yaml.
type fact struct {
	words bot.Text
	at    *yaml.Node
	named bool // some step rests on it
}

// readFacts reads what the pack knows, which its steps then name.
func (l *loader) readFacts() {
	s := l.readYAML("facts.yaml")
	l.factsFile = s
	l.facts = map[string]*fact{}
	t := s.table(s.root, s.root, "facts.yaml")
	t.fits(factsForm)
	facts := t.part("facts")
	for _, key := range facts.keys {
		if !factShape.MatchString(key.Value) {
			s.wrong(key, "%q cannot be a fact's name: it is made of letters, digits, . _ and -, and begins with a letter", key.Value)
			continue
		}
		m := sentence("fact \"" + key.Value + "\"")
		m.there = true // a fact may tell of codes: nobody is told to send one by a list of facts
		l.facts[key.Value] = &fact{words: l.text(s, key, facts.get(key.Value), m), at: key}
	}
}

// factsOf reads which facts a step rests on.
func (l *loader) factsOf(s *source, node *yaml.Node) []string {
	var out []string
	for _, item := range s.list(node, "facts") {
		name := s.word(item, "a fact")
		switch known := l.facts[name]; {
		case name == "":
		case known != nil:
			known.named = true
			out = append(out, name)
		case !l.factsFile.broken:
			s.remark(item, "facts.yaml has no fact %q%s", name, orRather(name, keys(l.facts)))
		}
	}
	return out
}

// unnamed reports the facts that no step says.
func (l *loader) unnamed() {
	for _, flow := range l.order {
		if flow.src.broken {
			return
		}
	}
	for _, name := range keys(l.facts) {
		if fact := l.facts[name]; !fact.named {
			l.factsFile.remark(fact.at, "no step names fact %q; say it somewhere, with facts: [%s] on that step", name, name)
		}
	}
}
