package flows

import (
	"time"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

func (r *stepReader) wait(node *yaml.Node) {
	r.text.uses = []string{"time"}
	r.says(node)
	r.span()
	r.next()
	r.text.uses = nil
	if node := r.t.get("options"); node != nil {
		r.options(node)
		r.alikeOptions()
	}
}

// span reads how long a wait lasts.
func (r *stepReader) span() {
	lasts, until := r.t.get("for"), r.t.get("until")
	switch {
	case lasts != nil && until != nil:
		r.t.wrong(r.t.keyOf("until"), "step %q waits both for a time and until something happens; choose one", r.ID)
	case until != nil:
		r.until()
	case lasts != nil && lasts.Kind == yaml.MappingNode:
		r.spanBy()
	default:
		r.For.For = r.duration(r.t.need("for"), time.Second)
	}
}

// spanBy reads a time for each value of a slot.
func (r *stepReader) spanBy() {
	t := r.t.part("for")
	by := t.need("by")
	if by == nil {
		return
	}
	def, known := r.flow.slotAt(by)
	if !known {
		return
	}
	r.For.By, r.For.Each = def.ID, map[string]time.Duration{}
	var answers []string
	for _, value := range def.Values {
		if value != "" {
			answers = append(answers, value)
		}
	}
	t.only(append([]string{"by"}, answers...)...)
	for _, value := range answers {
		r.For.Each[value] = r.duration(t.need(value), 0)
	}
}

func (r *stepReader) until() {
	t := r.t.part("until")
	t.only("calendar", "moment")
	name := t.need("calendar")
	r.For.Calendar = t.word(name, "a calendar")
	if why := unknown(r.For.Calendar, r.calendars, r.pack, "no calendar in pack.yaml"); r.For.Calendar != "" && why != "" {
		t.wrong(name, "%s", why)
	}
	r.For.Until = bot.Moment(t.oneOf(t.need("moment"), "a moment", []string{string(bot.Opens), string(bot.Due)}))
}

// duration reads a time such as 15m. Shorter than the least is a mistake: a wait of no time is no wait.
func (r *stepReader) duration(node *yaml.Node, least time.Duration) time.Duration {
	written := r.t.word(node, "a time")
	if written == "" {
		return 0
	}
	d, err := time.ParseDuration(written)
	if err != nil || d < least || d > maxWait {
		r.t.wrong(node, "%q is no time to wait; write it as 90s, 15m or 2h, at most %dh", written, int(maxWait.Hours()))
		return 0
	}
	return d
}
