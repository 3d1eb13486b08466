package bot

import (
	"slices"
	"strings"
	"time"
)

// The wakes that are not a flow's.
const (
	wakeSilence = "silence"
	wakeDesk    = "desk"
	wakeClose   = "close"
	wakeQueue   = "queue" // nobody claims it
	wakeAgent   = "agent" // the owner, or the person beside an owner, is silent
	wakeOffer   = "offer"
	wakeGone    = "gone" // nothing reaches the person
)

// How long the engine is patient. The first wait for somebody who may be looking for a document;
// the second is a day.
const (
	nudgeAfter   = 30 * time.Minute
	abandonAfter = 24 * time.Hour
	reopenWithin = 72 * time.Hour
	offerFor     = 2 * time.Minute
	goneAfter    = 7 * 24 * time.Hour
	afterHours   = 30 * time.Minute
)

// wake sets a wake, in place of one of the same name. Its generation is the turn that set it, so
// a wake that was replaced is known when it comes late.
func (r *run) wake(name string, due time.Time) {
	wakes := r.without(name)
	r.s.Wakes = append(wakes, Pending{Name: name, Generation: r.s.Seq, Due: due.UTC()})
	r.order(Wake{Name: name, Generation: r.s.Seq, Due: due.UTC()})
}

// unwake cancels a wake, if it is set.
func (r *run) unwake(name string) {
	if !r.pending(name) {
		return
	}
	r.s.Wakes = r.without(name)
	r.order(Unwake{Name: name})
}

func (r *run) pending(name string) bool {
	return slices.ContainsFunc(r.s.Wakes, func(p Pending) bool { return p.Name == name })
}

func (r *run) without(name string) []Pending {
	return slices.DeleteFunc(slices.Clone(r.s.Wakes), func(p Pending) bool { return p.Name == name })
}

// NextWait is when the first of the waits of the flows under way is over; the zero time when none runs.
func (s *Session) NextWait() time.Time {
	var first time.Time
	for _, p := range s.Wakes {
		if strings.HasPrefix(p.Name, waitPrefix) && (first.IsZero() || p.Due.Before(first)) {
			first = p.Due
		}
	}
	return first
}

// woke takes a wake that came due. One that was replaced or cancelled meanwhile does nothing.
func (r *run) woke(event Woke) {
	known := func(p Pending) bool { return p.Name == event.Name && p.Generation == event.Generation }
	if !slices.ContainsFunc(r.s.Wakes, known) {
		return
	}
	r.s.Wakes = r.without(event.Name)
	switch event.Name {
	case wakeSilence:
		r.silent()
	case wakeDesk:
		r.deskTurned()
	case wakeClose:
		r.closed()
	case wakeQueue:
		r.unclaimed()
	case wakeAgent:
		r.besideAgent()
	case wakeOffer:
		r.offerOver(true)
	case wakeGone:
		r.stayedGone()
	default:
		r.waited(FlowID(strings.TrimPrefix(event.Name, waitPrefix)))
	}
}

// giveUp cancels a wake that could not become a turn, unless another has taken its place: the record
// would hand it out for ever.
func (r *run) giveUp(woke Woke) {
	replaced := func(p Pending) bool { return p.Name == woke.Name && p.Generation != woke.Generation }
	if woke.Name == "" || slices.ContainsFunc(r.s.Wakes, replaced) {
		return
	}
	r.s.Wakes = r.without(woke.Name)
	r.order(Unwake{Name: woke.Name})
}

// waited goes on with the flow whose wait is over. When another topic is on, the person is told
// and the flow goes on once it is on top again; while an agent speaks it only moves on.
func (r *run) waited(id FlowID) {
	depth := r.depth(id)
	if depth < 0 {
		return
	}
	frame := &r.s.Stack[depth]
	flow, step := r.find(frame.Flow, frame.Step)
	if step == nil {
		return
	}
	if step.Kind == KindWait { // else a release made another step of it, and what was promised for now is that one
		r.fired(frame, flow, step)
	}
	switch {
	case r.s.Mode() == WithAgent:
	case depth == len(r.s.Stack)-1:
		r.s.Asked, r.s.Misses, r.s.Touched = nil, 0, r.now.UTC()
		r.walk()
	default:
		r.leadWith(PhraseWaitElsewhere, with("flow", flow.Title.In(r.s.Lang)))
		r.prompt()
	}
}

// watchSilence makes sure that a question which nobody answers is not left open for ever. A wake
// that is set already looks again by itself when it comes, so that most turns write none.
func (r *run) watchSilence() {
	if r.listening() && !r.pending(wakeSilence) {
		r.wake(wakeSilence, r.now.Add(nudgeAfter))
	}
}

// listening reports whether the bot waits for an answer of the person's. While somebody waits for
// people, their place is kept however long it takes.
func (r *run) listening() bool {
	if r.s.Mode() != Guided {
		return false
	}
	if r.s.Asked != nil {
		return true
	}
	_, _, step := r.here()
	return step != nil && step.Kind.asks()
}

// silent breaks a silence once, and ends the flow quietly after the second.
func (r *run) silent() {
	if !r.listening() {
		return
	}
	patience := nudgeAfter
	if r.s.Nudged {
		patience = abandonAfter
	}
	switch idle := r.now.Sub(r.s.Touched); {
	case idle < patience:
		r.wake(wakeSilence, r.s.Touched.Add(patience))
	case r.s.Nudged, r.s.Asked != nil && r.s.Asked.What == AskFeedback:
		r.abandon()
	default:
		r.s.Nudged = true
		r.leadWith(PhraseNudge, nil)
		r.prompt()
		r.wake(wakeSilence, r.s.Touched.Add(abandonAfter))
	}
}

// abandon ends what is under way without a word.
func (r *run) abandon() {
	if top := r.s.Top(); top != nil {
		r.outcome, r.ended = Abandoned, StepRef{top.Flow, top.Step}
	}
	r.over()
	r.s.Nudged = false
	r.unwake(wakeSilence)
}
