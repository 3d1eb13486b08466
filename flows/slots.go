package flows

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// The bounds of what a flow remembers: more would be a form, and larger counts would be numbers.
const (
	maxSlots  = 20
	maxValues = 20
	maxCount  = 20
)

// countShape is the bounds of a count: 0..3.
var countShape = regexp.MustCompile(`^[0-9]+\.\.[0-9]+$`)

// readSlots reads what the flow remembers, and what of it a call may take home.
func (f *flow) readSlots(t *table) {
	slots := t.part("slots")
	for _, key := range slots.atMost(maxSlots) {
		if id := t.id(key, "a slot"); id != "" {
			f.Slots = append(f.Slots, bot.SlotDef{ID: bot.SlotID(id), Values: t.slotValues(slots.get(id))})
		}
	}
	f.outs = map[bot.SlotID]*yaml.Node{}
	for _, node := range t.list(t.get("outputs"), "outputs") {
		id := bot.SlotID(t.word(node, "an output"))
		if _, known := f.slot(id); id != "" && !known {
			t.wrong(node, "%q is no slot of this flow%s", id, orRather(string(id), f.slotIDs()))
			continue
		}
		f.Outputs = append(f.Outputs, id)
		f.outs[id] = node
	}
}

// slotValues reads a slot's kind: a list of values, bool, or the bounds of a count. The first value
// is the one before any answer; for a list that is "", which no author writes.
func (s *source) slotValues(node *yaml.Node) []string {
	if node.Kind == yaml.SequenceNode {
		return s.enum(node)
	}
	kind := s.word(node, "a slot's kind")
	from, to, isCount := strings.Cut(kind, "..")
	switch {
	case kind == "":
		return nil
	case kind == "bool":
		return []string{"false", "true"}
	case isCount:
		return s.count(node, from, to)
	}
	s.wrong(node, "%q is no kind of slot; write bool, a count such as 0..3, or the values: [one, two]", kind)
	return nil
}

func (s *source) enum(node *yaml.Node) []string {
	out := []string{""}
	for _, item := range node.Content {
		value := s.id(item, "a value")
		switch {
		case value == "":
		case value == "by":
			s.wrong(item, `"by" means something else in a wait; choose another word`)
		case has(out, value):
			s.wrong(item, "%q is listed twice", value)
		default:
			out = append(out, value)
		}
	}
	switch n := len(out) - 1; {
	case n == 0 && !s.broken:
		s.wrong(node, "this slot has no values; write them: [one, two]")
	case n > maxValues:
		s.wrong(node, "this slot has %d values, and may have %d", n, maxValues)
	}
	return out
}

func (s *source) count(node *yaml.Node, from, to string) []string {
	low, errLow := strconv.Atoi(from)
	high, errHigh := strconv.Atoi(to)
	if !countShape.MatchString(node.Value) || errLow != nil || errHigh != nil || high <= low || high > maxCount {
		s.wrong(node, "%q is no count; write the lowest and the highest number, at most %d: 0..3", node.Value, maxCount)
		return nil
	}
	var out []string
	for n := low; n <= high; n++ {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

// assigns reads slots with the values they are given.
func (f *flow) assigns(t *table) []bot.Assign {
	var out []bot.Assign
	for _, key := range t.keys {
		def, known := f.slotAt(key)
		value := t.get(key.Value)
		if known && f.valueAt(value, def) {
			out = append(out, bot.Assign{Slot: def.ID, Value: value.Value})
		}
	}
	return out
}

// slotAt is the slot that the node names.
func (f *flow) slotAt(node *yaml.Node) (bot.SlotDef, bool) {
	def, known := f.slot(bot.SlotID(node.Value))
	if !known {
		f.src.wrong(node, "%q is no slot of this flow%s", node.Value, orRather(node.Value, f.slotIDs()))
	}
	return def, known
}

// valueAt reports whether the node is a value of the slot. A slot whose values could not be read takes any.
func (f *flow) valueAt(node *yaml.Node, def bot.SlotDef) bool {
	if node.Kind != yaml.ScalarNode || len(def.Values) > 0 && !has(def.Values, node.Value) {
		f.src.wrong(node, "%q is no value of slot %q, which has %s", node.Value, def.ID, values(def))
		return false
	}
	return len(def.Values) > 0
}
