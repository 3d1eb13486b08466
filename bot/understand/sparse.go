package understand

import "math"

// sparse is a line as features with their values, and how much of the line the vocabulary knows.
type sparse struct {
	ids    []int32
	values []float32
	known  int // n-grams of the line that the vocabulary has
	chars  int // n-grams of the line
}

// read turns a line into features. The result is good until the scratch is used again.
func (v *vocabulary) read(l line, s *scratch) sparse {
	s.reset()
	var out sparse
	before := uint64(0)
	for _, w := range l.words {
		e, ok := v.words[w]
		if !ok {
			e = v.look(w, s, &out)
		}
		for _, id := range e.features {
			s.count(id)
		}
		out.known += e.chars
		out.chars += e.chars
		if before != 0 {
			if id := v.index.find(pairOf(before, e.hash)); id >= 0 {
				s.count(id)
			} else {
				s.strange[wordBlock]++
			}
		}
		before = e.hash
	}
	out.ids, out.values = s.touched, v.values(s)
	return out
}

// look takes a word to pieces that no example has, and counts the pieces that some have.
func (v *vocabulary) look(word string, s *scratch, out *sparse) entry {
	p := partsOf(word, v.langs)
	v.find(p.words, wordBlock, s)
	known := v.find(p.chars, charBlock, s)
	if !isNumber(word) {
		out.known += known
		out.chars += len(p.chars)
	}
	return entry{hash: p.words[0]}
}

// find counts the features that the vocabulary has, and how many those are. The others are strange.
func (v *vocabulary) find(hashes []uint64, block uint8, s *scratch) int {
	known := 0
	for _, h := range hashes {
		if id := v.index.find(h); id >= 0 {
			s.count(id)
			known++
		}
	}
	s.strange[block] += float32(len(hashes) - known)
	return known
}

// values weighs the counted features: tf-idf, each block of length one. Features that no example
// has count in the length as the rarest, so that a line of strange words is short in all that the
// model knows, and the model unsure.
func (v *vocabulary) values(s *scratch) []float32 {
	squares := s.strange
	for b := range squares {
		squares[b] *= v.rarest
	}
	s.values = s.values[:0]
	for _, id := range s.touched {
		x := v.worth[id] * damped(s.counts[id])
		squares[v.block[id]] += float32(x * x)
		s.values = append(s.values, x)
	}
	var scale [blocks]float32
	for b, square := range squares {
		if square > 0 {
			scale[b] = float32(1 / math.Sqrt(float64(square)))
		}
	}
	for i, id := range s.touched {
		s.values[i] *= scale[v.block[id]]
	}
	return s.values
}

// damped is 1 + ln n: the second time that a feature is there says less than the first.
func damped(n uint16) float32 {
	if int(n) < len(damping) {
		return damping[n]
	}
	return damping[len(damping)-1]
}

var damping = func() (table [32]float32) {
	for n := 1; n < len(table); n++ {
		table[n] = float32(1 + math.Log(float64(n)))
	}
	return table
}()

// clone is the features as a value of their own, free of the scratch.
func (x sparse) clone() sparse {
	x.ids = append([]int32(nil), x.ids...)
	x.values = append([]float32(nil), x.values...)
	return x
}
