// Package bot is the vocabulary of HelpAide and its dialogue engine.
//
// A conversation is a value, the Session. Something happens to it, an Event in its Envelope;
// Engine.Step says what the session becomes and what must be done about it, the Turn:
//
//	turn := engine.Step(session, envelope)
//
// Step is pure and total. It knows no network, file, clock or chance: the envelope carries the
// time, the Book carries every word, and whatever could go wrong with a book is refused when it is
// compiled. The same session, envelope and book give the same turn, byte for byte, on any machine.
// That is what lets a conversation be replayed, explored exhaustively and tested with time moved by hand.
//
// The shell around it (package host) loads, stores and delivers. It decides nothing.
package bot
