package terminal

// leave ends the conversation once what was sent is done; asked for a second time, at once.
func (m *live) leave() {
	m.left = m.leaving
	m.leaving = true
}

// giveUp ends the conversation without waiting for what is under way, for a reason or none.
func (m *live) giveUp(fault error) {
	m.fault = fault
	m.busy, m.pausing, m.leaving = false, true, true
}

// part says goodbye once. What was typed and not sent stays readable above.
func (m *live) part() {
	if m.parted {
		return
	}
	m.parted = true
	for _, j := range append(m.queue, job{text: m.draft.take()}) {
		if j.text != "" {
			m.tell(unsent.in(m.lang()) + j.text)
		}
	}
	m.tell(goodbye.in(m.lang()))
}
