package bot

// command does one of the commands. It reports whether it knows it.
func (r *run) command(id OptionID) bool {
	switch id {
	case CmdHuman:
		r.human()
	case CmdBack:
		r.s.Misses = 0
		r.back()
	case CmdRepeat:
		r.resume()
	case CmdRestart:
		r.s.Later = nil
		r.leadWith(PhraseRestarted, nil)
		r.enterMenu()
	case CmdStop:
		r.stop()
	case CmdLanguage:
		r.otherLanguage()
	case CmdSolved:
		r.solved()
	case CmdWithdraw:
		r.withdraw()
	case CmdAssistant:
		r.resume()
	default:
		return false
	}
	return true
}

// human asks for a person: from what is under way, or by the flow that is made for it.
func (r *run) human() {
	if _, ok := r.flows[r.book.Person]; ok && len(r.s.Stack) == 0 && r.s.Mode() == Guided {
		r.enter(r.book.Person, "")
		return
	}
	r.wantPerson(StepRef{})
}

// stop ends what is under way, as the person wants it, and the wait for a person too.
func (r *run) stop() {
	if r.s.Mode().waiting() {
		r.takeBack()
	}
	r.abandon()
	r.s.Later = nil
	r.say(FromAssistant, PhraseStopped, nil)
}

// otherLanguage goes on in the next language of the book.
func (r *run) otherLanguage() {
	langs := r.book.Langs
	for i, lang := range langs {
		if lang == r.s.Lang {
			r.s.Lang = langs[(i+1)%len(langs)]
			break
		}
	}
	if mode := r.s.Mode(); mode == WithAgent || mode == Queued {
		r.say(FromSystem, PhraseSwitched, nil)
		return
	}
	r.leadWith(PhraseSwitched, nil)
	if len(r.s.Stack) > 0 || r.s.Asked != nil {
		r.resume()
	}
}

// settled ends all that is under way as resolved.
func (r *run) settled() {
	r.outcome = Resolved
	if top := r.s.Top(); top != nil {
		r.ended = StepRef{top.Flow, top.Step}
		r.markDone(top.Flow, top.Flow == r.book.Menu)
	}
	r.over()
}

// solved is the person's word that it works now.
func (r *run) solved() {
	r.settled()
	r.caseOver()
	r.say(FromAssistant, PhraseSolved, nil)
	r.afterwards(Resolved)
}
