package bot

// MaskEvent is the event with the secrets in its free text hidden, whoever wrote it. Mask returns the text
// without them and their kinds, which are kept where a person wrote. A Said is left to its reader.
func MaskEvent(event Event, mask func(string) (string, []string)) Event {
	hide := func(text string) string {
		if text == "" {
			return ""
		}
		text, _ = mask(text)
		return text
	}
	switch e := event.(type) {
	case Edited:
		if e.Text != "" {
			e.Text, e.Masked = mask(e.Text)
		}
		return e
	case Hurried:
		e.Text = hide(e.Text)
		return e
	case AgentClaimed:
		e.Reason = hide(e.Reason)
		return e
	case AgentSaid:
		e.Text = hide(e.Text)
		return e
	case AgentNoted:
		e.Text = hide(e.Text)
		return e
	case AgentEdited:
		e.Text = hide(e.Text)
		return e
	case AgentOffered:
		e.Note = hide(e.Note)
		return e
	case AgentPutBack:
		e.Note = hide(e.Note)
		return e
	case AgentAssigned:
		e.Reason = hide(e.Reason)
		return e
	case AgentReleased:
		e.Reason = hide(e.Reason)
		return e
	}
	return event
}
