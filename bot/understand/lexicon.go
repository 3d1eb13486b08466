package understand

import "strings"

// kind is what a word is in the language, whatever the pack: a negation, courtesy, a yes. A word
// may be several things.
type kind uint64

// The kinds of words.
const (
	courtesy      kind = 1 << iota // may surround anything that is said without changing it
	wish                           // surrounds commands: "je veux recommencer", "can we go back please"
	article                        // stands before a name of a thing and says nothing of its own
	elided                         // what an apostrophe leaves alone; does not count as a word
	negator                        // turns around what follows
	ender                          // a negator that may come behind: "ça marche pas"
	reach                          // negation passes over it on its way to a noun: "pas accès à mon courriel"
	closesNo                       // a negation may close with it: "texto pas pantoute"
	still                          // may stand between a verb and its negation: "ça marche toujours pas"
	interrogative                  // opens a real question, which is no answer
	takesBack                      // shows that the person takes something back
	yesWord                        // yes, by itself
	noWord                         // no, by itself
	although                       // takes back the yes before it
	pronoun                        // after "no" it opens a sentence: "no it doesn't"
	people                         // somebody, as opposed to a program
	alone                          // somebody, even when nothing else is said; "personne" is also nobody
	reaching                       // what is wished of somebody: to talk
	aroundPeople                   // stands around somebody: "a real live one"
	unable                         // beside a negation it is no wish that is denied: "pas capable"
	robot                          // a program, of which one may have enough
	fedUp                          // has enough
	weak                           // too common to name an option among other words: "fait", "there"
	neutral                        // said in every language of this trade
	told                           // tells of an earlier talk
	auxiliary                      // makes the verb after it the past
	closing                        // may follow the news that it works
	aroundOrdinal                  // stands around an ordinal: "la deuxième option"
	conjunction                    // begins a clause that may tell of another problem
	answering                      // answers a question and tells of no problem by itself: "reçu", "accepted"
	thanking                       // thanks
	speaking                       // what one does in a language
	losing                         // what stands behind it is gone: "j'ai perdu mon cell"
	timely                         // a time or an amount: it belongs to no problem
	frenchWord                     // a little word of French
	englishWord                    // a little word of English
	aroundSpan                     // stands around a duration: "about 20 minutes, I'd say"
	elapsed                        // tells that a duration is over: "depuis", "ago"
	lasting                        // tells that a duration is to last: "pendant", "for"
)

// listed is what the lexicon has of a word.
type listed struct {
	kind kind
	full string // the word in full, when this is shorthand
}

// lexicon has every word of the lists. It never changes once it is made.
var lexicon = func() map[string]listed {
	all := make(map[string]listed)
	for kind, list := range lists {
		for word := range strings.FieldsSeq(list) {
			entry := all[word]
			entry.kind |= kind
			all[word] = entry
		}
	}
	for short, full := range shorthand {
		all[short] = listed{full: full}
	}
	return all
}()

// is reports whether word i is of one of the kinds.
func (l line) is(i int, k kind) bool { return l.kinds[i]&k != 0 }

// has reports whether a word of the line is of one of the kinds.
func (l line) has(k kind) bool {
	for _, of := range l.kinds {
		if of&k != 0 {
			return true
		}
	}
	return false
}

// all reports whether every word of the line is of one of the kinds.
func (l line) all(k kind) bool {
	for _, of := range l.kinds {
		if of&k == 0 {
			return false
		}
	}
	return true
}

// trimmed is the line without the words of the kinds at its ends.
func (l line) trimmed(k kind) line {
	start, end := 0, len(l.words)
	for start < end && l.is(start, k) {
		start++
	}
	for end > start && l.is(end-1, k) {
		end--
	}
	return l.part(start, end)
}

// length is the number of words, as a person would count them.
func (l line) length() int {
	n := 0
	for _, of := range l.kinds {
		if of&elided == 0 {
			n++
		}
	}
	return n
}
