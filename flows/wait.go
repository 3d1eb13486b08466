package flows

import (
	"regexp"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// byForm is the beginning of a time for each value of a slot: the values are keys too.
var byForm = form{
	{"by", needed, "The slot whose value says how long; each value has its time.", ref("id")},
}

// untilForm is a moment that a calendar knows.
var untilForm = form{
	{"calendar", needed, "A calendar of pack.yaml.", ref("calendar_name")},
	{"moment", needed, "opens: the next opening. due: the day by which \"within one business day\" is over.", oneOf(untilMoments...)},
}

var untilMoments = names([]bot.Moment{bot.Opens, bot.Due})

// durationShape is a time such as 15m or 1h30m.
var durationShape = regexp.MustCompile(`^(?:[0-9]+[hms])+$`)

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
	all := slices.Clone(byForm)
	for _, value := range def.Values {
		if value != "" {
			all = append(all, key{name: value, need: needed})
		}
	}
	t.fits(all)
	for _, value := range all.names()[len(byForm):] {
		r.For.Each[value] = r.duration(t.get(value), 0)
	}
}

func (r *stepReader) until() {
	t := r.t.part("until")
	t.fits(untilForm)
	name := t.get("calendar")
	r.For.Calendar = t.word(name, "a calendar")
	if why := unknown(r.For.Calendar, r.calendars, r.pack, "no calendar in pack.yaml"); r.For.Calendar != "" && why != "" {
		t.wrong(name, "%s", why)
	}
	r.For.Until = bot.Moment(t.oneOf(t.get("moment"), "a moment", untilMoments))
}

// duration reads a time such as 15m. Shorter than the least is a mistake: a wait of no time is no wait.
func (r *stepReader) duration(node *yaml.Node, least time.Duration) time.Duration {
	written := r.t.word(node, "a time")
	if written == "" {
		return 0
	}
	d, err := time.ParseDuration(written)
	if err != nil || !durationShape.MatchString(written) || d < least || d > maxWait {
		r.t.wrong(node, "%q is no time to wait; write it as 90s, 15m or 2h, at most %dh", written, int(maxWait.Hours()))
		return 0
	}
	return d
}
