package bot

import (
	"strconv"
	"time"
)

// The moments at which somebody in the queue is told again, in business minutes since they are in it:
// their place, a choice, and that the assistant goes on meanwhile.
var queueSteps = []time.Duration{2 * time.Minute, 10 * time.Minute, 30 * time.Minute}

// enqueue begins the wait in the queue.
func (r *run) enqueue() {
	r.s.Case.State, r.s.Case.Queued, r.s.Case.Stage = CaseQueued, r.now.UTC(), 0
	r.watchQueue()
}

// watchQueue sets the wake for the next thing to say to who waits.
func (r *run) watchQueue() {
	c := r.s.Case
	if c.State == CaseQueued && !c.Later && c.Unreachable.IsZero() && c.Stage < len(queueSteps) {
		r.wakeSoon(wakeQueue, r.business(c.Queued, queueSteps[c.Stage]))
	}
}

// wakeSoon sets a wake, a minute from now when its time is over: after a failure nobody is to be
// reminded and given up in one breath.
func (r *run) wakeSoon(name string, due time.Time) {
	if soon := r.now.Add(time.Minute); due.Before(soon) {
		due = soon
	}
	r.wake(name, due)
}

// business is when the desk has been open for that long since then.
func (r *run) business(since time.Time, long time.Duration) time.Time {
	if hours := r.book.Hours[deskHours]; hours != nil {
		if due := hours.Add(since, long); !due.IsZero() {
			return due
		}
	}
	return since.Add(long)
}

// unclaimed tells who waits in the queue how it stands.
func (r *run) unclaimed() {
	if r.s.Mode() != Queued {
		return
	}
	stage := r.s.Case.Stage
	r.s.Case.Stage++
	switch stage {
	case 0:
		r.tellPlace()
		r.alert(Alert{What: AlertWaiting, For: ForOnDuty})
	case 1:
		r.ask(AskWait)
		r.alert(Alert{What: AlertLong, For: ForLeads})
	default:
		r.standAside(PhraseCaseUnclaimed)
		return
	}
	r.watchQueue()
}

// waitsOn is the choice of who was asked whether to wait: here, or to be written to later.
func (r *run) waitsOn(later bool) {
	r.s.Case.Later = later
	if !later {
		r.system(PhraseCaseWaits, nil)
		return
	}
	r.unwake(wakeQueue)
	r.system(PhraseCaseLater, nil)
	r.order(ShowCase{Case: *r.s.Case})
}

// standAside has the assistant go on while the request keeps its place.
func (r *run) standAside(why Phrase) {
	r.endWait()
	r.s.Case.State = CaseDeferred
	r.watchDesk()
	r.system(why, nil)
	r.order(ShowCase{Case: *r.s.Case})
	r.resumeUnder()
}

// queueMoved notes where the request is in the queue, and tells the person now and then.
func (r *run) queueMoved(place Place) {
	const often = 2 * time.Minute
	c := r.s.Case
	if !r.s.Mode().waiting() || place.Position < 0 || place.Least < 0 || place.Most < place.Least {
		return
	}
	moved := place.Position != c.Place.Position
	c.Place = place
	if moved && place.Position > 0 && c.State == CaseQueued && !c.Later && r.now.Sub(c.Told) >= often {
		r.tellPlace()
	}
}

// tellPlace says what is known of the wait.
func (r *run) tellPlace() {
	place := r.s.Case.Place
	r.s.Case.Told = r.now.UTC()
	position := ordinal(place.Position, r.s.Lang)
	switch {
	case place.Position == 0:
		r.system(PhraseCaseStill, nil)
	case place.Most == 0:
		r.system(PhraseCasePlace, with("position", position))
	default:
		r.system(PhraseCaseEstimate, withTwo("position", position, "wait", minutes(place, r.s.Lang)))
	}
}

// ordinal words a place: "1re", "3e"; "1", "3".
func ordinal(n int, lang Lang) string {
	words := strconv.Itoa(n)
	switch {
	case lang != "fr":
		return words
	case n == 1:
		return words + "re"
	}
	return words + "e"
}

// minutes words an estimate: "de 5 à 12 minutes", "5 to 12 minutes".
func minutes(place Place, lang Lang) string {
	least, most := strconv.Itoa(max(place.Least, 1)), strconv.Itoa(max(place.Most, 1))
	switch {
	case most == "1":
		return pick(lang, "une minute", "a minute")
	case least == most:
		return most + " minutes"
	}
	return least + pick(lang, " à ", " to ") + most + " minutes"
}

// deskFailed tells the person that no agent can be written to, and when they can be again.
func (r *run) deskFailed(back bool) {
	c := r.s.Case
	if c == nil || r.s.Mode() == Guided || r.s.Mode() == Closed || c.DeskDown != back {
		return
	}
	c.DeskDown = !back
	if back {
		r.system(PhraseCaseDeskBack, nil)
	} else {
		r.system(PhraseCaseDeskDown, nil)
	}
	r.order(ShowCase{Case: *c})
}
