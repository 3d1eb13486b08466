package bot_test

import (
	"slices"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
	"pgregory.net/rapid"
)

// names are all the ids that the book knows, and some that nobody does.
var names = func() (n struct {
	flows   []bot.FlowID
	steps   []bot.StepID
	options []bot.OptionID
}) {
	n.flows = []bot.FlowID{"", "nowhere"}
	n.steps = []bot.StepID{"", "never"}
	n.options = append(append(bot.Commands(), bot.Replies()...), "", "nothing", bot.Fired, bot.Came, "kind-laser fr", "jam", "wifi")
	for _, f := range printer().Flows {
		n.flows = append(n.flows, f.ID)
		for _, s := range f.Steps {
			n.steps = append(n.steps, s.ID)
			for _, o := range s.Options {
				n.options = append(n.options, o.ID)
			}
		}
	}
	return n
}()

var (
	anyFlow   = rapid.SampledFrom(names.flows)
	anyStep   = rapid.SampledFrom(names.steps)
	anyOption = rapid.SampledFrom(names.options)
	anyLang   = rapid.SampledFrom([]bot.Lang{"", "", "fr", "en", "es"})
	anyWords  = rapid.SampledFrom([]string{"bof", "il ne marche plus du tout", "hello there my friend", "\x00\xff\u202e", strings.Repeat("long ", 500)})
	anyAgent  = rapid.SampledFrom([]bot.Agent{camille, sam, camille, sam, lead, viewer})
	anyReason = rapid.SampledFrom([]string{"", "parce que"})
	anyMasked = rapid.SliceOfN(rapid.SampledFrom([]string{"code", "password", "card", "email", "?"}), 0, 2)
	// anyPause is how much time passes before an event.
	anyPause = rapid.SampledFrom([]time.Duration{0, 0, time.Second, 5 * time.Second, minute, 11 * minute, hour, 9 * hour, 25 * hour, 80 * hour})
)

// lobby is where others read too.
const lobby bot.Address = "terminal:lobby"

// anyReading is what an understander might make of a line, however wrong it is.
var anyReading = rapid.Custom(func(t *rapid.T) bot.Reading {
	r := bot.Reading{Lang: anyLang.Draw(t, "read")}
	what := rapid.IntRange(0, 5).Draw(t, "reading")
	if what == 1 || what == 5 {
		r.Option, r.Flow, r.Step = anyOption.Draw(t, "option"), anyFlow.Draw(t, "flow"), anyStep.Draw(t, "step")
	}
	if what == 2 || what == 5 {
		r.Command = rapid.SampledFrom(append(bot.Commands(), "nothing")).Draw(t, "command")
	}
	if what >= 3 {
		for range rapid.IntRange(0, 4).Draw(t, "guesses") {
			r.Guesses = append(r.Guesses, bot.Guess{Flow: anyFlow.Draw(t, "guess"), Score: rapid.Float64().Draw(t, "score")})
		}
		r.Sure, r.Also = rapid.Bool().Draw(t, "sure"), anyFlow.Draw(t, "also")
		for range rapid.IntRange(0, 3).Draw(t, "heard") {
			r.Heard = append(r.Heard, bot.Heard{Flow: anyFlow.Draw(t, "hf"), Step: anyStep.Draw(t, "hs"), Option: anyOption.Draw(t, "ho")})
		}
	}
	return r
})

// anyEvent is something that may happen to the conversation: often something sensible, so that the
// walk gets somewhere, and often not.
func anyEvent(t *rapid.T, k *walk) bot.Event {
	switch rapid.IntRange(0, 23).Draw(t, "event") {
	case 20, 21:
		return anyDeed(t, k)
	case 22:
		return rapid.SampledFrom([]bot.Event{
			bot.QueueMoved{Place: bot.Place{Position: 3}}, bot.QueueMoved{Place: bot.Place{Position: 1, Least: 2, Most: 5}}, bot.QueueMoved{Place: bot.Place{Position: -1}},
			bot.DeskFailed{}, bot.DeskFailed{Back: true}, bot.Undelivered{Gone: true}, bot.Undelivered{Line: "l"},
		}).Draw(t, "told")
	case 23:
		return rapid.SampledFrom([]bot.Event{
			bot.Unsupported{What: "voice"}, bot.Unsupported{What: "<b>\n", Elsewhere: lobby}, bot.Edited{Line: "1", Text: "autrement"},
			bot.Edited{Line: "1", Text: "[code]", Masked: []string{"code"}}, bot.Deleted{Line: "1"}, bot.Erased{}, bot.Erased{Agent: camille}, bot.Erased{Agent: lead},
		}).Draw(t, "line")
	case 0, 1, 2, 3, 4, 5:
		return sensible(t, k)
	case 6, 7, 8:
		return bot.Said{Text: anyWords.Draw(t, "words"), Masked: anyMasked.Draw(t, "masked"), Lang: anyLang.Draw(t, "lang"), Reading: anyReading.Draw(t, "line")}
	case 9:
		return bot.Said{Text: rapid.SampledFrom([]string{"", "  \n"}).Draw(t, "nothing")}
	case 10, 11:
		return bot.Chose{Option: anyOption.Draw(t, "option"), Flow: anyFlow.Draw(t, "flow"), Step: anyStep.Draw(t, "step"), Lang: anyLang.Draw(t, "lang")}
	case 12:
		return bot.FileSent{Name: "permis.jpg", Type: rapid.SampledFrom([]string{"", "image/jpeg", "<b>\n"}).Draw(t, "type"), Size: 9}
	case 13, 14:
		return anyWake(t, k)
	case 15:
		return bot.AgentClaimed{Agent: anyAgent.Draw(t, "agent"), Notes: rapid.Bool().Draw(t, "notes"), Reason: anyReason.Draw(t, "why")}
	case 16:
		return bot.AgentSaid{Agent: anyAgent.Draw(t, "agent"), Text: rapid.SampledFrom([]string{"bonjour", " ", "send me your code"}).Draw(t, "line"), Send: rapid.Bool().Draw(t, "send")}
	case 17:
		return anyRelease(t, k)
	case 18:
		return bot.AgentResolved{Agent: anyAgent.Draw(t, "agent"), Result: rapid.SampledFrom([]bot.Result{"", bot.ResultElsewhere, bot.ResultUnsolved, bot.ResultNoAnswer, "?"}).Draw(t, "result")}
	}
	if rapid.Bool().Draw(t, "placed") {
		return rapid.SampledFrom([]bot.Event{
			bot.Opened{Lang: "fr"}, bot.Opened{Thread: "terminal:me:9"}, bot.FileSent{Elsewhere: lobby}, bot.Said{Text: "bof", Thread: "terminal:me:9"},
		}).Draw(t, "place")
	}
	lost, _ := anyWake(t, k).(bot.Woke)
	return rapid.SampledFrom([]bot.Event{bot.Undelivered{Line: "l", Reason: "gone"}, bot.Faulted{}, bot.Faulted{Woke: lost}, nil}).Draw(t, "other")
}

// anyRelease gives the conversation back in one of the ways there are, and in some that there are not.
func anyRelease(t *rapid.T, k *walk) bot.Event {
	event := bot.AgentReleased{Agent: anyAgent.Draw(t, "agent"), Reason: anyReason.Draw(t, "why")}
	switch rapid.IntRange(0, 4).Draw(t, "how") {
	case 0:
		event.Menu = true
	case 1:
		event.Flow = anyFlow.Draw(t, "to")
	case 2:
		if ahead := k.engine.Card(k.s, "fr").Ahead; len(ahead) > 0 {
			event.After = rapid.SampledFrom(ahead).Draw(t, "after").After
		}
	case 3:
		event.After = bot.Pass{Flow: anyFlow.Draw(t, "flow"), Step: anyStep.Draw(t, "step"), By: anyOption.Draw(t, "by")}
	}
	return event
}

// anyDeed is one of the rarer things that agents do.
func anyDeed(t *rapid.T, k *walk) bot.Event {
	agent, other, why := anyAgent.Draw(t, "agent"), anyAgent.Draw(t, "other"), anyReason.Draw(t, "why")
	if c := k.s.Case; c != nil && c.Owner != nil && rapid.Bool().Draw(t, "owner") {
		agent = *c.Owner
	}
	return rapid.SampledFrom([]bot.Event{
		bot.AgentNoted{Agent: agent, Text: "pour nous"}, bot.AgentEdited{Agent: agent, Line: "1", Text: "plutôt"},
		bot.AgentEdited{Agent: agent, Line: "1", Text: "plutôt", Wrote: k.now.Add(-hour)}, bot.AgentDeleted{Agent: agent, Line: "1"},
		bot.AgentOffered{Agent: agent, To: other, Note: why}, bot.AgentOffered{Agent: agent, Team: "facturation", Note: why},
		bot.AgentDeclined{Agent: agent}, bot.AgentPutBack{Agent: agent, Note: why}, bot.AgentAssigned{Agent: agent, To: other, Reason: why},
		bot.AgentAssigned{Agent: lead, To: other, Reason: "parce que"},
	}).Draw(t, "deed")
}

// sensible presses a button that was offered, the latest message's first, or changes the subject.
func sensible(t *rapid.T, k *walk) bot.Event {
	if len(k.offered) == 0 || rapid.IntRange(0, 7).Draw(t, "subject") == 0 {
		return subject(t)
	}
	say := k.offered[max(0, len(k.offered)-1-rapid.SampledFrom([]int{0, 0, 0, 0, 1, 2}).Draw(t, "older"))]
	choices := slices.DeleteFunc(slices.Clone(say.Choices), func(c bot.Choice) bool { return c.Command })
	if len(choices) == 0 || rapid.IntRange(0, 4).Draw(t, "command") == 0 {
		choices = say.Choices
	}
	choice := rapid.SampledFrom(choices).Draw(t, "choice")
	if rapid.Bool().Draw(t, "spoken") {
		return bot.Said{Text: choice.Label, Reading: bot.Reading{Option: choice.ID, Flow: say.Flow, Step: say.Step}}
	}
	return bot.Chose{Option: choice.ID, Flow: say.Flow, Step: say.Step}
}

// subject is a line that is surely about a flow, and gives an answer or two before it is asked for.
func subject(t *rapid.T) bot.Event {
	r := bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: anyFlow.Draw(t, "about"), Score: 1}}, Also: anyFlow.Draw(t, "also")}
	if rapid.Bool().Draw(t, "hears") {
		r.Heard = []bot.Heard{{Flow: "jam", Step: "kind", Option: "laser"}, {Flow: "wifi", Step: "light", Option: "slow"}}
	}
	return bot.Said{Text: "about", Reading: r}
}

// anyWake is a wake that is set, in order or not, or one that was.
func anyWake(t *rapid.T, k *walk) bot.Event {
	if len(k.woken) > 0 && rapid.IntRange(0, 3).Draw(t, "stale") == 0 {
		return rapid.SampledFrom(k.woken).Draw(t, "old")
	}
	if len(k.s.Wakes) == 0 {
		return bot.Woke{Name: rapid.SampledFrom([]string{"", "silence", "desk", "close", "wait:jam", "wait:"}).Draw(t, "name")}
	}
	p := rapid.SampledFrom(k.s.Wakes).Draw(t, "wake")
	if p.Due.After(k.now) && rapid.IntRange(0, 9).Draw(t, "early") > 0 {
		k.now = p.Due.In(eastern)
	}
	return bot.Woke{Name: p.Name, Generation: p.Generation}
}
