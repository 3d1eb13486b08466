package understand

import (
	"math"

	"github.com/helpaide/helpaide/bot"
)

// The blocks of features. Each is brought to length one by itself, so that the many n-grams do not
// drown the few words.
const (
	wordBlock = iota
	charBlock
	blocks
)

// vocabulary knows the features of the examples and what each is worth.
type vocabulary struct {
	langs  []bot.Lang
	index  *index
	words  map[string]entry // the words of the examples, taken to pieces once and for all
	block  []uint8          // by feature
	worth  []float32        // by feature: idf
	seen   []int32          // by feature: the examples that have it
	total  int              // examples
	rarest float32          // square of what a feature is worth that no example has
}

// entry is a word of the vocabulary.
type entry struct {
	hash     uint64
	features []int32
	chars    int // how many of the features are n-grams; none of a number's count, which tells nothing
}

func newVocabulary(langs []bot.Lang, room int) *vocabulary {
	return &vocabulary{langs: langs, index: newIndex(room), words: make(map[string]entry)}
}

// learn counts the features of an example.
func (v *vocabulary) learn(l line, s *scratch) {
	s.reset()
	before := uint64(0)
	for _, w := range l.words {
		e := v.enter(w)
		for _, id := range e.features {
			s.count(id)
		}
		if before != 0 {
			s.count(v.number(pairOf(before, e.hash), wordBlock))
		}
		before = e.hash
	}
	for _, id := range s.touched {
		v.seen[id]++
	}
	v.total++
}

// enter returns the entry of a word, a new one when it has none.
func (v *vocabulary) enter(word string) entry {
	if e, ok := v.words[word]; ok {
		return e
	}
	p := partsOf(word, v.langs)
	e := entry{hash: p.words[0], chars: len(p.chars)}
	if isNumber(word) {
		e.chars = 0
	}
	for _, h := range p.words {
		e.features = append(e.features, v.number(h, wordBlock))
	}
	for _, h := range p.chars {
		e.features = append(e.features, v.number(h, charBlock))
	}
	v.words[word] = e
	return e
}

func (v *vocabulary) number(hash uint64, block uint8) int32 {
	id := v.index.number(hash)
	if int(id) == len(v.block) {
		v.block = append(v.block, block)
		v.seen = append(v.seen, 0)
	}
	return id
}

// weigh sets what each feature is worth: the rarer, the more.
func (v *vocabulary) weigh() {
	v.worth = make([]float32, len(v.seen))
	rarest := math.Log(float64(1+v.total)) + 1
	v.rarest = float32(rarest * rarest)
	for id, n := range v.seen {
		v.worth[id] = float32(math.Log(float64(1+v.total)/float64(1+n)) + 1)
	}
}
