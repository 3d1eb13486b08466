package understand

import (
	"math"
	"slices"
	"sync"
)

// bounds are what turns scores into certainty. They are measured on the pack's own examples, each
// read by a model that has not seen it.
type bounds struct {
	temperature float64 // what logits are divided by: below one it gives confidence
	sure        float64 // the least probability to act upon
}

// The promises that the bounds are chosen for, and what they are when a pack has too few examples
// to measure anything.
const (
	precision    = 0.95 // of what is acted upon, so much is right
	mostAsked    = 0.15 // of what would be right, no more than this is asked about
	folds        = 3    // two put the bound of the shipped pack at 0.80 where three put it at 0.78, for half the time
	fewExamples  = 60
	leastSure    = 0.50
	defaultSure  = 0.60
	defaultSpeak = 0.60 // temperature
)

// held is an example read by a model that was trained without it.
type held struct {
	logits []float32
	class  int
}

// calibrate measures the bounds by cross-validation. The folds are trained side by side; each is
// the same whatever the others do.
func calibrate(examples []example, features, classes int) bounds {
	if len(examples) < fewExamples || classes < 2 {
		return bounds{temperature: defaultSpeak, sure: defaultSure}
	}
	read := make([]held, len(examples))
	var all sync.WaitGroup
	for fold := range folds {
		all.Go(func() { holdOut(examples, read, fold, features, classes) })
	}
	all.Wait()
	temperature := coolest(read)
	return bounds{temperature: temperature, sure: threshold(read, temperature)}
}

// holdOut trains without every third example and reads those.
func holdOut(examples []example, read []held, fold, features, classes int) {
	var rest []example
	for i, e := range examples {
		if i%folds != fold {
			rest = append(rest, e)
		}
	}
	m := train(rest, features, classes)
	for i, e := range examples {
		if i%folds == fold {
			read[i] = held{m.logits(e.x, nil), e.class}
		}
	}
}

// coolest is the temperature at which the held-out examples are least surprising.
func coolest(read []held) float64 {
	best, least := 1.0, math.Inf(1)
	for t := 0.15; t < 1.5; t *= 1.1 {
		if s := surprise(read, t); s < least {
			best, least = t, s
		}
	}
	return best
}

func surprise(read []held, temperature float64) float64 {
	total := 0.0
	var p []float64
	for _, h := range read {
		p = softmax(h.logits, temperature, p)
		total -= math.Log(max(p[h.class], 1e-9))
	}
	return total
}

// threshold is the least score above which enough of the examples are right, unless too many that
// are right would lie below.
func threshold(read []held, temperature float64) float64 {
	var right, wrong []float64
	var p []float64
	for _, h := range read {
		p = softmax(h.logits, temperature, p)
		top := slices.Max(p)
		if p[h.class] == top {
			right = append(right, top)
		} else {
			wrong = append(wrong, top)
		}
	}
	slices.Sort(right)
	slices.Sort(wrong)
	if len(right) == 0 {
		return defaultSure
	}
	most := right[int(mostAsked*float64(len(right)))]
	sure := leastSure
	for sure < most && above(right, sure) < precision*(above(right, sure)+above(wrong, sure)) {
		sure += 0.01
	}
	return sure
}

// above counts the sorted scores that are at least so high.
func above(scores []float64, least float64) float64 {
	i, _ := slices.BinarySearch(scores, least)
	return float64(len(scores) - i)
}
