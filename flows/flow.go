package flows

import (
	"strings"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// maxSteps bounds a flow: a longer one is several.
const maxSteps = 300

// flowForm is a flow.
var flowForm = form{
	{"flow", needed, "Its id, the file's name.", ref("id")},
	{"title", needed, `A few words for the problem, which read well after "about:".`, ref("label")},
	{"aside", optional, "Answered on the way and never leaves the topic: thanks, out of scope.", yesOrNo()},
	{"inner", optional, "Other flows lead to it; nobody asks for it.", yesOrNo()},
	{"context", optional, "What people may paste here, so that it is masked with suspicion.", listOf(oneOf(contexts...))},
	{"slots", optional, "Remembered answers: [a, b] one of these, bool, 0..3. They belong to this flow alone.", mapOf(ref("id"), ref("slot")).atMost(maxSlots)},
	{"outputs", optional, "Slots that a call may take home.", listOf(ref("id"))},
	{"moved", optional, "Steps that were removed, and where people who stood there go on.", mapOf(nil, ref("step_name"))},
	{"steps", needed, "The first one is the start.", mapOf(ref("id"), ref("step")).notEmpty().atMost(maxSteps)},
}

// contexts are what people paste that must not be kept.
var contexts = []string{"code", "password", "document"}

// flow is a flow as its file says it, with the places that problems point at.
type flow struct {
	bot.Flow
	file  string
	src   *source
	at    *yaml.Node // where it says its name
	steps []*step
	moved *table
	inner bool // other flows lead to it; nobody asks for it

	movedAt *yaml.Node // where it says, or would say, where people go on
	outs    map[bot.SlotID]*yaml.Node
}

// step is a step as written.
type step struct {
	bot.Step
	at    *yaml.Node // where its id stands
	kind  *yaml.Node // where its kind stands
	goals []goal
	takes []take
}

// goal is a step's name that waits to become its index.
type goal struct {
	name string
	at   *yaml.Node
	set  func(int)
}

// take is an output that a call takes home, to be found when every flow is read.
type take struct {
	bot.Take
	at *yaml.Node
}

// readFlow reads a flow and leads its steps to each other.
func (l *loader) readFlow(f *flow) {
	f.src = l.readYAML(f.file)
	t := f.src.table(f.src.root, f.src.root, "this flow")
	t.fits(flowForm)
	l.readHeader(f, t)
	f.readSlots(t)
	steps := t.part("steps")
	for _, key := range steps.atMost(maxSteps) {
		f.steps = append(f.steps, l.readStep(f, key, steps.get(key.Value)))
	}
	if len(steps.keys) == 0 && !steps.void {
		t.wrong(steps.at, "a flow has at least one step")
	}
	f.moved, f.movedAt = t.part("moved"), steps.at
	if t.get("moved") != nil {
		f.movedAt = f.moved.at
	}
	f.lead(l.flows)
}

func (l *loader) readHeader(f *flow, t *table) {
	f.at = t.keyOf("flow")
	written := t.id(t.get("flow"), "a flow's name")
	switch {
	case !idShape.MatchString(string(f.ID)):
		t.wrong(f.at, "the file %q cannot name a flow: such a name is made of a-z, 0-9 and _, and begins with a letter", f.file)
	case written != "" && written != string(f.ID):
		t.wrong(t.get("flow"), "this flow calls itself %q, but its file is %q; they must be the same", written, f.file)
	}
	f.Title = l.text(t.source, t.keyOf("title"), t.get("title"), label("the title"))
	f.Aside = t.yes(t.get("aside"), `"aside"`)
	f.inner = t.yes(t.get("inner"), `"inner"`)
	for _, node := range t.list(t.get("context"), "context") {
		f.Context = append(f.Context, t.oneOf(node, "what people paste here", contexts))
	}
}

// oneOf reads a value from a closed list.
func (s *source) oneOf(node *yaml.Node, what string, known []string) string {
	value := s.word(node, what)
	if value != "" && !has(known, value) {
		s.wrong(node, "%q is not %s%s", value, what, orRather(value, known))
		return ""
	}
	return value
}

// lead turns the names of steps into indices, and reports those of no step.
func (f *flow) lead(flows map[bot.FlowID]*flow) {
	index := map[bot.StepID]int{}
	for i, s := range f.steps {
		index[s.ID] = i
	}
	for _, s := range f.steps {
		for _, goal := range s.goals {
			if i, ok := index[bot.StepID(goal.name)]; ok {
				goal.set(i)
				continue
			}
			f.src.wrong(goal.at, "step %q leads to %q, which is %s", s.ID, goal.name, f.noStep(goal.name, index, flows))
		}
	}
	f.leadMoved(index)
	for _, s := range f.steps {
		f.Steps = append(f.Steps, s.Step)
	}
}

// noStep says what a name is that is no step's.
func (f *flow) noStep(name string, index map[bot.StepID]int, flows map[bot.FlowID]*flow) string {
	near := nearest(name, keys(index))
	switch {
	case near != "":
		return "no step of this flow; did you mean \"" + string(near) + "\"?"
	case flows[bot.FlowID(name)] != nil:
		return "a flow; lead to a step that says goto: " + name
	}
	return "no step of this flow; write that step, or lead to another"
}

// leadMoved checks where conversations go whose step was removed.
func (f *flow) leadMoved(index map[bot.StepID]int) {
	for _, key := range f.moved.keys {
		old, now := key.Value, f.moved.word(f.moved.get(key.Value), "a step")
		switch _, there := index[bot.StepID(now)]; {
		case hasKey(index, bot.StepID(old)):
			f.src.wrong(key, "%q is still a step of this flow; only removed steps are listed under moved", old)
		case now != "" && !there:
			f.src.wrong(f.moved.get(old), "%q moved to %q, which is %s", old, now, f.noStep(now, index, nil))
		case now != "":
			if f.Moved == nil {
				f.Moved = map[bot.StepID]bot.StepID{}
			}
			f.Moved[bot.StepID(old)] = bot.StepID(now)
		}
	}
}

func hasKey[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}

// slot is the definition of a slot of this flow.
func (f *flow) slot(id bot.SlotID) (bot.SlotDef, bool) {
	for _, def := range f.Slots {
		if def.ID == id {
			return def, true
		}
	}
	return bot.SlotDef{}, false
}

func (f *flow) slotIDs() []string {
	var out []string
	for _, def := range f.Slots {
		out = append(out, string(def.ID))
	}
	return out
}

// values lists what a slot may hold, as messages show it.
func values(def bot.SlotDef) string {
	shown := make([]string, len(def.Values))
	for i, value := range def.Values {
		shown[i] = orEmpty(value)
	}
	return strings.Join(shown, ", ")
}

// orEmpty shows the value that a slot has before any answer.
func orEmpty(value string) string {
	if value == "" {
		return `""`
	}
	return value
}
