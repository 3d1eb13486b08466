package flows

import (
	"strconv"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// maxTries bounds how often a step may be arrived at.
const maxTries = 20

func kindNames() []string {
	var out []string
	for kind := bot.KindSay; kind <= bot.KindEnd; kind++ {
		out = append(out, kind.String())
	}
	return out
}

// stepReader reads one step.
type stepReader struct {
	*loader
	*step
	flow *flow
	t    *table
	text manner // of what the step says
}

func (l *loader) readStep(f *flow, key, node *yaml.Node) *step {
	s := &step{Step: bot.Step{ID: bot.StepID(key.Value), Next: bot.Nowhere, Then: bot.Nowhere}, at: key}
	f.src.id(key, "a step")
	t := f.src.table(key, node, "step \""+key.Value+"\"")
	r := &stepReader{loader: l, step: s, flow: f, t: t}
	if before := len(t.problems); !t.void && r.findKind() {
		r.common()
		r.read(t.get(s.Kind.String()))
		if len(t.problems) == before {
			r.claims()
		}
	}
	return s
}

// findKind finds the one key that says what the step does. "say" may stand beside "end", whose last
// words it is.
func (r *stepReader) findKind() bool {
	var found []*yaml.Node
	for _, key := range r.t.keys {
		if has(kindNames(), key.Value) {
			found = append(found, key)
		}
	}
	for i, key := range found {
		if len(found) == 2 && key.Value == "end" && found[1-i].Value == "say" {
			found = found[i : i+1]
			break
		}
	}
	if len(found) != 1 {
		r.noKind(found)
		return false
	}
	r.step.kind = found[0]
	r.Kind = kindOf(found[0].Value)
	return true
}

func (r *stepReader) noKind(found []*yaml.Node) {
	if len(found) > 1 {
		a, b := found[0].Value, found[1].Value
		if b == "set" {
			a, b = b, a
		}
		if a == "set" {
			r.t.wrong(r.t.keyOf("set"), "step %q cannot both %s and set; put the set on its options, or in a step of its own", r.ID, b)
			return
		}
		r.t.wrong(found[1], "step %q does two things, %s and %s; make two steps of it", r.ID, a, b)
		return
	}
	for _, key := range r.t.keys {
		if near := nearest(key.Value, kindNames()); near != "" && key.Value != "next" && key.Value != "then" {
			r.t.wrong(key, "%q is not known in step %q; did you mean %q?", key.Value, r.ID, near)
			return
		}
	}
	r.t.wrong(r.at, "step %q does nothing; say what with one of %s", r.ID, quoted(kindNames()))
}

func kindOf(name string) bot.Kind {
	for kind := bot.KindSay; kind <= bot.KindEnd; kind++ {
		if kind.String() == name {
			return kind
		}
	}
	return 0
}

// common reads what a step of any kind may have.
func (r *stepReader) common() {
	r.t.fits(stepForm(r.Kind))
	r.There = r.t.yes(r.t.get("there"), `"there"`)
	r.text = r.manner(sentence("the text"))
	r.Facts = r.factsOf(r.t.source, r.t.get("facts"))
	if node := r.t.get("title"); node != nil {
		r.Title = r.loader.text(r.t.source, r.t.keyOf("title"), node, r.manner(label("the title")))
	}
	r.tries()
}

// manner is that of a text of the step.
func (r *stepReader) manner(m manner) manner {
	m.there, m.step = r.There, true
	return m
}

// countsTries reports whether a step of the kind knows how often it was arrived at: arrivals are
// counted by the answers that were given there.
func countsTries(kind bot.Kind) bool {
	return kind.Rests() || kind == bot.KindCall || kind == bot.KindHandoff
}

// tries reads how often the step may be arrived at.
func (r *stepReader) tries() {
	tries, then := r.t.get("tries"), r.t.get("then")
	switch {
	case tries == nil && then == nil:
		return
	case tries == nil:
		r.t.need("tries")
		return
	case !countsTries(r.Kind):
		r.t.wrong(r.t.keyOf("tries"), "a step that does not wait for an answer cannot count its tries; put them on the question")
		return
	}
	n, err := strconv.Atoi(r.t.word(tries, "the number of tries"))
	if err != nil || n < 1 || n > maxTries {
		r.t.wrong(tries, "tries is a number from 1 to %d", maxTries)
		return
	}
	r.Tries = n
	r.goal(r.t.need("then"), func(i int) { r.Then = i })
}

// goal notes that the step leads to the one that the node names.
func (r *stepReader) goal(node *yaml.Node, set func(int)) {
	if name := r.t.word(node, "a step's name"); name != "" {
		r.goals = append(r.goals, goal{name, node, set})
	}
}

// next reads where the step leads when it is over.
func (r *stepReader) next() {
	r.goal(r.t.get("next"), func(i int) { r.Next = i })
}
