package flows

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// callSite is a step that calls a flow, below the sites at which its own flow was called.
type callSite struct {
	name    string
	outer   *callSite
	depth   int // how many frames lie below the called flow
	at      bot.StepRef
	callers []bot.Frame // each way in which its flow can stand there
	entries [][]int     // the moves by which each caller came, the nearest first
	exits   []exit      // what happens when the called flow comes home
}

// exit is something that ends a called flow, with the session in which it happens.
type exit struct {
	from    int
	session bot.Session
	what    incident
	homes   []homecoming
}

// homecoming names a caller of a site.
type homecoming struct {
	site   *callSite
	caller int
}

// within reports whether a conversation with this site below it is still in the flow that other called.
func (c *callSite) within(other *callSite) bool {
	for ; c != nil; c = c.outer {
		if c == other {
			return true
		}
	}
	return other == nil
}

// left reports whether the turn went home from the called flow, or away from both. Where all is over
// without coming home, it is over for every caller.
func (c *callSite) left(turn bot.Turn) bool {
	home := bot.Pass{Flow: c.at.Flow, Step: c.at.Step, By: bot.ByNext}
	if slices.Contains(turn.Path, home) {
		return true
	}
	return len(turn.Session.Stack) > 0 && (len(turn.Session.Stack) <= c.depth || !c.below(turn.Session.Stack))
}

// below reports whether the stack still has the site's steps under the called flow.
func (c *callSite) below(stack []bot.Frame) bool {
	for site := c; site != nil; site = site.outer {
		if frame := stack[site.depth-1]; frame.Flow != site.at.Flow || frame.Step != site.at.Step {
			return false
		}
	}
	return true
}

// enter follows a turn into the flows that it called: each frame below the top one is a caller. It
// returns the site of the top one, and the callers that nobody had seen.
func (x *explorer) enter(s *bot.Session, site *callSite, by int) (*callSite, []homecoming) {
	depth := 0
	if site != nil {
		depth = site.depth
	}
	var fresh []homecoming
	for ; depth < len(s.Stack)-1; depth++ {
		frame := s.Stack[depth]
		site = x.siteAt(site, bot.StepRef{Flow: frame.Flow, Step: frame.Step})
		x.plainFrame(&frame)
		if caller, added := site.add(frame, by); added {
			fresh = append(fresh, homecoming{site, caller})
		}
	}
	return site, fresh
}

func (x *explorer) siteAt(outer *callSite, at bot.StepRef) *callSite {
	name, depth := "", 1
	if outer != nil {
		name, depth = outer.name, outer.depth+1
	}
	name += string(at.Flow) + "/" + string(at.Step) + ">"
	site, ok := x.sites[name]
	if !ok {
		site = &callSite{name: name, outer: outer, depth: depth, at: at}
		x.sites[name] = site
	}
	return site
}

// add notes a caller. It reports whether it is a new one.
func (c *callSite) add(frame bot.Frame, by int) (caller int, added bool) {
	key := string(appendFrame(nil, &frame))
	for i := range c.callers {
		if string(appendFrame(nil, &c.callers[i])) == key {
			c.entries[i] = append(c.entries[i], by)
			return i, false
		}
	}
	c.callers, c.entries = append(c.callers, frame), append(c.entries, []int{by})
	return len(c.callers) - 1, true
}

// comeHome notes that a called flow comes home, and tries it on each caller so far.
func (x *explorer) comeHome(site *callSite, out exit) {
	site.exits = append(site.exits, out)
	for caller := 0; caller < len(site.callers); caller++ { //nolint:intrange // callers are added meanwhile
		x.goHome(homecoming{site, caller}, out)
	}
}

// goHome has a called flow come home to one caller.
func (x *explorer) goHome(to homecoming, out exit) {
	s := out.session
	s.Stack = slices.Clone(s.Stack)
	s.Stack[to.site.depth-1] = to.site.callers[to.caller]
	out.session, out.homes = s, append([]homecoming{to}, out.homes...)
	x.lead(out, x.step(s, out.what), to.site.outer)
}
