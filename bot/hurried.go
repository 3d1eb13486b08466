package bot

// hurried takes what somebody sends faster than anybody can read. It changes nothing; once in a while
// the person is told why there is no answer.
func (r *run) hurried(event Hurried) {
	r.heardFrom(event.Lang)
	if r.s.Mode() != Guided {
		r.relay(event.Text)
	}
	if r.s.Mode() == WithAgent && event.Text != "" {
		r.awaitAgent()
	}
	if event.Notice {
		r.say(FromSystem, PhraseMoment, nil)
	}
}

// faulted says that a line could not be dealt with, and leaves it to the person how to go on. While
// people have the conversation, they are told instead: nothing is offered over their heads.
func (r *run) faulted(woke Woke) {
	r.ensureLang()
	r.giveUp(woke)
	switch r.s.Mode() {
	case WithAgent:
		r.order(Relay{Text: "[?]", Kind: RelayFault, Of: r.cause})
	case Queued:
		r.system(PhraseFaulted, nil)
	default:
		r.s.Asked, r.s.Misses = &Asked{What: AskPerson}, 0
		r.tell(FromAssistant, r.phrase(PhraseFaulted, nil), r.offered(r.askedOptions(r.s.Asked)))
	}
}
