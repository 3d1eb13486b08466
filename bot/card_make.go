package bot

import (
	"slices"
	"strings"
)

// Card is what desks show of the conversation, in a language of the book. Times in its texts are told on
// the clock of the desk, as they were when the person last did something.
func (e *Engine) Card(s Session, lang Lang) Card {
	if !e.book.speaks(lang) {
		lang = e.book.defaultLang()
	}
	c := Card{
		Channel: s.Home.Channel(), Spoken: s.Lang, Words: s.Noticed.Words.Text,
		Warnings: s.warnings(), May: s.allowed(),
	}
	c.ofCase(s.Case)
	r := e.reading(s, lang)
	c.Topic, c.Tried = r.topic(), r.cardSteps()
	if s.Case != nil {
		if _, step := e.find(s.Case.Reason.Flow, s.Case.Reason.Step); step != nil {
			c.Reason = step.Reason.In(lang)
		}
	}
	frame, flow, step := r.here()
	if step == nil {
		return c
	}
	c.Stopped, c.Question = StepRef{flow.ID, step.ID}, r.waitingQuestion()
	c.Next = r.nextStep(*frame, flow, step)
	if s.owner() != nil {
		c.Ahead = r.points()
	}
	return c
}

// reading words the session for somebody else than the person. Nothing comes of it.
func (e *Engine) reading(s Session, lang Lang) *run {
	r := e.begin(s, Envelope{At: s.Touched})
	r.adopt()
	r.s.Lang = lang
	if hours := e.book.Hours[deskHours]; hours != nil {
		r.now = r.now.In(hours.Zone())
	}
	return r
}

func (c *Card) ofCase(of *Case) {
	if of == nil {
		return
	}
	c.State, c.Since, c.Place, c.Notes, c.Result, c.Wants = of.State, of.Since, of.Place, of.Notes, of.Result, of.Wants.Text
	c.Owner, c.Last = of.Owner, of.Last
	switch of.State {
	case CaseQueued, CaseDeferred:
		c.Waits = of.Since
	case CaseHeld:
		c.Waits = of.Unanswered
	}
}

// warnings are what an agent must know before they answer.
func (s *Session) warnings() []Warning {
	var out []Warning
	add := func(there bool, warning Warning) {
		if there {
			out = append(out, warning)
		}
	}
	add(s.Noticed.Files > 0, Warning{What: WarnFile, Count: s.Noticed.Files})
	add(s.Noticed.Masked > 0, Warning{What: WarnMasked, Count: s.Noticed.Masked})
	c := s.Case
	if c == nil {
		return out
	}
	add(!c.Unreachable.IsZero(), Warning{What: WarnUnreachable})
	add(c.DeskDown, Warning{What: WarnDeskDown})
	if c.Offer != nil {
		whom := c.Offer.Team
		if c.Offer.To != nil {
			whom = c.Offer.To.Name
		}
		add(true, Warning{What: WarnOffered, By: whom})
	}
	add(c.Later, Warning{What: WarnLater})
	if c.Last != nil && c.Owner == nil {
		add(c.Front, Warning{What: WarnFront, By: c.Last.Name})
		add(!c.Front && s.Mode().waiting(), Warning{What: WarnReopened, By: c.Last.Name})
	}
	return out
}

// allowed lists what each role may do now. Roles that may do nothing are left out.
func (s *Session) allowed() []Allowed {
	var out []Allowed
	for _, role := range []Role{RoleAgent, RoleLead, RoleAdmin, RoleViewer, RoleAuditor} {
		if acts := s.MayDo(Agent{ID: "\x00" + string(role), Role: role}); len(acts) > 0 {
			out = append(out, Allowed{role, acts})
		}
	}
	if owner := s.owner(); owner != nil {
		out = append([]Allowed{{RoleOwner, s.MayDo(Agent{ID: owner.ID, Role: RoleAgent})}}, out...)
	}
	return out
}

// cardSteps are the steps that were gone through, and the one that waits.
func (r *run) cardSteps() []CardStep {
	var out []CardStep
	for _, t := range r.allTried() {
		if _, step := r.find(t.Flow, t.Step); step != nil {
			mark := MarkDone
			if !helped(step, t.Result) {
				mark = MarkFailed
			}
			out = append(out, CardStep{StepRef{t.Flow, t.Step}, step.triedAs(t.Result, r.s.Lang), t.Result, mark, t.Aided})
		}
	}
	frame, flow, step := r.here()
	if step == nil || step.Title.Empty() || !step.Kind.asks() {
		return out
	}
	at := StepRef{flow.ID, step.ID}
	asked := func(s CardStep) bool { return s.At == at }
	if frame.arrivals(step.ID) == 0 && !slices.ContainsFunc(out, asked) {
		out = append(out, CardStep{At: at, Words: step.Title.In(r.s.Lang), Mark: MarkWaiting})
	}
	return out
}

// nextStep is what the flow would say after the step that waits, when that does not help; "" when it
// depends on the answer.
func (r *run) nextStep(frame Frame, flow *compiled, step *Step) string {
	switch step.Kind {
	case KindGuide:
		if option := step.option(ReplyFailed); option != nil {
			frame.answer(flow, step, option)
		}
	case KindCheck:
		if option := step.option(ReplyNo); option != nil {
			frame.answer(flow, step, option)
		}
	case KindHandoff, KindWait:
		frame.move(flow, step.Next)
	default:
		return ""
	}
	next := r.slide(&frame)
	if next == nil {
		return ""
	}
	return r.stepWords(next)
}

// stepWords is a step in a few words: its title, or what it asks.
func (r *run) stepWords(step *Step) string {
	if !step.Title.Empty() {
		return step.Title.In(r.s.Lang)
	}
	return inBrief(r.fill(step.Text.In(r.s.Lang), with("time", "…")))
}

// points are the places where the conversation can go on, in words.
func (r *run) points() []Point {
	var out []Point
	for _, o := range r.ahead(r.s) {
		point := Point{After: o.after, Words: r.passWords(o.after)}
		for _, pass := range o.through {
			point.Through = append(point.Through, r.passWords(pass))
		}
		out = append(out, point)
	}
	return out
}

// passWords is a step with its answer: "Est-il arrivé? → Non".
func (r *run) passWords(pass Pass) string {
	_, step := r.find(pass.Flow, pass.Step)
	if step == nil {
		return ""
	}
	words := r.stepWords(step)
	if option := step.option(pass.By); option != nil {
		words += " → " + option.Label.In(r.s.Lang)
	}
	return words
}

// inBrief is the question of a text, or its first sentence, in few words.
func inBrief(words string) string {
	const most = 90
	words = cut(words, 2000)
	if end := strings.Index(words, "?"); end >= 0 {
		words = words[:end+1]
		if start := strings.LastIndexAny(words[:end], ".!;:"); start >= 0 {
			words = strings.TrimSpace(words[start+1:])
		}
	} else if end := strings.Index(words, ". "); end >= 0 {
		words = words[:end+1]
	}
	return cut(words, most)
}
