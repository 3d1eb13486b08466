// Package understand reads free text: answers to the question that waits, commands, corrections,
// and the problem that a message tells of, in every language of the book.
//
// It works on this machine alone. What it knows are the words of the book (labels, synonyms,
// commands) and a small model trained at start-up on the pack's example utterances. The same book
// and examples give the same readings.
//
// An Understander reads in this order, and the first that fits wins:
//
//	the exact words of an answer that is expected, or of a command
//	a request for a person, anywhere in the line
//	a correction of an earlier answer
//	an answer or a command among a few other words
//	the flow that the model takes the line for, with what else the line tells
//
// A line that none of this fits gives guesses at best, and often nothing. That is a good reading
// too: the engine asks again.
package understand
