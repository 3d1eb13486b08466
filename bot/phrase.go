package bot

// Phrase names a line of the engine's own. The pack words each of them, in every language.
type Phrase string

// The engine's lines. In braces: what the wording may use besides {link:…}, {team}.
const (
	PhraseWelcome        Phrase = "welcome"        // joins the first answer
	PhraseUnderstood     Phrase = "understood"     // {flow}: what free text was taken for
	PhraseMissRephrase   Phrase = "miss_rephrase"  // first miss; the question follows
	PhraseMissOptions    Phrase = "miss_options"   // second miss; the question follows
	PhraseMissEmpty      Phrase = "miss_empty"     // nothing to read in the line
	PhraseMissWait       Phrase = "miss_wait"      // a miss while a wait runs: {time}
	PhraseOfferPerson    Phrase = "offer_person"   // "we go round in circles": yes, or go on
	PhraseWhich          Phrase = "which"          // two flows are close: which one?
	PhraseWhichOne       Phrase = "which_one"      // one flow is likely: is it that?
	PhraseAgain          Phrase = "again"          // {flow} was finished before: a person, or go on?
	PhraseDigressed      Phrase = "digressed"      // {flow} first, then back to {old}
	PhraseResumeAsk      Phrase = "resume_ask"     // {flow}: go on there, or leave it?
	PhraseResumedSolved  Phrase = "resumed_solved" // {flow}: is it settled too, now that the other topic is?
	PhraseResumed        Phrase = "resumed"        // back to {flow}; the question follows
	PhraseLeft           Phrase = "left"           // the earlier topic is left
	PhraseNoted          Phrase = "noted"          // {flow}: a second problem, for later
	PhraseSecondAsk      Phrase = "second_ask"     // {flow}: go on with it?
	PhraseSecondLeft     Phrase = "second_left"    // not now
	PhraseCorrected      Phrase = "corrected"      // {option}: the new answer
	PhraseHeard          Phrase = "heard"          // {option}: an answer given before it was asked for
	PhraseBackNone       Phrase = "back_none"      // nothing to go back to
	PhraseRestarted      Phrase = "restarted"      // from the start
	PhraseStopped        Phrase = "stopped"        // until next time
	PhraseSwitched       Phrase = "switched"       // the language changed, in the new one
	PhraseOldButton      Phrase = "old_button"     // that button's question is over
	PhraseMoved          Phrase = "moved"          // the flow changed: a little before
	PhraseWaitElsewhere  Phrase = "wait_elsewhere" // {flow}: its wait is over while another topic is on
	PhraseNudge          Phrase = "nudge"          // after a silence; the question follows
	PhraseFeedbackAsk    Phrase = "feedback_ask"
	PhraseFeedbackYes    Phrase = "feedback_yes"
	PhraseFeedbackNo     Phrase = "feedback_no"
	PhraseSolved         Phrase = "solved"          // the person says that it works now
	PhraseFileRefused    Phrase = "file_refused"    // a file came
	PhraseMaskedCode     Phrase = "masked_code"     // a code was hidden
	PhraseMaskedPassword Phrase = "masked_password" // a password was hidden: change it
	PhraseMaskedOther    Phrase = "masked_other"    // something else was hidden

	PhrasePassedOn      Phrase = "passed_on"      // {summary}: what the desk is shown
	PhrasePassedTopic   Phrase = "passed_topic"   // {flow}: a line of the summary
	PhrasePassedTried   Phrase = "passed_tried"   // {tried}: a line of the summary
	PhrasePassedFailed  Phrase = "passed_failed"  // {tried}: what was tried and did not help
	PhrasePassedCannot  Phrase = "passed_cannot"  // {tried}: what the person could not do
	PhrasePassedAsked   Phrase = "passed_asked"   // {question}: a line of the summary
	PhrasePassedNone    Phrase = "passed_none"    // nothing was tried yet
	PhraseCaseQueued    Phrase = "case_queued"    // in the queue
	PhraseCaseDeferred  Phrase = "case_deferred"  // {opens}: closed until then
	PhraseCaseAgain     Phrase = "case_again"     // asked for a person once more while queued
	PhraseCaseOpens     Phrase = "case_opens"     // the desk is open: now in the queue
	PhraseCaseCloses    Phrase = "case_closes"    // the desk closes: {opens}
	PhraseCaseKept      Phrase = "case_kept"      // a line was kept for the agent
	PhraseCaseWithdrawn Phrase = "case_withdrawn" // the request is taken back
	PhraseCaseClaimed   Phrase = "case_claimed"   // {agent} has joined
	PhraseCaseScope     Phrase = "case_scope"     // {agent}: cannot see or change the account
	PhraseCaseReleased  Phrase = "case_released"  // {agent} leaves you with the assistant
	PhraseCaseLeft      Phrase = "case_left"      // the person went back to the assistant
	PhraseCaseSilent    Phrase = "case_silent"    // {agent} answers; the assistant is silent
	PhraseCaseResolved  Phrase = "case_resolved"  // {summary}, which may be empty: 72 h to reopen
	PhraseCaseReopened  Phrase = "case_reopened"  // the case is open again
	PhraseCaseNothing   Phrase = "case_nothing"   // withdraw without a case

	PhraseUnlessHoliday Phrase = "unless_holiday" // {day}, which a holiday may put off: stands for {due:…} inside other texts
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
)
