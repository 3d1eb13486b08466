package understand

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// When a guess is one, and how much of a line must be known. The n-grams of messages from people who
// cannot type are known to 75 % and more, those of keyboard noise to 30 % at most.
const (
	leastScore  = 0.10
	mostGuesses = 3
	sureMargin  = 0.15
	sureKnown   = 0.60
	leastKnown  = 0.40
)

// guess reads the line as a problem, or two.
func (u *Understander) guess(l line, x sparse, asked choices, s *scratch, reading *bot.Reading) {
	whole := u.verdict(x, s)
	first, second := u.twoProblems(l, whole, s)
	reading.Guesses, reading.Sure, reading.Also = first.guesses, first.sure, second
	if len(asked) > 0 {
		u.stays(l, asked, s, reading)
	}
	if l.asksWho() && !(first.sure && u.aside[u.class(first.flow())]) { // only an aside can be about who speaks
		reading.Guesses, reading.Sure, reading.Also = nil, false, ""
	}
	if !reading.Sure {
		return
	}
	top := reading.Guesses[0].Flow
	if top == u.book.Person {
		if l.declinesPerson() {
			reading.Guesses, reading.Sure = nil, false
			return
		}
		reading.Command = bot.CmdHuman
	}
	reading.Heard = u.hear(l, top, reading.Heard)
	if second != "" {
		reading.Heard = u.hear(l, second, reading.Heard)
	}
}

// verdict is what a line, or a clause, may be about.
type verdict struct {
	guesses []bot.Guess
	sure    bool
}

// flow is what it surely is about, or "".
func (v verdict) flow() bot.FlowID {
	if !v.sure {
		return ""
	}
	return v.guesses[0].Flow
}

// verdict ranks the flows for a line. An aside ("thanks", "what's the weather") is either sure or
// not worth a word: nobody is asked whether they meant to say thanks.
func (u *Understander) verdict(x sparse, s *scratch) verdict {
	if len(u.flows) == 0 || x.chars == 0 || float64(x.known) < leastKnown*float64(x.chars) {
		return verdict{}
	}
	s.logits = u.model.logits(x, s.logits)
	s.scores = softmax(s.logits, u.bounds.temperature, s.scores)
	ranked := s.rank()
	top := ranked[0]
	margin := s.scores[top]
	if len(ranked) > 1 {
		margin -= s.scores[ranked[1]]
	}
	sure := s.scores[top] >= u.bounds.sure && margin >= sureMargin && float64(x.known) >= sureKnown*float64(x.chars)
	v := verdict{sure: sure}
	for i, c := range ranked {
		if s.scores[c] < leastScore || len(v.guesses) == mostGuesses {
			break
		}
		if u.aside[c] && (!sure || i > 0) {
			continue
		}
		v.guesses = append(v.guesses, bot.Guess{Flow: u.flows[c], Score: s.scores[c]})
	}
	return v
}

// rank sorts the classes by their scores.
func (s *scratch) rank() []int {
	s.ranked = s.ranked[:0]
	for c := range s.scores {
		s.ranked = append(s.ranked, c)
	}
	slices.SortFunc(s.ranked, func(a, b int) int {
		switch {
		case s.scores[a] > s.scores[b]:
			return -1
		case s.scores[a] < s.scores[b]:
			return 1
		}
		return a - b
	})
	return s.ranked
}
