package bot

// Phrase names a line of the engine's own. The pack words each of them, in every language.
type Phrase string

// The engine's lines. Phrases tells when each is said and what it may hold in braces.
const (
	PhraseWelcome        Phrase = "welcome"
	PhraseElsewhere      Phrase = "elsewhere"
	PhraseUnderstood     Phrase = "understood"
	PhraseMissRephrase   Phrase = "miss_rephrase"
	PhraseMissOptions    Phrase = "miss_options"
	PhraseMissEmpty      Phrase = "miss_empty"
	PhraseMissWait       Phrase = "miss_wait"
	PhraseOfferPerson    Phrase = "offer_person"
	PhraseWhich          Phrase = "which"
	PhraseWhichOne       Phrase = "which_one"
	PhraseAgain          Phrase = "again"
	PhraseDigressed      Phrase = "digressed"
	PhraseResumeAsk      Phrase = "resume_ask"
	PhraseResumedSolved  Phrase = "resumed_solved"
	PhraseResumed        Phrase = "resumed"
	PhraseLeft           Phrase = "left"
	PhraseNoted          Phrase = "noted"
	PhraseSecondAsk      Phrase = "second_ask"
	PhraseSecondLeft     Phrase = "second_left"
	PhraseCorrected      Phrase = "corrected"
	PhraseHeard          Phrase = "heard"
	PhraseBackNone       Phrase = "back_none"
	PhraseRestarted      Phrase = "restarted"
	PhraseStopped        Phrase = "stopped"
	PhraseSwitched       Phrase = "switched"
	PhraseOldButton      Phrase = "old_button"
	PhraseMoved          Phrase = "moved"
	PhraseWaitElsewhere  Phrase = "wait_elsewhere"
	PhraseNudge          Phrase = "nudge"
	PhraseMoment         Phrase = "moment"
	PhraseFaulted        Phrase = "faulted"
	PhraseFeedbackAsk    Phrase = "feedback_ask"
	PhraseFeedbackYes    Phrase = "feedback_yes"
	PhraseFeedbackNo     Phrase = "feedback_no"
	PhraseSolved         Phrase = "solved"
	PhraseFileRefused    Phrase = "file_refused"
	PhraseMaskedCode     Phrase = "masked_code"
	PhraseMaskedPassword Phrase = "masked_password"
	PhraseMaskedOther    Phrase = "masked_other"
	PhraseUnsupported    Phrase = "unsupported"
	PhraseErased         Phrase = "erased"

	PhrasePassedOn      Phrase = "passed_on"
	PhrasePassedTopic   Phrase = "passed_topic"
	PhrasePassedTried   Phrase = "passed_tried"
	PhrasePassedFailed  Phrase = "passed_failed"
	PhrasePassedCannot  Phrase = "passed_cannot"
	PhrasePassedAsked   Phrase = "passed_asked"
	PhrasePassedNone    Phrase = "passed_none"
	PhraseCaseQueued    Phrase = "case_queued"
	PhraseCaseDeferred  Phrase = "case_deferred"
	PhraseCaseAgain     Phrase = "case_again"
	PhraseCaseOpens     Phrase = "case_opens"
	PhraseCaseCloses    Phrase = "case_closes"
	PhraseCaseKept      Phrase = "case_kept"
	PhraseCaseWithdrawn Phrase = "case_withdrawn"
	PhraseCaseClaimed   Phrase = "case_claimed"
	PhraseCaseScope     Phrase = "case_scope"
	PhraseCaseReleased  Phrase = "case_released"
	PhraseCaseLeft      Phrase = "case_left"
	PhraseCaseSilent    Phrase = "case_silent"
	PhraseCaseResolved  Phrase = "case_resolved"
	PhraseCaseReopened  Phrase = "case_reopened"
	PhraseCaseNothing   Phrase = "case_nothing"

	PhraseCasePlace      Phrase = "case_place"
	PhraseCaseEstimate   Phrase = "case_estimate"
	PhraseCaseStill      Phrase = "case_still"
	PhraseCaseLong       Phrase = "case_long"
	PhraseCaseWaits      Phrase = "case_waits"
	PhraseCaseLater      Phrase = "case_later"
	PhraseCaseBeside     Phrase = "case_beside"
	PhraseCaseUnclaimed  Phrase = "case_unclaimed"
	PhraseCasePassed     Phrase = "case_passed"
	PhraseCasePutBack    Phrase = "case_put_back"
	PhraseCaseAway       Phrase = "case_away"
	PhraseCaseAfter      Phrase = "case_after"
	PhraseCaseTo         Phrase = "case_to"
	PhraseCaseReminder   Phrase = "case_reminder"
	PhraseCaseNoAnswer   Phrase = "case_no_answer"
	PhraseCaseEnded      Phrase = "case_ended"
	PhraseCaseCorrection Phrase = "case_correction"
	PhraseCaseDeskDown   Phrase = "case_desk_down"
	PhraseCaseDeskBack   Phrase = "case_desk_back"

	PhraseUnlessHoliday Phrase = "unless_holiday"
)

// Engine options that are not commands: what the engine's own questions offer.
const (
	OptContinue  OptionID = "continue"  // go on with the assistant
	OptResume    OptionID = "resume"    // go on with the earlier topic
	OptLeave     OptionID = "leave"     // leave the earlier topic
	OptBegin     OptionID = "begin"     // begin with the problem remembered
	OptLater     OptionID = "not_now"   // not now
	OptOther     OptionID = "other"     // none of these
	OptHelpful   OptionID = "helpful"   // it helped
	OptUnhelpful OptionID = "unhelpful" // it did not
	OptWait      OptionID = "wait"      // wait for a person
	OptContact   OptionID = "contact"   // be written to later
)
