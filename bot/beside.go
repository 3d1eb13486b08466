package bot

import "time"

// The reminders beside an agent: before their first word and after a line of the person's, in business
// minutes; after a line of the agent's, as the clock goes. After the last one the case moves on.
var (
	firstWord = []time.Duration{3 * time.Minute, 6 * time.Minute}
	reply     = []time.Duration{10 * time.Minute, 20 * time.Minute, 30 * time.Minute}
	thePerson = []time.Duration{30 * time.Minute, 24 * time.Hour}
)

// besideWait is what is waited for beside an agent: since when, for how long, and what is said of it.
type besideWait struct {
	since time.Time
	steps []time.Duration
	does  func(*run, int)
	plain bool // counted as the clock goes
}

func (r *run) besideWait() besideWait {
	c := r.s.Case
	switch {
	case c.Spoke.IsZero() && !c.Claimed.IsZero():
		return besideWait{since: c.Claimed, steps: firstWord, does: (*run).noFirstWord}
	case !c.Unanswered.IsZero():
		return besideWait{since: c.Unanswered, steps: reply, does: (*run).noReply}
	}
	return besideWait{since: c.Spoke, steps: thePerson, does: (*run).noAnswer, plain: true}
}

// besideDue is when the next reminder comes; false when none does.
func (r *run) besideDue(wait besideWait) (time.Time, bool) {
	c := r.s.Case
	if wait.since.IsZero() { // claimed before there were clocks
		return time.Time{}, false
	}
	if !c.Unreachable.IsZero() || c.Stage >= len(wait.steps) {
		return time.Time{}, false
	}
	if wait.plain {
		return wait.since.Add(wait.steps[c.Stage]), true
	}
	return r.business(wait.since, wait.steps[c.Stage]), true
}

// watchAgent makes sure that silence beside an agent is noticed. A wake that is set for earlier looks
// again by itself when it comes, so that a chat in which people answer each other sets few.
func (r *run) watchAgent() {
	due, ok := r.besideDue(r.besideWait())
	if !ok {
		return
	}
	for _, p := range r.s.Wakes {
		if p.Name == wakeAgent && !p.Due.After(due) {
			return
		}
	}
	r.wakeSoon(wakeAgent, due)
}

// awaitAgent notes that the person waits for the agent.
func (r *run) awaitAgent() {
	if c := r.s.Case; c.Unanswered.IsZero() {
		c.Unanswered = r.now.UTC()
		if !c.Spoke.IsZero() {
			c.Stage = 0
		}
		r.watchAgent()
	}
}

// besideAgent looks who has been silent for how long.
func (r *run) besideAgent() {
	if r.s.owner() == nil {
		return
	}
	wait := r.besideWait()
	due, ok := r.besideDue(wait)
	if ok && !due.After(r.now) {
		r.s.Case.Stage++
		wait.does(r, r.s.Case.Stage)
	}
	if r.s.owner() != nil {
		r.watchAgent()
	}
}

func (r *run) noFirstWord(times int) {
	if times < len(firstWord) {
		r.alert(Alert{What: AlertSilent, For: ForOwner})
		return
	}
	r.takeAway()
}

func (r *run) noReply(times int) {
	switch {
	case times == 1:
		r.alert(Alert{What: AlertUnanswered, For: ForOwner})
	case times < len(reply):
		r.alert(Alert{What: AlertOverdue, For: ForOwner})
		r.alert(Alert{What: AlertOverdue, For: ForLeads, By: r.s.owner().Name})
	default:
		r.takeAway()
	}
}

// takeAway puts the case of an agent who fell silent back at the front.
func (r *run) takeAway() {
	owner := r.s.owner()
	r.alert(Alert{What: AlertTakenBack, For: ForAgent, To: owner, By: owner.Name})
	r.toFront(PhraseCaseAway)
}

func (r *run) noAnswer(times int) {
	if times < len(thePerson) {
		r.system(PhraseCaseReminder, with("agent", r.s.owner().Name))
		return
	}
	r.s.Case.Solver = r.s.owner().ID
	r.resolve(ResultNoAnswer, false)
}

// watchHours looks, some time after the desk has closed, whether an agent still has the case.
func (r *run) watchHours() {
	if hours := r.book.Hours[deskHours]; hours != nil {
		if due := hours.Closes(r.now); !due.IsZero() {
			r.wake(wakeDesk, due.Add(afterHours))
		}
	}
}

// undelivered tells the desk that a line did not reach the person, or that nothing does any more.
func (r *run) undelivered(event Undelivered) {
	c := r.s.Case
	switch {
	case c == nil || c.State == CaseClosed || !event.Gone && c.Owner == nil || event.Gone && !c.Unreachable.IsZero():
		return
	case !event.Gone:
		r.alert(Alert{What: AlertUndelivered, For: ForOwner, Line: event.Line})
		return
	}
	if r.s.Mode() == Guided {
		return
	}
	c.Unreachable = r.now.UTC()
	r.unwake(wakeQueue)
	r.unwake(wakeAgent)
	r.wake(wakeGone, r.now.Add(goneAfter))
	r.alert(Alert{What: AlertGone, For: r.whoever(), Line: event.Line})
	r.order(ShowCase{Case: *c})
}

// whoever is the owner, or all on shift while nobody has the case.
func (r *run) whoever() Audience {
	if r.s.owner() != nil {
		return ForOwner
	}
	return ForOnDuty
}

// backInReach takes the mark off a person whom nothing reached, since they write again.
func (r *run) backInReach() {
	c := r.s.Case
	if c == nil || c.Unreachable.IsZero() {
		return
	}
	c.Unreachable, c.Stage = time.Time{}, 0
	r.unwake(wakeGone)
	switch r.s.Mode() {
	case WithAgent:
		c.Claimed = r.now.UTC()
		r.watchAgent()
	case Queued:
		r.enqueue()
	case Deferred:
	default:
		return
	}
	r.alert(Alert{What: AlertFound, For: r.whoever()})
	r.order(ShowCase{Case: *c})
}

// stayedGone ends the case of somebody whom nothing has reached for long.
func (r *run) stayedGone() {
	if r.s.Case == nil || r.s.Case.Unreachable.IsZero() || r.s.Mode() != WithAgent && !r.s.Mode().waiting() {
		return
	}
	if owner := r.s.owner(); owner != nil {
		r.s.Case.Solver = owner.ID
	}
	r.resolve(ResultUnreachable, false)
}
