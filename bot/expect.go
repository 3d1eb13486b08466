package bot

import "slices"

// Expecting lists what an answer may be now: first the answers to the question that waits, then
// the commands. It feeds the understander.
func (e *Engine) Expecting(s Session) []Expected {
	var list []Expected
	if s.Asked != nil {
		for _, o := range e.askedOptions(s.Asked) {
			list = append(list, Expected{Option: o, Asked: true})
		}
	}
	if top := s.Top(); top != nil {
		if flow, step := e.find(top.Flow, top.Step); step != nil && step.Kind.Rests() {
			for _, o := range step.Options {
				list = append(list, Expected{Flow: flow.ID, Step: step.ID, Option: o, Asked: true})
			}
		}
	}
	for _, id := range Commands() {
		if o, ok := e.book.Labels[id]; ok {
			o.ID = id
			list = append(list, Expected{Option: o})
		}
	}
	return list
}

// Earlier lists the options of the questions that were answered in the flow under way, the latest
// question first. Naming one of them is a correction.
func (e *Engine) Earlier(s Session) []Expected {
	top := s.Top()
	if top == nil {
		return nil
	}
	var list []Expected
	for _, a := range slices.Backward(top.Log) {

		_, step := e.find(top.Flow, a.Step)
		if step == nil || !a.given() || step.ID == top.Step {
			continue
		}
		for _, o := range step.Options {
			list = append(list, Expected{Flow: top.Flow, Step: step.ID, Option: o, Chosen: o.ID == a.Value})
		}
	}
	return list
}

// Context names what people are likely to paste now: "code", "password", "document".
func (e *Engine) Context(s Session) []string {
	var context []string
	if top := s.Top(); top != nil {
		if flow, ok := e.flows[top.Flow]; ok {
			context = append(context, flow.Context...)
		}
	}
	if s.Warned {
		context = append(context, "code", "password")
	}
	return context
}
