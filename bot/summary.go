package bot

import (
	"slices"
	"strings"
)

// summary says in a few lines what it is about and what was tried.
func (r *run) summary() []string {
	var lines []string
	if topic := r.topic(); topic != "" {
		lines = append(lines, r.phrase(PhrasePassedTopic, with("flow", topic)))
	}
	tried := r.allTried()
	for _, part := range []struct {
		phrase Phrase
		of     func(*Step, OptionID) bool
	}{{PhrasePassedTried, helped}, {PhrasePassedFailed, failed}, {PhrasePassedCannot, unable}} {
		if words := r.triedWords(tried, part.of); words != "" {
			lines = append(lines, r.phrase(part.phrase, with("tried", words)))
		}
	}
	return lines
}

// waitingQuestion is the step's question that waits, but for the menu's and that of the flow for
// people; "" when none does.
func (r *run) waitingQuestion() string {
	_, flow, step := r.here()
	if step == nil || !step.Kind.asks() || flow.ID == r.book.Menu || flow.ID == r.book.Person {
		return ""
	}
	return r.stepText(flow, step, step.Text)
}

// topic is the title of what the conversation is about, or was about last.
func (r *run) topic() string {
	var ids []FlowID
	ids = append(ids, r.s.Done...)
	for _, frame := range r.s.Stack {
		ids = append(ids, frame.Flow)
	}
	for _, id := range slices.Backward(ids) {
		if flow, ok := r.flows[id]; ok && !flow.Aside && id != r.book.Menu && id != r.book.Person {
			return flow.Title.In(r.s.Lang)
		}
	}
	return ""
}

// allTried lists what was tried, each step once, with what came of it last.
func (r *run) allTried() []Tried {
	all := slices.Clone(r.s.Tried)
	for _, frame := range r.s.Stack {
		all = append(all, r.tried(frame)...)
	}
	return latest(all)
}

// latest keeps each step where it stands first, with its last result.
func latest(all []Tried) []Tried {
	var kept []Tried
	for _, t := range all {
		i := slices.IndexFunc(kept, func(k Tried) bool { return k.Flow == t.Flow && k.Step == t.Step })
		if i < 0 {
			kept = append(kept, t)
			continue
		}
		kept[i].Result, kept[i].Aided = t.Result, t.Aided
	}
	return kept
}

// tried lists the titled steps that a frame answered.
func (e *Engine) tried(frame Frame) []Tried {
	var tried []Tried
	for _, a := range frame.Log {
		if _, step := e.find(frame.Flow, a.Step); step != nil && !step.Title.Empty() && a.given() {
			tried = append(tried, Tried{frame.Flow, a.Step, a.Value, slices.Contains(frame.Aided, a.Step)})
		}
	}
	return tried
}

// keepTried remembers what was tried in a flow that is left. The last few are enough for an agent.
func (r *run) keepTried(frame Frame) {
	const most = 12
	tried := latest(slices.Concat(r.s.Tried, r.tried(frame)))
	if len(tried) > most {
		tried = tried[len(tried)-most:]
	}
	if len(tried) > 0 {
		r.s.Tried = tried
	}
}

func helped(s *Step, result OptionID) bool { return !failed(s, result) && !unable(s, result) }
func failed(s *Step, result OptionID) bool { return s.Kind == KindGuide && result == ReplyFailed }
func unable(s *Step, result OptionID) bool { return s.Kind == KindGuide && result == ReplyCannot }

// triedWords lists the steps of one sort.
func (r *run) triedWords(tried []Tried, of func(*Step, OptionID) bool) string {
	var words []string
	for _, t := range tried {
		if _, step := r.find(t.Flow, t.Step); step != nil && of(step, t.Result) {
			words = append(words, step.triedAs(t.Result, r.s.Lang))
		}
	}
	return strings.Join(words, ", ")
}

// triedAs is the step's title, with the answer when it was a question.
func (s *Step) triedAs(result OptionID, lang Lang) string {
	title := s.Title.In(lang)
	option := s.option(result)
	if s.Kind == KindGuide || option == nil {
		return title
	}
	return title + pick(lang, " : ", ": ") + option.Label.In(lang)
}
