package flows

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// lockName is the file that says what was released. A pack that never was has none, and nobody
// stands in it.
const lockName = "flows.lock"

const lockHead = `# Written by "helpaide flows lock" when the pack is released; not to be edited. People may stand on each of these
# steps, so flows check refuses a pack in which one of them leads nowhere. Damaged? Take the last good one.
`

// Lock is the text of the pack's flows.lock, for a release of the pack as it is: each flow with the
// steps that people may stand on, those it has and those that its moved tells of. The order of
// flows and steps in their files does not show.
func (p *Pack) Lock() []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "%spack: %s\nrevision: %q\nflows:\n", lockHead, p.Book.Name, p.Book.Revision)
	steps := map[bot.FlowID][]bot.StepID{}
	for i := range p.Book.Flows {
		steps[p.Book.Flows[i].ID] = standing(&p.Book.Flows[i])
	}
	for _, flow := range keys(steps) {
		fmt.Fprintf(&out, "  %s:\n", flow)
		for _, step := range steps[flow] {
			fmt.Fprintf(&out, "    - %s\n", step)
		}
	}
	return []byte(out.String())
}

// standing are the steps that people may stand on, once the flow is released.
func standing(f *bot.Flow) []bot.StepID {
	out := keys(f.Moved)
	for i := range f.Steps {
		out = append(out, f.Steps[i].ID)
	}
	slices.Sort(out)
	return out
}

var revisionShape = regexp.MustCompile(`^[0-9a-f]{12}$`)

// readLock reads what was released, when anything was.
func (l *loader) readLock() {
	if !l.locked {
		return
	}
	s := l.readYAML(lockName)
	t := s.table(s.root, s.root, lockName)
	t.only("pack", "revision", "flows")
	if name := t.word(t.need("pack"), "the pack's name"); name != "" && l.book.Name != "" && name != l.book.Name {
		t.wrong(t.get("pack"), "this is the lock of the pack %q, and this pack is %q; if it was never released, delete the lock", name, l.book.Name)
	}
	if written := t.word(t.need("revision"), "the revision"); written != "" && !revisionShape.MatchString(written) {
		t.wrong(t.get("revision"), "%q is no revision; take the lock as it was written", written)
	}
	released := map[bot.FlowID][]bot.StepID{}
	t.need("flows")
	flows := t.part("flows")
	for _, key := range flows.keys {
		if flow := t.id(key, "a flow's name"); flow != "" {
			released[bot.FlowID(flow)] = t.releasedSteps(flows.get(flow))
		}
	}
	if !s.broken {
		l.released = released
	}
}

func (s *source) releasedSteps(node *yaml.Node) []bot.StepID {
	var out []bot.StepID
	for _, item := range s.list(node, "a released flow") {
		switch id := bot.StepID(s.id(item, "a step")); {
		case id == "":
		case has(out, id):
			s.wrong(item, "%q is listed twice", id)
		default:
			out = append(out, id)
		}
	}
	return out
}

// checkReleased keeps a flow from leaving those who stand on a step of its last release without a place.
func (f *flow) checkReleased(released []bot.StepID) {
	for _, id := range released {
		if f.Step(id) == bot.Nowhere && f.Moved[id] == "" {
			f.src.remark(f.movedAt, "step %q was released and is gone; write where people who stand there go on: moved: { %s: %s }",
				id, id, f.goesOn(id))
		}
	}
}

// goesOn is the step that an author may mean who renamed this one, else a gap to fill.
func (f *flow) goesOn(id bot.StepID) string {
	var there []bot.StepID
	for _, s := range f.steps {
		there = append(there, s.ID)
	}
	if near := nearest(string(id), there); near != "" {
		return string(near)
	}
	return "…"
}

// checkRetired wants each released flow that is gone to be gone on purpose.
func (l *loader) checkRetired() {
	if l.pack.broken {
		return
	}
	for _, id := range keys(l.released) {
		if l.flows[id] == nil && !has(l.retired, id) {
			l.pack.remark(l.retiredAt, "flow %q was released and is gone, so those who are in it are asked anew what is wrong; if that is meant, write retired: [%s]",
				id, strings.Join(append(names(l.retired), string(id)), ", "))
		}
	}
}

// readRetired reads which flows were taken out on purpose.
func (l *loader) readRetired(t *table) {
	l.retiredAt = t.keyOf("pack")
	if node := t.get("retired"); node != nil {
		l.retiredAt = t.keyOf("retired")
	}
	for _, node := range t.list(t.get("retired"), "retired") {
		id := bot.FlowID(t.id(node, "a flow's name"))
		if l.flows[id] != nil {
			t.wrong(node, "%q is still a flow of this pack; only flows that are gone are retired", id)
		}
		l.retired = append(l.retired, id)
	}
}
