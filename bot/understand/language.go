package understand

import (
	"math"

	"github.com/helpaide/helpaide/bot"
)

// tongues tells the languages of the book apart by the features of the examples.
type tongues struct {
	langs   []bot.Lang
	weights []float32 // languages of feature 0, languages of feature 1, …: log-probabilities
	letters map[rune][]float32
}

// littleWords are the words that a line is full of. They settle what a pack's few examples may
// leave open.
var littleWords = map[bot.Lang]kind{"fr": frenchWord, "en": englishWord}

// sureTongue is by how much one language must be likelier than the next, in natural logarithms.
const sureTongue = 1.0

// littleWorth is what a little word adds to its language.
const littleWorth = 1.5

func newTongues(v *vocabulary, samples []sample, s *scratch) *tongues {
	t := &tongues{langs: v.langs, letters: make(map[rune][]float32)}
	n := len(t.langs)
	counts := make([]float64, len(v.block)*n)
	totals := make([]float64, n)
	for _, sample := range samples {
		for _, id := range v.read(sample.line, s).ids {
			counts[int(id)*n+sample.lang]++
		}
		totals[sample.lang]++
		for _, r := range sample.foreign {
			t.letter(r)[sample.lang] = littleWorth
		}
	}
	t.weights = make([]float32, len(counts))
	for i, c := range counts {
		t.weights[i] = float32(math.Log((c + 0.5) / (totals[i%n] + 1)))
	}
	return t
}

func (t *tongues) letter(r rune) []float32 {
	if t.letters[r] == nil {
		t.letters[r] = make([]float32, len(t.langs))
	}
	return t.letters[r]
}

// language is the language of the line, or "" when it cannot be told. A line that is an id or a
// number, as buttons write them, or "ok", tells nothing.
func (u *Understander) language(l line, x sparse, in bot.Utterance) bot.Lang {
	t := u.tongues
	if len(t.langs) < 2 || isID(l, in.Expect) || l.all(neutral) || !u.reads(l) {
		return ""
	}
	var room [4]float32
	scores := append(room[:0], make([]float32, len(t.langs))...)
	t.add(x, scores)
	for _, r := range l.foreign {
		for i, w := range t.letters[r] {
			scores[i] += w
		}
	}
	for i, lang := range t.langs {
		for w := range l.words {
			if l.is(w, littleWords[lang]) {
				scores[i] += littleWorth
			}
		}
	}
	return t.best(scores)
}

// reads reports whether any word of the line is known. Of unknown words the letters alone would
// have to tell, and those of gibberish tell anything.
func (u *Understander) reads(l line) bool {
	for w, word := range l.words {
		if _, known := u.words.words[word]; known || l.is(w, frenchWord|englishWord) {
			return true
		}
	}
	return len(l.foreign) > 0
}

// add scores the features. N-grams overlap, so that each counts for a part only.
func (t *tongues) add(x sparse, scores []float32) {
	const part = 0.25
	n := len(t.langs)
	for _, id := range x.ids {
		for i, w := range t.weights[int(id)*n:][:n] {
			scores[i] += float32(part * w)
		}
	}
}

// best is the likeliest language when it is so by enough.
func (t *tongues) best(scores []float32) bot.Lang {
	first, second := 0, -1
	for i := 1; i < len(scores); i++ {
		switch {
		case scores[i] > scores[first]:
			first, second = i, first
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	if scores[first]-scores[second] < sureTongue {
		return ""
	}
	return t.langs[first]
}

// isID reports whether the line is a number, or the id of an option.
func isID(l line, expect []bot.Expected) bool {
	number := true
	for _, w := range l.words {
		number = number && isNumber(w)
	}
	if number {
		return true
	}
	for i := range expect {
		if id := string(expect[i].Option.ID); len(l.words) == 1 && id == l.words[0] {
			return true
		}
	}
	return false
}
