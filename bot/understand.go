package bot

// Utterance is a line of free text with what is known of the moment it was written in.
type Utterance struct {
	Text    string
	Lang    Lang       // spoken so far; "" when it is not known yet
	Expect  []Expected // the answers to the question that waits, then the commands
	Earlier []Expected // answers to earlier questions, which the person may want to correct
}

// Expected is an option that a line of text may mean.
type Expected struct {
	Flow   FlowID
	Step   StepID
	Option Option
	Chosen bool // Earlier: it was the answer
	Asked  bool // it belongs to the question that waits, or to the engine's own; a command otherwise
}
