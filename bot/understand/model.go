package understand

import "math"

// model is a multinomial logistic regression: a weight for every feature and class.
type model struct {
	classes int
	stride  int       // classes, rounded up to whole blocks of lanes
	weights []float32 // stride of feature 0, stride of feature 1, …
	bias    []float32
}

// lanes is how many classes a loop does at once. Written out, they run side by side in the processor.
const lanes = 4

func newModel(features, classes int) *model {
	stride := (classes + lanes - 1) / lanes * lanes
	return &model{classes, stride, make([]float32, features*stride), make([]float32, stride)}
}

// logits are the scores of the classes before they are made probabilities, into out.
func (m *model) logits(x sparse, out []float32) []float32 {
	out = append(out[:0], m.bias...)
	for i, id := range x.ids {
		add(out, m.weights[int(id)*m.stride:][:len(out)], x.values[i])
	}
	return out[:m.classes]
}

// move adds to the weights of the features, in proportion to their values.
func (m *model) move(x sparse, by []float32) {
	for i, id := range x.ids {
		add(m.weights[int(id)*m.stride:][:len(by)], by, x.values[i])
	}
}

// add adds to each number the other's, times value. Both are whole blocks of lanes. The products are rounded one by one,
// so that no machine fuses them with the sums and differs.
//
// The race detector leaves it alone, since here are nine in ten of the places it would look at when a pack is learnt, and
// who else has the numbers shows around it: a model is one goroutine's until it is learnt, and is only read afterwards.
//
//go:norace
func add(to, from []float32, value float32) {
	for c := 0; c+lanes <= len(to); c += lanes {
		t, f := to[c:c+lanes:c+lanes], from[c:c+lanes:c+lanes]
		t[0] += float32(f[0] * value)
		t[1] += float32(f[1] * value)
		t[2] += float32(f[2] * value)
		t[3] += float32(f[3] * value)
	}
}

// softmax makes probabilities of logits. They are divided by the temperature first: above one it
// takes confidence away.
func softmax(logits []float32, temperature float64, out []float64) []float64 {
	top := logits[0]
	for _, z := range logits {
		top = max(top, z)
	}
	out, sum := out[:0], 0.0
	for _, z := range logits {
		e := math.Exp(float64(z-top) / temperature)
		out = append(out, e)
		sum += e
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
