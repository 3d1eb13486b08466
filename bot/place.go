package bot

// answersGo notes where in their home the person wrote, and whether others may see it.
func (r *run) answersGo(event Event) {
	switch e := event.(type) {
	case Said:
		r.s.Thread, r.aside = e.Thread, e.Elsewhere
	case FileSent:
		r.s.Thread, r.aside = e.Thread, e.Elsewhere
	case Unsupported:
		r.s.Thread, r.aside = e.Thread, e.Elsewhere
	case Hurried:
		r.s.Thread = e.Thread
		if e.Notice {
			r.aside = e.Elsewhere
		}
	case Chose:
		r.s.Thread = e.Thread
	case Opened:
		r.s.Thread = e.Thread
	}
}

// writesTo is where the person is written to: where they wrote last, or home.
func (s *Session) writesTo() Address {
	if s.Thread != "" {
		return s.Thread
	}
	return s.Home
}

// tellAside says, where others may read, that the answer is in private. It is the last line of its turn: so
// nobody is sent to a message that did not come.
func (r *run) tellAside() {
	if r.aside == "" || r.aside == r.s.writesTo() {
		return
	}
	if words := r.phrase(PhraseElsewhere, nil); words != "" {
		r.order(Say{To: r.aside, From: FromSystem, Lang: r.s.Lang, Text: words})
	}
}

// opened greets somebody who has said nothing yet, once.
func (r *run) opened(event Opened) {
	if r.s.Met || r.s.Mode() != Guided || len(r.s.Stack) > 0 {
		return
	}
	r.heardFrom(event.Lang)
	r.welcome()
	r.resume()
}
