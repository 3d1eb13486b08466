package flows

import (
	"slices"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

const waitPrefix = "wait:"

// explorersAgent works at the desk of explored conversations.
var explorersAgent = bot.Agent{ID: "explorer", Name: "Camille"}

// incidents are what can happen in a state.
func (x *explorer) incidents(s *bot.Session) []incident {
	var events []incident
	switch mode := s.Mode(); {
	case mode == bot.WithAgent:
		events = append(events, x.besideAgent()...)
	case len(s.Stack) == 0 && s.Asked == nil:
		return nil
	case detour(s) && !x.thorough:
		events = append(x.presses(s, false), engines(press(s, bot.CmdHuman)), engines(notUnderstood))
	default:
		events = append(x.presses(s, s.Asked == nil || x.thorough), engines(press(s, bot.CmdHuman)), engines(bot.AgentClaimed{Agent: explorersAgent}))
		events = append(events, inMode(s, mode)...)
	}
	for _, wake := range s.Wakes {
		if !detour(s) || x.thorough || s.Nudged && wake.Name == wakeSilence {
			events = append(events, incident{event: bot.Woke{Name: wake.Name}, author: strings.HasPrefix(wake.Name, waitPrefix)})
		}
	}
	return events
}

// besideAgent is what can happen while an agent has the conversation. A release after a step leads where
// the person's own answers lead, and one to another flow depends on what was done before: both are for
// random walks.
func (x *explorer) besideAgent() []incident {
	out := []incident{
		engines(bot.AgentReleased{Agent: explorersAgent}), engines(bot.AgentReleased{Agent: explorersAgent, Menu: true}),
		engines(bot.AgentResolved{Agent: explorersAgent}), engines(bot.AgentPutBack{Agent: explorersAgent}),
	}
	if x.thorough {
		out = append(out, engines(notUnderstood), engines(bot.AgentSaid{Agent: explorersAgent, Text: "!"}), engines(bot.Chose{Option: bot.CmdAssistant}))
	}
	return out
}

// notUnderstood is a line that means nothing.
var notUnderstood = bot.Said{Text: "?"}

func inMode(s *bot.Session, mode bot.Mode) []incident {
	var out []incident
	if mode != bot.Queued { // there, a line is kept for the people
		out = append(out, engines(notUnderstood))
	}
	if mode != bot.Guided {
		out = append(out, engines(press(s, bot.CmdWithdraw)))
	}
	return out
}

// detour reports whether the question was asked again, after a miss or a silence. What is answered
// then leads where it leads without one.
func detour(s *bot.Session) bool { return s.Misses > 0 || s.Nudged }

func engines(event bot.Event) incident { return incident{event: event} }

// timely reports whether the clock can matter for a turn: who asks for a person is told the desk's
// hours, and waits and hand-overs look at a calendar.
func (x *explorer) timely(from *bot.Session, what incident, turn bot.Turn) bool {
	chose, _ := what.event.(bot.Chose)
	woke, _ := what.event.(bot.Woke)
	switch top := turn.Session.Top(); {
	case x.thorough, woke.Name == wakeDesk:
		return true
	case chose.Option == bot.CmdHuman:
		return !detour(from)
	case top != nil && x.clocked(top.Flow, top.Step):
		return true
	}
	return slices.ContainsFunc(turn.Path, func(p bot.Pass) bool { return x.clocked(p.Flow, p.Step) })
}

func (x *explorer) clocked(flow bot.FlowID, step bot.StepID) bool {
	s := x.steps[bot.StepRef{Flow: flow, Step: step}]
	return s != nil && (s.Kind == bot.KindWait || s.Kind == bot.KindHandoff)
}

// presses are the answers to the question that waits. While the engine asks one of its own, that is
// the one; the step's below it are then for thorough explorers.
func (x *explorer) presses(s *bot.Session, steps bool) []incident {
	var out []incident
	for _, expected := range x.engine.Expecting(*s) {
		step := x.steps[bot.StepRef{Flow: expected.Flow, Step: expected.Step}]
		id := expected.Option.ID
		switch {
		case !expected.Asked || step != nil && !steps:
		case slices.ContainsFunc(out, func(known incident) bool { return known.event == press(s, id) }):
		default:
			out = append(out, incident{event: press(s, id), author: step != nil && id != bot.ReplyAgain})
		}
	}
	return out
}

// press is a press on a button of the question that waits.
func press(s *bot.Session, id bot.OptionID) bot.Event {
	chose := bot.Chose{Option: id}
	if top := s.Top(); top != nil {
		chose.Flow, chose.Step = top.Flow, top.Step
	}
	return chose
}

// moments are times at which the calendars are open and closed in every way in which they can be
// together, within a month.
func moments(book *bot.Book) []time.Time {
	now, _ := time.Parse(time.RFC3339, defaultNow)
	seen := map[string]bool{}
	var out []time.Time
	for at := now; at.Before(now.Add(4 * week)); at = at.Add(15 * time.Minute) {
		open := opened(book, at)
		if !seen[open] {
			seen[open] = true
			out = append(out, at)
		}
	}
	return out
}

// opened names the calendars that are open then.
func opened(book *bot.Book, at time.Time) string {
	var open []string
	for _, name := range keys(book.Hours) {
		if book.Hours[name].Open(at) {
			open = append(open, name)
		}
	}
	return strings.Join(open, " ")
}
