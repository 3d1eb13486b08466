package understand

import (
	"sync"

	"github.com/helpaide/helpaide/bot"
)

// sample is an example utterance, folded.
type sample struct {
	line
	lang int // its place in the book's languages
	flow bot.FlowID
}

// gather folds the examples in the order of the book: its languages, its flows, their lines.
func gather(book *bot.Book, examples map[bot.Lang]map[bot.FlowID][]string) []sample {
	var list []sample
	for i, lang := range book.Langs {
		for _, flow := range book.Flows {
			for _, text := range examples[lang][flow.ID] {
				if l := fold(text); len(l.words) > 0 {
					list = append(list, sample{l, i, flow.ID})
				}
			}
		}
	}
	return list
}

// learn makes all that is known from the examples.
func (u *Understander) learn(samples []sample) {
	s := new(scratch)
	u.words = newVocabulary(u.book.Langs, 16*len(samples))
	for _, sample := range samples {
		u.words.learn(sample.line, s)
	}
	u.words.weigh()
	u.tongues = newTongues(u.words, samples, s)
	u.hearing = hearables(u.book, u.shelf, samples)
	examples := u.classify(samples, s)
	u.carry = carriers(samples, examples, len(u.flows))
	var alongside sync.WaitGroup
	alongside.Go(func() { u.bounds = calibrate(examples, len(u.words.block), len(u.flows)) })
	u.model = train(examples, len(u.words.block), len(u.flows))
	alongside.Wait()
}

// classify gives each flow that has examples a class, and each example its features.
func (u *Understander) classify(samples []sample, s *scratch) []example {
	class := make(map[bot.FlowID]int)
	list := make([]example, len(samples))
	for i, sample := range samples {
		c, ok := class[sample.flow]
		if !ok {
			c = len(u.flows)
			class[sample.flow] = c
			u.flows = append(u.flows, sample.flow)
			flow, _ := u.book.Flow(sample.flow)
			u.aside = append(u.aside, flow.Aside)
		}
		list[i] = example{u.words.read(sample.line, s).clone(), c}
	}
	return list
}

// has reports whether an example has the word.
func (v *vocabulary) has(word string) bool {
	_, ok := v.words[word]
	return ok
}
