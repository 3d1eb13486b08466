package bot

// PhraseUse is a line of the engine's own with what its wording may hold in braces.
type PhraseUse struct {
	Phrase Phrase
	Uses   []string
}

// Within reports whether the line stands inside another text. It holds nothing in braces but Uses.
func (u PhraseUse) Within() bool { return u.Phrase == PhraseUnlessHoliday }

// Phrases lists every line that a pack must word.
func Phrases() []PhraseUse { return append(talkPhrases(), casePhrases()...) }

func talkPhrases() []PhraseUse {
	return []PhraseUse{
		{PhraseWelcome, nil},
		{PhraseUnderstood, []string{"flow"}},
		{PhraseMissRephrase, nil},
		{PhraseMissOptions, nil},
		{PhraseMissEmpty, nil},
		{PhraseMissWait, []string{"time"}},
		{PhraseOfferPerson, nil},
		{PhraseWhich, nil},
		{PhraseWhichOne, nil},
		{PhraseAgain, []string{"flow"}},
		{PhraseDigressed, []string{"flow", "old"}},
		{PhraseResumeAsk, []string{"flow"}},
		{PhraseResumedSolved, []string{"flow"}},
		{PhraseResumed, []string{"flow"}},
		{PhraseLeft, nil},
		{PhraseNoted, []string{"flow"}},
		{PhraseSecondAsk, []string{"flow"}},
		{PhraseSecondLeft, nil},
		{PhraseCorrected, []string{"option"}},
		{PhraseHeard, []string{"option"}},
		{PhraseBackNone, nil},
		{PhraseRestarted, nil},
		{PhraseStopped, nil},
		{PhraseSwitched, nil},
		{PhraseOldButton, nil},
		{PhraseMoved, nil},
		{PhraseWaitElsewhere, []string{"flow"}},
		{PhraseNudge, nil},
		{PhraseFeedbackAsk, nil},
		{PhraseFeedbackYes, nil},
		{PhraseFeedbackNo, nil},
		{PhraseSolved, nil},
		{PhraseFileRefused, nil},
		{PhraseMaskedCode, nil},
		{PhraseMaskedPassword, nil},
		{PhraseMaskedOther, nil},
		{PhraseUnlessHoliday, []string{"day"}},
	}
}

func casePhrases() []PhraseUse {
	return []PhraseUse{
		{PhrasePassedOn, []string{"summary"}},
		{PhrasePassedTopic, []string{"flow"}},
		{PhrasePassedTried, []string{"tried"}},
		{PhrasePassedFailed, []string{"tried"}},
		{PhrasePassedCannot, []string{"tried"}},
		{PhrasePassedAsked, []string{"question"}},
		{PhrasePassedNone, nil},
		{PhraseCaseQueued, nil},
		{PhraseCaseDeferred, []string{"opens"}},
		{PhraseCaseAgain, nil},
		{PhraseCaseOpens, nil},
		{PhraseCaseCloses, []string{"opens"}},
		{PhraseCaseKept, nil},
		{PhraseCaseWithdrawn, nil},
		{PhraseCaseClaimed, []string{"agent"}},
		{PhraseCaseScope, []string{"agent"}},
		{PhraseCaseReleased, []string{"agent"}},
		{PhraseCaseLeft, nil},
		{PhraseCaseSilent, []string{"agent"}},
		{PhraseCaseResolved, []string{"summary"}},
		{PhraseCaseReopened, nil},
		{PhraseCaseNothing, nil},
	}
}

// Replies lists the answers that are built into steps and into the engine's own questions.
func Replies() []OptionID {
	return []OptionID{
		ReplyDone, ReplyFailed, ReplyCannot, ReplyAgain, ReplyYes, ReplyNo,
		OptContinue, OptResume, OptLeave, OptBegin, OptLater, OptOther, OptHelpful, OptUnhelpful,
	}
}
