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

// logits are the scores of the classes before they are made probabilities, into out. The products
// are rounded one by one, so that no machine fuses them with the sums and differs.
func (m *model) logits(x sparse, out []float32) []float32 {
	out = append(out[:0], m.bias...)
	for i, id := range x.ids {
		value := x.values[i]
		row := m.weights[int(id)*m.stride:][:len(out)]
		for c := 0; c+lanes <= len(out); c += lanes {
			o, w := out[c:c+lanes:c+lanes], row[c:c+lanes:c+lanes]
			o[0] += float32(w[0] * value)
			o[1] += float32(w[1] * value)
			o[2] += float32(w[2] * value)
			o[3] += float32(w[3] * value)
		}
	}
	return out[:m.classes]
}

// move adds to the weights of the features, in proportion to their values.
func (m *model) move(x sparse, by []float32) {
	for i, id := range x.ids {
		value := x.values[i]
		row := m.weights[int(id)*m.stride:][:len(by)]
		for c := 0; c+lanes <= len(by); c += lanes {
			b, w := by[c:c+lanes:c+lanes], row[c:c+lanes:c+lanes]
			w[0] += float32(b[0] * value)
			w[1] += float32(b[1] * value)
			w[2] += float32(b[2] * value)
			w[3] += float32(b[3] * value)
		}
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
