package bot

// Engine turns events into turns by one book. It holds nothing that changes, so one engine serves
// every conversation of a process at once.
type Engine struct {
	book     *Book
	flows    map[FlowID]*compiled
	commands map[Lang][]Choice // every command as a choice, in the order of Commands
	choices  map[Lang]stepChoices
}

// stepChoices are what each step offers while a flow is under way: without and with the way to
// withdraw a request for a person. They are made once and never written to.
type stepChoices map[*Step][2][]Choice

// compiled is a flow with its steps by name.
type compiled struct {
	*Flow
	at     map[StepID]int
	button Text   // the title as a label
	wake   string // the name of its wake
}

// NewEngine is an engine for the book. The book must have been checked: an engine never fails,
// it only has nothing to say where a book says nothing.
func NewEngine(book *Book) *Engine {
	e := &Engine{book: book, flows: make(map[FlowID]*compiled, len(book.Flows)), commands: commandChoices(book)}
	for i := range book.Flows {
		flow := &book.Flows[i]
		at := make(map[StepID]int, len(flow.Steps))
		for j := range flow.Steps {
			at[flow.Steps[j].ID] = j
		}
		e.flows[flow.ID] = &compiled{Flow: flow, at: at, button: capital(flow.Title), wake: waitName(flow.ID)}
	}
	e.choices = make(map[Lang]stepChoices, len(book.Langs))
	for _, lang := range book.Langs {
		e.choices[lang] = e.choicesIn(lang)
	}
	return e
}

func (e *Engine) choicesIn(lang Lang) stepChoices {
	out := stepChoices{}
	for i := range e.book.Flows {
		steps := e.book.Flows[i].Steps
		for j := range steps {
			guided, waiting := e.offer(lang, steps[j].Options, Guided, true), e.offer(lang, steps[j].Options, Queued, true)
			out[&steps[j]] = [2][]Choice{guided, waiting}
		}
	}
	return out
}

// commandChoices words the commands once, since every question offers some.
func commandChoices(book *Book) map[Lang][]Choice {
	out := make(map[Lang][]Choice, len(book.Langs))
	for _, lang := range book.Langs {
		for _, id := range Commands() {
			out[lang] = append(out[lang], Choice{ID: id, Label: book.Labels[id].Label.In(lang), Command: true})
		}
	}
	return out
}

// Book is the book that the engine runs.
func (e *Engine) Book() *Book { return e.book }

// atDesk applies what agents do, and what the host tells of the desks.
func (r *run) atDesk(event Event) {
	switch event := event.(type) {
	case AgentClaimed:
		r.claimed(event)
	case AgentSaid:
		r.agentSaid(event)
	case AgentNoted:
		r.agentNoted(event)
	case AgentEdited:
		r.agentEdited(event)
	case AgentDeleted:
		r.agentDeleted(event)
	case AgentOffered:
		r.offers(event)
	case AgentDeclined:
		r.declined(event.Agent)
	case AgentPutBack:
		r.agentPutBack(event)
	case AgentAssigned:
		r.assigned(event)
	case AgentReleased:
		r.released(event)
	case AgentResolved:
		r.resolved(event)
	case QueueMoved:
		r.queueMoved(event.Place)
	case DeskFailed:
		r.deskFailed(event.Back)
	case Erased:
		r.erased(event.Agent)
	}
}

// Step applies one event to a session. It is total: whatever the session and the event, it returns
// a turn whose session has a Seq one higher, unless an agent's event was refused; then the session
// is the one given and Refused says why. It changes neither argument.
func (e *Engine) Step(s Session, in Envelope) Turn {
	r := e.begin(s, in)
	r.adopt()
	r.answersGo(in.Event)
	switch event := in.Event.(type) {
	case Said:
		r.said(event)
	case Opened:
		r.opened(event)
	case Chose:
		r.chose(event)
	case FileSent:
		r.fileSent(event)
	case Woke:
		r.woke(event)
	case Hurried:
		r.hurried(event)
	case Faulted:
		r.faulted(event.Woke)
	case Unsupported:
		r.unsupported(event)
	case Edited:
		r.edited(event)
	case Deleted:
		r.deleted(event)
	case Undelivered:
		r.undelivered(event)
	default:
		r.atDesk(in.Event)
	}
	if r.refused != "" {
		return Turn{Session: s, Refused: r.refused}
	}
	return r.end()
}
