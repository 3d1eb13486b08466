package understand

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// A guess that takes somebody away from a question must be about something: a word of the line must
// be one that is said of that problem more than of all others, or of that one and its neighbour: "code"
// belongs to codes that do not come as much as to those that are refused.

const (
	carryShare   = 0.55 // of what the examples of all flows have of the word, as shares of their flow
	pairShare    = 0.80 // the same of two flows together
	leastOfPair  = 0.30 // what each of the two has of it
	awayScore    = 0.80 // the least score that leads away from a question that waits
	leastWords   = 0.34 // of the words of a line, so many must be known
	nearlyKnown  = 0.75 // of the n-grams of a word that is misspelt rather than strange
	leastCarrier = 4    // letters of a misspelt word that may carry a guess
)

// noCarrier are the words that are of no problem, whatever their number in the examples.
const noCarrier = timely | answering | courtesy | frenchWord | englishWord | wish | yesWord | noWord | interrogative | closing | still

// carriers gives each word that is said of one flow most of all, or of two, their classes.
func carriers(samples []sample, examples []example, classes int) map[string][]int {
	sizes := make([]float64, classes)
	counts := make(map[string][]float64)
	for i, s := range samples {
		class := examples[i].class
		sizes[class]++
		for j, w := range s.words {
			if s.is(j, noCarrier) && !s.is(j, thanking) || isNumber(w) {
				continue
			}
			if counts[w] == nil {
				counts[w] = make([]float64, classes)
			}
			counts[w][class]++
		}
	}
	carry := make(map[string][]int, len(counts))
	for w, count := range counts {
		if of := carriedBy(count, sizes); len(of) > 0 {
			carry[w] = of
		}
	}
	return carry
}

// carriedBy is the classes that a word is said of, by how often each has it.
func carriedBy(count, sizes []float64) []int {
	total, best, second := 0.0, 0, -1
	for c := range count {
		count[c] /= sizes[c]
		total += count[c]
		switch {
		case c == best:
		case count[c] > count[best]:
			best, second = c, best
		case second < 0 || count[c] > count[second]:
			second = c
		}
	}
	switch {
	case count[best] >= carryShare*total:
		return []int{best}
	case count[second] >= leastOfPair*total && count[best]+count[second] >= pairShare*total:
		return []int{best, second}
	}
	return nil
}

// carried reports whether a word of the line is of that class, and of that class alone unless it is sure.
func (u *Understander) carried(l line, class int, sure bool, s *scratch) bool {
	for i, w := range l.words {
		if of, ok := u.carry[w]; ok {
			if slices.Contains(of, class) && (sure || len(of) == 1) {
				return true
			}
			continue
		}
		if u.words.has(w) || len(w) < leastCarrier || isNumber(w) || l.is(i, noCarrier) {
			continue
		}
		x := u.words.read(l.part(i, i+1), s)
		if float64(x.known) < nearlyKnown*float64(x.chars) {
			continue
		}
		s.logits = u.model.logits(x, s.logits)
		s.scores = softmax(s.logits, u.bounds.temperature, s.scores)
		if s.scores[class] >= carryShare {
			return true
		}
	}
	return false
}

// stays takes back the guesses that are not enough to leave a question for. A bare word, "email", "code",
// never is: it means to answer something, but where the question is what is wrong.
func (u *Understander) stays(l line, asked choices, s *scratch, reading *bot.Reading) {
	from := asked[0].Flow
	bare := l.length() == 1 && from != "" && from != u.book.Menu && from != u.book.Person
	kept := reading.Guesses[:0]
	for i, g := range reading.Guesses {
		class := u.class(g.Flow)
		if (!bare || u.aside[class]) && u.carried(l, class, i == 0 && reading.Sure && g.Score >= awayScore, s) {
			kept = append(kept, g)
		} else if i == 0 {
			reading.Sure = false
		}
	}
	reading.Guesses = kept
	if len(kept) == 0 {
		reading.Guesses = nil
	} else if kept[0].Score < awayScore {
		reading.Sure = false
	}
	if !reading.Sure {
		reading.Guesses = u.problems(reading.Guesses)
		reading.Also = ""
	}
}

// problems leaves the asides out: nobody is asked whether they meant to say thanks.
func (u *Understander) problems(guesses []bot.Guess) []bot.Guess {
	var kept []bot.Guess
	for _, g := range guesses {
		if !u.aside[u.class(g.Flow)] {
			kept = append(kept, g)
		}
	}
	return kept
}

func (u *Understander) class(id bot.FlowID) int {
	for c, flow := range u.flows {
		if flow == id {
			return c
		}
	}
	return 0
}

// strange reports whether too few words of the line are known to guess at it. A misspelt word is
// known when nearly all its pieces are.
func (u *Understander) strange(l line, s *scratch) bool {
	known, all := 0, 0
	for i, w := range l.words {
		if isNumber(w) || l.is(i, elided) {
			continue
		}
		all++
		if u.words.has(w) {
			known++
			continue
		}
		if x := u.words.read(l.part(i, i+1), s); x.chars > 0 && float64(x.known) >= nearlyKnown*float64(x.chars) {
			known++
		}
	}
	return float64(known) < leastWords*float64(all)
}

// onlyAnswers reports whether the line is a short answer to a question, which tells of no problem:
// "yes", "fait", "reçu". Thanks tell something.
func (l line) onlyAnswers() bool {
	const said = answering | yesWord | noWord
	return l.has(said) && !l.has(thanking) && l.all(said|courtesy|article|elided|auxiliary|closing|pronoun|negator|still)
}
