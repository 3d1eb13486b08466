package understand

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// commonShare is the share of a flow's examples in which a word may stand and still tell an answer.
// "Code" stands in nearly all that is said of a missing code.
const commonShare = 0.4

// hearable is a question of a flow whose answer a message may give before it is asked.
type hearable struct {
	step    bot.StepID
	options choices
}

// hearables lists the questions of each flow, their options with the sayings that tell something.
func hearables(book *bot.Book, s *shelf, samples []sample) map[bot.FlowID][]hearable {
	all := make(map[bot.FlowID][]hearable)
	for i := range book.Flows {
		flow := &book.Flows[i]
		usual := usualIn(flow, samples)
		for j := range flow.Steps {
			if step := &flow.Steps[j]; step.Kind == bot.KindAsk || step.Kind == bot.KindCheck {
				all[flow.ID] = append(all[flow.ID], hearable{step.ID, s.telling(flow.ID, step, usual)})
			}
		}
	}
	return all
}

// telling are the options of a step without the sayings that are usual in the flow.
func (s *shelf) telling(flow bot.FlowID, step *bot.Step, usual func(*phrase) bool) choices {
	var list choices
	for i := range step.Options {
		e := &bot.Expected{Flow: flow, Step: step.ID, Option: step.Options[i], Asked: true}
		c := choice{e, &sayings{source: e.Option}}
		all := s.of(e)
		for _, p := range all.phrases {
			if p.lang != "" && s.tells(&p, all, e.Option.ID) && !usual(&p) {
				c.phrases = append(c.phrases, p)
			}
		}
		list = append(list, c)
	}
	return list
}

// tells reports whether a phrase says of itself what is answered. A no leads people away, and the
// replies of every step are said of anything, so those take a sentence.
func (s *shelf) tells(p *phrase, c *sayings, id bot.OptionID) bool {
	if generic[id] {
		return len(p.core) >= longSaying && !s.known[place{option: id}].has(p)
	}
	return c.sign >= 0 || len(p.core) >= longSaying
}

// usualIn tells which phrases belong to the flow itself: those in its title, and those that many of
// its examples have.
func usualIn(flow *bot.Flow, samples []sample) func(*phrase) bool {
	var lines []line
	for _, sample := range samples {
		if sample.flow == flow.ID {
			lines = append(lines, sample.line)
		}
	}
	return func(p *phrase) bool {
		for _, title := range flow.Title {
			if p.in(fold(title), 0) >= 0 {
				return true
			}
		}
		count := 0
		for _, l := range lines {
			if p.in(l, 0) >= 0 {
				count++
			}
		}
		return float64(count) > commonShare*float64(len(lines))
	}
}

// hear adds the answers to the flow's questions that the line gives.
func (u *Understander) hear(l line, flow bot.FlowID, heard []bot.Heard) []bot.Heard {
	for _, h := range u.hearing[flow] {
		c, ok := h.options.told(l)
		if ok {
			heard = append(heard, bot.Heard{Flow: flow, Step: h.step, Option: c.Option.ID})
		}
	}
	return slices.Clip(heard)
}
