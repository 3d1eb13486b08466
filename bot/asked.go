package bot

import "slices"

// ask puts a question of the engine's own above the step's.
func (r *run) ask(what Question, flows ...FlowID) {
	r.s.Asked = &Asked{What: what, Flows: flows}
	r.prompt()
}

// promptAsked asks the engine's own question.
func (r *run) promptAsked() {
	asked, from := r.s.Asked, FromAssistant
	if asked.What == AskWait {
		from = FromSystem
	}
	r.tell(from, r.phrase(asked.phrase(), r.titleOf(asked.about())), r.offered(r.askedOptions(asked)))
}

// about is the first flow that the question is about.
func (a *Asked) about() FlowID {
	if len(a.Flows) == 0 {
		return ""
	}
	return a.Flows[0]
}

func (a *Asked) phrase() Phrase {
	switch a.What {
	case AskPerson:
		return PhraseOfferPerson
	case AskResume:
		return PhraseResumeAsk
	case AskSettled:
		return PhraseResumedSolved
	case AskSecond:
		return PhraseSecondAsk
	case AskWhich:
		if len(a.Flows) == 1 {
			return PhraseWhichOne
		}
		return PhraseWhich
	case AskFeedback:
		return PhraseFeedbackAsk
	case AskWait:
		return PhraseCaseLong
	default:
		return PhraseAgain
	}
}

// askedOptions are the answers to a question of the engine's own.
func (e *Engine) askedOptions(asked *Asked) []Option {
	switch asked.What {
	case AskPerson, AskEnter:
		return e.labelled(CmdHuman, OptContinue)
	case AskResume, AskSettled:
		return e.labelled(OptResume, OptLeave)
	case AskSecond:
		return e.labelled(OptBegin, OptLater)
	case AskFeedback:
		return e.labelled(OptHelpful, OptUnhelpful)
	case AskWait:
		return e.labelled(OptWait, OptContact, OptContinue)
	case AskWhich:
		return append(e.flowOptions(asked.Flows), e.labelled(OptOther)...)
	}
	return nil
}

func (e *Engine) labelled(ids ...OptionID) []Option {
	options := make([]Option, len(ids))
	for i, id := range ids {
		options[i] = e.book.Labels[id]
		options[i].ID = id
	}
	return options
}

// flowOptions offers flows by their titles.
func (e *Engine) flowOptions(ids []FlowID) []Option {
	var options []Option
	for _, id := range ids {
		if flow, ok := e.flows[id]; ok {
			options = append(options, Option{ID: OptionID(id), Label: flow.button, Next: Nowhere})
		}
	}
	return options
}

// answerAsked takes an answer to the engine's own question. It reports whether it was one.
func (r *run) answerAsked(id OptionID) bool {
	asked := r.s.Asked
	if asked == nil || !slices.ContainsFunc(r.askedOptions(asked), func(o Option) bool { return o.ID == id }) {
		return false
	}
	r.s.Asked, r.s.Misses = nil, 0
	switch id {
	case OptWait, OptContact:
		r.waitsOn(id == OptContact)
	case CmdHuman:
		r.wantPerson(StepRef{})
	case OptContinue:
		r.continueWith(asked)
	case OptResume:
		r.leadWith(PhraseResumed, r.titleOf(r.flowOnTop()))
		r.resume()
	case OptLeave:
		r.leave()
	case OptBegin:
		r.enter(asked.about(), PhraseUnderstood)
	case OptLater:
		r.s.Later = nil
		r.say(FromAssistant, PhraseSecondLeft, nil)
		r.rate()
	case OptHelpful:
		r.say(FromAssistant, PhraseFeedbackYes, nil)
	case OptUnhelpful:
		r.s.Asked = &Asked{What: AskPerson}
		r.tell(FromAssistant, r.phrase(PhraseFeedbackNo, nil), r.offered(r.askedOptions(r.s.Asked)))
	case OptOther:
		r.resume()
	default:
		r.pick(FlowID(id))
	}
	return true
}

// pick is "this one", of the flows that were likely.
func (r *run) pick(id FlowID) {
	if depth := r.depth(id); depth >= 0 && r.reach(depth) == len(r.s.Stack)-1 {
		r.resume()
		return
	}
	r.enter(id, PhraseUnderstood)
}

// continueWith is "go on with the assistant": the flow that was finished before, or the question
// that waits.
func (r *run) continueWith(asked *Asked) {
	if asked.What == AskWait {
		r.standAside(PhraseCaseBeside)
		return
	}
	if asked.What != AskEnter {
		r.resume()
		return
	}
	again := asked.about()
	r.s.Done = slices.DeleteFunc(slices.Clone(r.s.Done), func(f FlowID) bool { return f == again })
	r.enter(again, "")
}

// leave drops the earlier topic. What lies under it is asked about in its turn.
func (r *run) leave() {
	for called := true; called && len(r.s.Stack) > 0; {
		called = r.pop().Under == Called
	}
	if len(r.s.Stack) > 0 {
		r.ask(AskResume, r.s.Top().Flow)
		return
	}
	r.say(FromAssistant, PhraseLeft, nil)
	r.afterwards(Resolved)
}

func (r *run) flowOnTop() FlowID {
	if top := r.s.Top(); top != nil {
		return top.Flow
	}
	return ""
}
