package bot

// PhraseUse is a line of the engine's own, with what its wording may hold in braces beside {team},
// {link:…}, {opens:…} and {due:…}, and when it is said, for those who word it.
type PhraseUse struct {
	Phrase Phrase
	Uses   []string
	When   string
}

// Within reports whether the line stands inside another text. It holds nothing in braces but Uses.
func (u PhraseUse) Within() bool { return u.Phrase == PhraseUnlessHoliday }

// Phrases lists every line that a pack must word.
func Phrases() []PhraseUse { return append(talkPhrases(), casePhrases()...) }

func talkPhrases() []PhraseUse {
	return []PhraseUse{
		{PhraseWelcome, nil, "Joins the first answer."},
		{PhraseElsewhere, nil, "Where others may read: the answer is in private."},
		{PhraseUnderstood, []string{"flow"}, "What free text was taken for."},
		{PhraseMissRephrase, nil, "The first line that could not be used; the question follows in other words."},
		{PhraseMissOptions, nil, "The second line that could not be used; the question follows with its answers."},
		{PhraseMissEmpty, nil, "There was nothing to read in the line."},
		{PhraseMissWait, []string{"time"}, "A line that could not be used, while a wait runs."},
		{PhraseOfferPerson, nil, "After several misses: a person, or go on?"},
		{PhraseWhich, nil, "Two flows are close: which one?"},
		{PhraseWhichOne, nil, "One flow is likely: is it that?"},
		{PhraseAgain, []string{"flow"}, "The flow was gone through before: a person, or go on?"},
		{PhraseDigressed, []string{"flow", "old"}, "This problem first, then back to the old one."},
		{PhraseResumeAsk, []string{"flow"}, "The other problem is over: go on with the earlier one, or leave it?"},
		{PhraseResumedSolved, []string{"flow"}, "The other problem is solved: is the earlier one settled too?"},
		{PhraseResumed, []string{"flow"}, "Back to the earlier problem; its question follows."},
		{PhraseLeft, nil, "The earlier problem is left."},
		{PhraseNoted, []string{"flow"}, "A second problem in the same message is kept for later."},
		{PhraseSecondAsk, []string{"flow"}, "The second problem's turn: begin with it?"},
		{PhraseSecondLeft, nil, "The second problem is put off."},
		{PhraseCorrected, []string{"option"}, "An earlier answer was changed to this one."},
		{PhraseHeard, []string{"option"}, "An answer that was given before it was asked for."},
		{PhraseBackNone, nil, "There is nothing to go back to."},
		{PhraseRestarted, nil, "From the start."},
		{PhraseStopped, nil, "Until next time."},
		{PhraseSwitched, nil, "The language has changed; said in the new one."},
		{PhraseOldButton, nil, "The question of that button is over."},
		{PhraseMoved, nil, "The flow has changed: it goes on a little before."},
		{PhraseWaitElsewhere, []string{"flow"}, "A wait is over while another problem is talked about."},
		{PhraseNudge, nil, "After a silence; the question follows."},
		{PhraseMoment, nil, "So many lines came at once that they are read without an answer to each."},
		{PhraseFaulted, nil, "A line could not be dealt with; a person or to go on is offered."},
		{PhraseFeedbackAsk, nil, "At the end: was it helpful?"},
		{PhraseFeedbackYes, nil, "It was helpful."},
		{PhraseFeedbackNo, nil, "It was not helpful: a person?"},
		{PhraseSolved, nil, "The person says that it works now."},
		{PhraseFileRefused, nil, "A file came; nobody opens it."},
		{PhraseMaskedCode, nil, "A code was hidden."},
		{PhraseMaskedPassword, nil, "A password was hidden: change it."},
		{PhraseMaskedOther, nil, "Something else was hidden."},
		{PhraseUnsupported, nil, "Something came that is neither text nor file: a voice message, a sticker."},
		{PhraseErased, nil, "Everything about the person is erased, as they wished."},
		{PhraseUnlessHoliday, []string{"day"}, "Stands for {due:…} inside other texts: a day that a holiday may put off."},
	}
}

func casePhrases() []PhraseUse {
	return []PhraseUse{
		{PhrasePassedOn, []string{"summary"}, "What the desk is shown of the request."},
		{PhrasePassedTopic, []string{"flow"}, "A line of the summary: the problem."},
		{PhrasePassedTried, []string{"tried"}, "A line of the summary: what was tried."},
		{PhrasePassedFailed, []string{"tried"}, "A line of the summary: what was tried and did not help."},
		{PhrasePassedCannot, []string{"tried"}, "A line of the summary: what the person could not do."},
		{PhrasePassedAsked, []string{"question"}, "A line of the summary: the question that waits."},
		{PhrasePassedNone, nil, "A line of the summary: nothing was tried yet."},
		{PhraseCaseQueued, nil, "The request is in the queue."},
		{PhraseCaseDeferred, []string{"opens"}, "The desk is closed until then."},
		{PhraseCaseAgain, nil, "A person was asked for once more while the request waits."},
		{PhraseCaseOpens, nil, "The desk is open: the request is in the queue now."},
		{PhraseCaseCloses, []string{"opens"}, "The desk closes while the request waits."},
		{PhraseCaseKept, nil, "A line was kept for the agent."},
		{PhraseCaseWithdrawn, nil, "The request is taken back."},
		{PhraseCaseClaimed, []string{"agent"}, "An agent has joined."},
		{PhraseCaseScope, []string{"agent"}, "What an agent cannot see or change."},
		{PhraseCaseReleased, []string{"agent"}, "The agent leaves the person with the assistant."},
		{PhraseCaseLeft, nil, "The person went back to the assistant."},
		{PhraseCaseSilent, []string{"agent"}, "The agent answers; the assistant is silent."},
		{PhraseCaseResolved, []string{"summary"}, "The case is closed and can be opened again for 72 hours; the summary may be empty."},
		{PhraseCaseReopened, nil, "The case is open again."},
		{PhraseCaseNothing, nil, "There is no request to take back."},
		{PhraseCasePlace, []string{"position"}, "Where in the queue the request is; nobody can say how long it takes."},
		{PhraseCaseEstimate, []string{"position", "wait"}, "Where in the queue the request is, and how long it may take."},
		{PhraseCaseStill, nil, "After two minutes in the queue, when nobody can say where."},
		{PhraseCaseLong, nil, "After ten minutes in the queue: wait, be written to later, or go on with the assistant?"},
		{PhraseCaseWaits, nil, "The person waits."},
		{PhraseCaseLater, nil, "The person is written to later, and need not wait here."},
		{PhraseCaseBeside, nil, "The assistant goes on while the request keeps its place."},
		{PhraseCaseUnclaimed, nil, "After half an hour nobody was free: the request keeps its place, and the assistant goes on."},
		{PhraseCasePassed, []string{"old", "agent"}, "Another agent takes over from the old one."},
		{PhraseCasePutBack, []string{"agent"}, "The agent puts the request back at the front of the queue."},
		{PhraseCaseAway, []string{"agent"}, "The agent fell silent: the request is back at the front of the queue."},
		{PhraseCaseAfter, []string{"agent"}, "The agent leaves the person with the assistant, who goes on after what they did together."},
		{PhraseCaseTo, []string{"agent"}, "The agent leaves the person with the assistant, who goes on with another problem or asks anew."},
		{PhraseCaseReminder, []string{"agent"}, "The person has not answered the agent for half an hour."},
		{PhraseCaseNoAnswer, nil, "The case is closed after a day without an answer; writing opens it again."},
		{PhraseCaseEnded, []string{"summary"}, "The case is closed without being solved here; the summary may be empty."},
		{PhraseCaseCorrection, []string{"text"}, "Said by an agent: what an older line of theirs should have said."},
		{PhraseCaseDeskDown, nil, "No agent can be written to just now; what the person writes is kept."},
		{PhraseCaseDeskBack, nil, "Agents can be written to again."},
	}
}

// Replies lists the answers that are built into steps and into the engine's own questions.
func Replies() []OptionID {
	return []OptionID{
		ReplyDone, ReplyFailed, ReplyCannot, ReplyAgain, ReplyYes, ReplyNo,
		OptContinue, OptResume, OptLeave, OptBegin, OptLater, OptOther, OptHelpful, OptUnhelpful,
		OptWait, OptContact,
	}
}
