package flows

import (
	"time"

	"github.com/helpaide/helpaide/bot"
)

// explorer walks every state that a conversation of the book can be in, by calling Engine.Step and
// no model of it. A state leaves out what only history tells: which words were said, what was
// answered where no step counts it, what the clock shows beyond which calendars are open. What
// depends on history (back, correction, digression) is for tests that walk at random.
//
// A flow that another calls is explored once for each step that calls it; what it brings home is
// tried on every caller that stands there. Slots are local, so the two need not be multiplied.
type explorer struct {
	*atlas
	engine   *bot.Engine
	lang     bot.Lang
	entries  []bot.FlowID // the flows that somebody can ask for
	thorough bool         // takes no short cut: for the test that shows that the short cuts miss nothing
	times    []time.Time  // one for each way in which the calendars can be open or closed together

	states []state
	moves  []move
	known  map[string]int // the states by their keys
	sites  map[string]*callSite
	long   []tooLong
	key    []byte
}

// state is a conversation as far as it matters for what can happen next.
type state struct {
	session bot.Session
	site    *callSite // where the flow on top was called; nil for a flow of its own
	via     int       // the move that found it, one of those that are nearest to a beginning
}

// move is a turn from one state to another.
type move struct {
	from, to int // from is nobody where a conversation begins
	what     incident
	path     []bot.Pass
	ends     bool         // with an outcome that a flow names, or a hand-over that it writes
	homes    []homecoming // the callers to whom called flows came home, the outermost first
}

// incident is an event at one of the explorer's times.
type incident struct {
	event  bot.Event
	time   int
	author bool // the way is written in the pack; the engine's own otherwise
}

const nobody = -1

func newExplorer(pack *Pack, engine *bot.Engine, lang bot.Lang) *explorer {
	book := engine.Book()
	steps := pack.Stats.Steps
	return &explorer{
		states: make([]state, 0, 16*steps), moves: make([]move, 0, 80*steps),
		atlas: newAtlas(book), engine: engine, lang: lang, times: moments(book), entries: pack.entries(),
		known: map[string]int{}, sites: map[string]*callSite{},
	}
}

// entries are the flows that somebody can ask for.
func (p *Pack) entries() []bot.FlowID {
	var out []bot.FlowID
	for i := range p.Book.Flows {
		id := p.Book.Flows[i].ID
		if id == p.Book.Menu || len(p.Examples[p.Book.Langs[0]][id]) > 0 {
			out = append(out, id)
		}
	}
	return out
}

// explore finds every state, the nearest first.
func (x *explorer) explore() {
	for _, flow := range x.entries {
		for at := range x.times {
			x.begin(flow, at)
		}
	}
	for i := 0; i < len(x.states); i++ { //nolint:intrange // what is found is added behind
		for _, what := range x.incidents(&x.states[i].session) {
			x.takeInTime(i, what)
		}
	}
}

// begin has somebody ask for a flow.
func (x *explorer) begin(flow bot.FlowID, at int) {
	s := bot.NewSession(nowhere, x.times[at])
	s.Lang, s.Met, s.Book = x.lang, true, x.book.Revision
	what := incident{event: asking(flow), time: at}
	x.arrive(move{from: nobody, what: what}, x.step(s, what), nil)
}

// asking is a line that was understood to be about the flow.
func asking(flow bot.FlowID) bot.Event {
	return bot.Said{Text: string(flow), Reading: bot.Reading{Guesses: []bot.Guess{{Flow: flow, Score: 1}}, Sure: true}}
}

// takeInTime has something happen in a state, at each time that matters. A test shows that nothing
// is missed by leaving the others out.
func (x *explorer) takeInTime(from int, what incident) {
	for what.time = range x.times {
		if turn := x.take(from, what); !x.timely(&x.states[from].session, what, turn) {
			return
		}
	}
}

// take has something happen in a state, and notes where it leads.
func (x *explorer) take(from int, what incident) bot.Turn {
	s, site := x.states[from].session, x.states[from].site
	turn := x.step(s, what)
	x.lead(exit{from: from, session: s, what: what}, turn, site)
	return turn
}

// lead notes a turn: its state, or that a called flow came home with it.
func (x *explorer) lead(out exit, turn bot.Turn, site *callSite) {
	if site != nil && site.left(turn) {
		x.comeHome(site, out)
		return
	}
	x.arrive(move{from: out.from, what: out.what, homes: out.homes}, turn, site)
	for _, pass := range turn.Path {
		if pass.By == bot.ByGoto {
			x.leaveForKnown(out, x.steps[bot.StepRef{Flow: pass.Flow, Step: pass.Step}].Flow, site)
		}
	}
}

// leaveForKnown looks what becomes of a way to a flow that was finished before.
func (x *explorer) leaveForKnown(out exit, known bot.FlowID, site *callSite) {
	out.session.Done = []bot.FlowID{known}
	if turn := x.step(out.session, out.what); turn.Session.Asked != nil && (site == nil || !site.left(turn)) {
		x.arrive(move{from: out.from, what: out.what, homes: out.homes}, turn, site)
	}
}

// step applies an event. Nothing is a double press, and every silence has lasted long enough.
func (x *explorer) step(s bot.Session, what incident) bot.Turn {
	now := x.times[what.time]
	s.Touched = now.Add(-time.Minute)
	if woke, ok := what.event.(bot.Woke); ok && woke.Name == wakeSilence {
		s.Touched = now.Add(-week)
	}
	return x.engine.Step(s, bot.Envelope{ID: "explored", Where: nowhere, At: now, Event: what.event})
}

// arrive notes where a turn led: a state that is known, or a new one.
func (x *explorer) arrive(m move, turn bot.Turn, site *callSite) {
	s := turn.Session
	x.measure(turn)
	m.path, m.ends = turn.Path, x.ends(turn)
	if s.Top() == nil {
		site = nil
	}
	site, callers := x.enter(&s, site, len(x.moves))
	x.plain(&s)
	x.key = appendKey(x.key[:0], &s, site)
	to, seen := x.known[string(x.key)]
	if !seen {
		to = len(x.states)
		x.known[string(x.key)] = to
		x.states = append(x.states, state{session: s, site: site, via: len(x.moves)})
	}
	m.to = to
	x.moves = append(x.moves, m)
	for _, caller := range callers {
		for _, out := range caller.site.exits {
			x.goHome(caller, out)
		}
	}
}

// ends reports whether a flow came to an outcome that it names, or handed the conversation over.
func (x *explorer) ends(turn bot.Turn) bool {
	if turn.Outcome != "" {
		return true
	}
	if top := turn.Session.Top(); top != nil && x.hands(top.Flow, top.Step) {
		return true
	}
	for _, pass := range turn.Path {
		if x.hands(pass.Flow, pass.Step) {
			return true
		}
	}
	return false
}

func (x *explorer) hands(flow bot.FlowID, step bot.StepID) bool {
	s := x.steps[bot.StepRef{Flow: flow, Step: step}]
	return s != nil && s.Kind == bot.KindHandoff
}
