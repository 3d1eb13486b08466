package flows

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// table is a mapping as written: its keys in order, each once.
type table struct {
	*source
	what string     // how messages call it
	at   *yaml.Node // where problems about what is missing point
	keys []*yaml.Node
	vals map[string]*yaml.Node
	void bool            // it is no mapping, which was told
	held map[string]bool // keys that are missing because they are misspelt, which was told
}

// table reads a mapping. Anything else is a problem, and gives a table in which nothing is missed.
// A node that is nil was told of by whoever looked for it.
func (s *source) table(at, node *yaml.Node, what string) *table {
	t := &table{source: s, what: what, at: at, vals: map[string]*yaml.Node{}, held: map[string]bool{}}
	if node == nil || node.Kind == yaml.AliasNode {
		t.void = true
		return t
	}
	if node.Kind != yaml.MappingNode {
		t.void = true
		s.wrong(node, "%s is written as names and values, one a line (name: value)", what)
		return t
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		t.add(node.Content[i], node.Content[i+1])
	}
	return t
}

func (t *table) add(key, value *yaml.Node) {
	if key.Kind != yaml.ScalarNode {
		t.wrong(key, "a name is expected here")
		return
	}
	if _, twice := t.vals[key.Value]; twice {
		return // vet has told
	}
	t.keys = append(t.keys, key)
	t.vals[key.Value] = value
}

// part is the table under a key. One that is not there has no keys, and nothing is missed in it.
func (t *table) part(key string) *table {
	return t.table(t.keyOf(key), t.get(key), `"`+key+`"`)
}

// only reports each key that is not among the known ones.
func (t *table) only(known ...string) {
	for _, key := range t.keys {
		if !has(known, key.Value) && !t.full() {
			t.stranger(key, known)
		}
	}
}

// stranger reports a key that is not known. Inside { … } it is often the rest of a sentence.
func (t *table) stranger(key *yaml.Node, known []string) {
	t.held[nearest(key.Value, known)] = true
	if value := t.vals[key.Value]; value.Tag == "!!null" && value.Value == "" && strings.Contains(key.Value, " ") {
		t.wrong(key, "%q seems to be the rest of a sentence; inside { … } a text with a comma goes between quotes", key.Value)
		return
	}
	t.wrong(key, "%q is not known in %s%s", key.Value, t.what, orRather(key.Value, known))
}

// atMost are the keys, when there are not more than so many. The rest is a problem, and is not read.
func (t *table) atMost(most int) []*yaml.Node {
	if len(t.keys) <= most {
		return t.keys
	}
	t.wrong(t.at, "%s has %d entries, and may have %d; make two of it", t.what, len(t.keys), most)
	return t.keys[:most]
}

// get is the value of a key, or nil.
func (t *table) get(key string) *yaml.Node { return t.vals[key] }

// need is the value of a key that must be there. It is nil, and a problem, when it is not.
func (t *table) need(key string) *yaml.Node {
	value := t.vals[key]
	if value == nil && !t.void && !t.held[key] {
		t.wrong(t.at, "%s lacks %q", t.what, key)
	}
	return value
}

// list reads a list. Nil has no items.
func (s *source) list(node *yaml.Node, what string) []*yaml.Node {
	if node == nil || node.Kind == yaml.AliasNode {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		s.wrong(node, "%s is a list: [one, two]", what)
		return nil
	}
	return node.Content
}

// word reads a value of one line that may not be empty; "" when there is none.
func (s *source) word(node *yaml.Node, what string) string {
	if node == nil || node.Kind == yaml.AliasNode {
		return ""
	}
	value := strings.TrimSpace(node.Value)
	if node.Kind != yaml.ScalarNode || value == "" || node.Tag == "!!null" {
		s.wrong(node, "%s is missing here", what)
		return ""
	}
	return value
}

var idShape = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// id reads an id of the pack's own making.
func (s *source) id(node *yaml.Node, what string) string {
	value := s.word(node, what)
	if value != "" && !idShape.MatchString(value) {
		s.wrong(node, "%q cannot be %s: such a name is made of a-z, 0-9 and _, and begins with a letter", value, what)
		return ""
	}
	return value
}

// yes reads true or false; nil is false.
func (s *source) yes(node *yaml.Node, what string) bool {
	value := s.word(node, what)
	if value != "" && value != "true" && value != "false" {
		s.wrong(node, "%s is true or false, not %q", what, value)
	}
	return value == "true"
}
