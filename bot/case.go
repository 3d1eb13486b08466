package bot

import (
	"strings"
	"time"
)

// deskHours is the calendar by which the desk works.
const deskHours = "desk"

// wantPerson hands the conversation to people, at once and without a question in between. What is
// under way stays as it is: it is where the conversation resumes.
func (r *run) wantPerson(reason StepRef) {
	r.s.Asked, r.s.Misses = nil, 0
	switch r.s.Mode() {
	case WithAgent:
		r.agentAnswers()
	case Queued:
		r.system(PhraseCaseAgain, nil)
	case Deferred:
		if reason != (StepRef{}) {
			r.s.Case.Reason = reason
		}
		r.system(PhraseCaseDeferred, r.opening())
		r.order(ShowCase{Case: *r.s.Case})
		r.resumeUnder()
	default:
		r.openCase(reason)
	}
}

// openCase puts the conversation in the queue, or where it waits for the desk to open.
func (r *run) openCase(reason StepRef) {
	r.flush()
	r.unwake(wakeClose)
	before := r.s.Case
	r.s.Case = &Case{State: CaseQueued, Since: r.now.UTC(), Reason: reason}
	if before != nil {
		r.s.Case.Last, r.s.Case.DeskDown = before.Last, before.DeskDown
	}
	r.unwake(wakeSilence)
	if !r.deskOpen() {
		r.s.Case.State = CaseDeferred
		r.watchDesk()
		r.say(FromSystem, PhraseCaseDeferred, r.opening())
		r.passOn()
		r.resumeUnder()
		return
	}
	r.enqueue()
	r.watchDesk()
	r.say(FromSystem, PhraseCaseQueued, nil)
	r.passOn()
}

// passOn shows the person what the desk is shown, with the way to take it back, and shows the desk.
func (r *run) passOn() {
	summary := r.summary()
	if question := r.waitingQuestion(); question != "" {
		summary = append(summary, r.phrase(PhrasePassedAsked, with("question", question)))
	}
	if len(summary) == 0 {
		summary = []string{r.phrase(PhrasePassedNone, nil)}
	}
	r.system(PhrasePassedOn, with("summary", strings.Join(summary, "\n")))
	r.order(ShowCase{Case: *r.s.Case})
}

// system says a line that tells of a change, with the commands that make sense now.
func (r *run) system(phrase Phrase, value func(string) (string, bool)) {
	r.tell(FromSystem, r.phrase(phrase, value), r.offered(nil))
}

// resumeUnder goes on helping while the desk is closed. A flow that asks for a person again in the
// same turn rests there: the person was told once.
func (r *run) resumeUnder() {
	if len(r.s.Stack) > 0 && !r.under {
		r.under = true
		r.resume()
	}
}

// handOff is a flow's own wish for a person.
func (r *run) handOff(flow *compiled, step *Step) bool {
	r.tell(FromAssistant, r.fill(step.Text.In(r.s.Lang), nil), nil)
	r.wantPerson(StepRef{flow.ID, step.ID})
	return true
}

func (r *run) deskOpen() bool {
	hours := r.book.Hours[deskHours]
	return hours != nil && hours.Open(r.now)
}

// opening words {opens}: when the desk is open again.
func (r *run) opening() func(string) (string, bool) {
	words, _ := r.moment(deskHours, Opens)
	return with("opens", words)
}

// watchDesk sets the wake for the moment at which the desk opens or closes. While the assistant goes on
// in hours for which nobody was free, it is the next opening.
func (r *run) watchDesk() {
	hours := r.book.Hours[deskHours]
	if hours == nil {
		return
	}
	due := hours.Opens(r.now)
	switch {
	case r.s.Case.State == CaseQueued:
		due = hours.Closes(r.now)
	case hours.Open(r.now):
		due = hours.Opens(hours.Closes(r.now))
	}
	if due.After(r.now) {
		r.wake(wakeDesk, due)
	}
}

// deskTurned moves a waiting case with the desk's hours: into the queue when it opens, out of it
// when it closes. Its place is kept.
func (r *run) deskTurned() {
	mode := r.s.Mode()
	if mode == WithAgent && !r.deskOpen() {
		r.alert(Alert{What: AlertAfterHours, For: ForOwner})
	}
	if !mode.waiting() {
		return
	}
	open := r.deskOpen()
	switch {
	case open && mode == Deferred:
		r.enqueue()
		r.unwake(wakeSilence)
		r.system(PhraseCaseOpens, nil)
		r.order(ShowCase{Case: *r.s.Case})
	case !open && mode == Queued:
		r.endWait()
		r.s.Case.State = CaseDeferred
		r.system(PhraseCaseCloses, r.opening())
		r.order(ShowCase{Case: *r.s.Case})
		r.resumeUnder()
	}
	r.watchDesk()
}

// withdraw takes the request for a person back and resumes where it was made.
func (r *run) withdraw() {
	if !r.s.Mode().waiting() {
		r.leadWith(PhraseCaseNothing, nil)
		r.resume()
		return
	}
	r.takeBack()
	r.say(FromSystem, PhraseCaseWithdrawn, nil)
	r.resume()
}

// takeBack takes a waiting case off the desks.
func (r *run) takeBack() {
	r.endWait()
	gone := *r.s.Case
	gone.State = CaseWithdrawn
	r.s.Case = nil
	r.order(ShowCase{Case: gone})
}

// relay carries the person's line to the desks.
func (r *run) relay(text string) {
	if text != "" {
		r.order(Relay{Text: text, Of: r.cause})
	}
}

// saidInQueue keeps a line for the agent. Commands work in words; answers to the step that waits
// only by its buttons, since "yes" may well be meant for the people.
func (r *run) saidInQueue(event Said) {
	keeps := r.mayKeep(event)
	r.warn(event.Masked)
	if asked := r.s.Asked; asked != nil && asked.What == AskWait && r.answerAsked(event.Reading.Option) {
		r.relay(event.Text)
		return
	}
	if event.Reading.Command == "" || !r.command(event.Reading.Command) {
		if keeps {
			r.want(event)
		}
		r.keep(event.Text)
	}
}

// keep says that the line is kept for the agent, but not after every line of a burst.
func (r *run) keep(text string) {
	const burst = time.Minute
	r.relay(text)
	if r.lead == "" && !r.s.Case.Noted.IsZero() && r.now.Sub(r.s.Case.Noted) < burst {
		return
	}
	r.s.Case.Noted = r.now.UTC()
	r.flush()
	r.system(PhraseCaseKept, nil)
}
