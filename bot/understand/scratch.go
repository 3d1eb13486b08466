package understand

// scratch is room for reading one line. It is used again and again, by one reader at a time.
type scratch struct {
	counts  []uint16 // by feature; all zero between lines
	touched []int32  // the features counted, in the order of the line
	values  []float32
	strange [blocks]float32 // features that the vocabulary lacks
	logits  []float32
	scores  []float64
	ranked  []int
}

// reset forgets the line read before.
func (s *scratch) reset() {
	for _, id := range s.touched {
		s.counts[id] = 0
	}
	s.touched = s.touched[:0]
	s.strange = [blocks]float32{}
}

// count adds one to a feature.
func (s *scratch) count(id int32) {
	if int(id) >= len(s.counts) {
		s.counts = append(s.counts, make([]uint16, int(id)+1)...)
	}
	if s.counts[id] == 0 {
		s.touched = append(s.touched, id)
	}
	if s.counts[id] < 1<<15 {
		s.counts[id]++
	}
}
