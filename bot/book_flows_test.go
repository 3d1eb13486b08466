package bot_test

import (
	"time"

	"github.com/helpaide/helpaide/bot"
)

// step is a step of a flow under construction: it names the steps that it leads to.
type step struct {
	bot.Step
	next, then string
	goals      []string // of the options, in their order
	rules      []rule
}

type rule struct {
	when []bot.Guard
	next string
}

// flow puts names in the place of indexes, and gives every step its text: [jam/kind].
func flow(id bot.FlowID, slots []bot.SlotDef, steps ...step) bot.Flow {
	f := bot.Flow{ID: id, Title: text("t-%s", id), Slots: slots}
	at := map[string]int{"": bot.Nowhere}
	for i := range steps {
		at[string(steps[i].ID)] = i
	}
	for _, s := range steps {
		s.Next, s.Then = at[s.next], at[s.then]
		for i, goal := range s.goals {
			s.Options[i].Next = at[goal]
		}
		for _, r := range s.rules {
			s.Rules = append(s.Rules, bot.Rule{When: r.when, Next: at[r.next]})
		}
		s.say(id)
		f.Steps = append(f.Steps, s.Step)
	}
	return f
}

func (s *step) say(id bot.FlowID) {
	switch s.Kind {
	case bot.KindBranch, bot.KindSet, bot.KindCall, bot.KindGoto:
		return
	case bot.KindWait:
		s.Text = text("[%s/%s] at {time} {due:desk}", id, s.ID)
	case bot.KindGuide:
		s.Title, s.Again = text("did-%s", s.ID), text("[%s/%s] slowly", id, s.ID)
		s.Text = text("[%s/%s] {team}", id, s.ID)
	default:
		s.Text = text("[%s/%s]", id, s.ID)
	}
}

func plain(kind bot.Kind, id, next string) step {
	return step{Step: bot.Step{ID: bot.StepID(id), Kind: kind}, next: next}
}

// ask makes a question of pairs: an option and where it leads.
func ask(kind bot.Kind, id string, pairs ...string) step {
	s := plain(kind, id, "")
	for i := 0; i+1 < len(pairs); i += 2 {
		option := bot.Option{ID: bot.OptionID(pairs[i]), Label: text("%s-%s", id, pairs[i])}
		s.Options, s.goals = append(s.Options, option), append(s.goals, pairs[i+1])
	}
	return s
}

// guide has the replies that are built in. "Again" leads nowhere, as packs are compiled.
func guide(id, done, failed, cannot string) step {
	return ask(bot.KindGuide, id, "done", done, "failed", failed, "cannot", cannot, "again", "")
}

// storing makes each option write its own id to the slot, when it is one of its values.
func (s step) storing(def bot.SlotDef) step {
	for i := range s.Options {
		for _, v := range def.Values {
			if v == string(s.Options[i].ID) {
				s.Options[i].Sets = []bot.Assign{{Slot: def.ID, Value: v}}
			}
		}
	}
	return s
}

func (s step) tries(n int, then string) step {
	s.Tries, s.then = n, then
	return s
}

func (s step) rephrased(words string) step {
	s.Rephrase = text("%s", words)
	return s
}

func lasting(id, next string, span bot.Span) step {
	s := plain(bot.KindWait, id, next)
	s.For = span
	return s
}

func leading(kind bot.Kind, id string, to bot.FlowID, next string, takes ...bot.Take) step {
	s := plain(kind, id, next)
	s.Flow, s.Takes = to, takes
	return s
}

func ending(id string, outcome bot.Outcome) step {
	s := plain(bot.KindEnd, id, "")
	s.Outcome = outcome
	return s
}

const minute = time.Minute
