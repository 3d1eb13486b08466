package flows

import (
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// teller tells what an explorer found as conversations that really take place: each is had with the
// engine, its lines are read as a person's are, and its time passes as it would.
type teller struct {
	pack   *Pack
	engine *bot.Engine
	read   Reader
	times  []time.Time
	opener map[opening]string // the first line by which a flow is asked for
}

type opening struct {
	flow bot.FlowID
	lang bot.Lang
}

func newTeller(pack *Pack, x *explorer, read Reader) *teller {
	if read == nil {
		read = func(_ bot.Session, said bot.Said) bot.Said { return said }
	}
	return &teller{pack: pack, engine: x.engine, read: read, times: x.times, opener: map[opening]string{}}
}

// tale is a conversation under way with the lines of its transcript.
type tale struct {
	*teller
	talk  *Talk
	lang  bot.Lang
	lines []string
	says  []bot.Say // the last answer
}

// tell has the conversation, in the language. It begins when the calendars are as the incidents want
// them: they were found at times of their own, and in a conversation time only passes.
func (t *teller) tell(way []incident, lang bot.Lang) *tale {
	start := 0
	for _, what := range way {
		start = max(start, what.time)
	}
	return t.tellFrom(t.times[start], way, lang)
}

func (t *teller) tellFrom(start time.Time, way []incident, lang bot.Lang) *tale {
	out := &tale{teller: t, talk: NewTalk(t.engine, t.read, start), lang: lang}
	for _, what := range way {
		out.happen(what.event)
	}
	return out
}

// happen has the next thing happen.
func (t *tale) happen(event bot.Event) {
	switch e := event.(type) {
	case bot.Said:
		line := t.worded(e)
		t.do("> "+line, bot.Said{Text: line, Lang: t.lang, Reading: e.Reading})
	case bot.Chose:
		t.do("! "+string(e.Option), bot.Chose{Option: e.Option, Lang: t.lang})
	case bot.Woke:
		t.pass(e.Name)
	case bot.AgentClaimed:
		t.do("@claim "+e.Agent.Name, bot.AgentClaimed{Agent: agentNamed(e.Agent.Name)})
	case bot.AgentReleased:
		t.do("@"+strings.TrimSpace(bot.FormatDeed(bot.AgentReleased{Menu: e.Menu})), t.talk.owned(bot.AgentReleased{Menu: e.Menu}))
	case bot.AgentResolved:
		t.do("@resolve", t.talk.owned(bot.AgentResolved{}))
	case bot.AgentPutBack:
		t.do("@putback", t.talk.owned(bot.AgentPutBack{}))
	}
}

func (t *tale) do(line string, event bot.Event) { t.answer(line, t.talk.Do(event)) }

func (t *tale) answer(line string, reply Reply) {
	t.says = reply.Says
	t.lines = append(append(t.lines, line), FormatSays(reply.Says)...)
}

// pass lets time pass until the wake has come and done something.
func (t *tale) pass(name string) {
	before := len(t.lines)
	for range mostMisses {
		due, ok := t.due(name)
		if !ok || len(t.lines) > before+1 {
			return
		}
		wait := due.Sub(t.talk.Now).Truncate(time.Second) + time.Second
		if due.Sub(t.talk.Now)%time.Second == 0 {
			wait -= time.Second
		}
		reply := t.talk.Advance(max(wait, 0))
		t.lines = t.lines[:before]
		before = len(t.lines)
		t.answer("+"+brief(wait), reply)
	}
}

func (t *tale) due(name string) (time.Time, bool) {
	for _, wake := range t.talk.Session.Wakes {
		if wake.Name == name {
			return wake.Due, true
		}
	}
	return time.Time{}, false
}

// brief is a duration without its zeros: "15m", "1h30m".
func brief(d time.Duration) string {
	out := d.String()
	if strings.HasSuffix(out, "m0s") {
		out = strings.TrimSuffix(out, "0s")
	}
	if strings.HasSuffix(out, "h0m") {
		out = strings.TrimSuffix(out, "0m")
	}
	return out
}

// worded is what somebody would type: an example of the flow that is asked for, or what nobody understands.
func (t *tale) worded(said bot.Said) string {
	if len(said.Reading.Guesses) == 0 {
		return said.Text
	}
	return t.opens(said.Reading.Guesses[0].Flow, t.lang)
}

// opens is the first example of the flow that is understood to be about it and nothing else.
func (t *teller) opens(flow bot.FlowID, lang bot.Lang) string {
	key := opening{flow, lang}
	if known, ok := t.opener[key]; ok {
		return known
	}
	examples := t.pack.Examples[lang][flow]
	words := string(flow)
	if len(examples) > 0 {
		words = examples[0]
	}
	for _, example := range examples {
		if t.clear(example, flow, lang) {
			words = example
			break
		}
	}
	t.opener[key] = words
	return words
}

// clear reports whether the line leads to the flow, without another problem or an answer in it.
func (t *teller) clear(line string, flow bot.FlowID, lang bot.Lang) bool {
	fresh := bot.NewSession(nowhere, t.times[0])
	fresh.Lang = lang
	r := t.read(fresh, bot.Said{Text: line, Lang: lang}).Reading
	return r.Sure && len(r.Guesses) > 0 && r.Guesses[0].Flow == flow &&
		r.Also == "" && len(r.Heard) == 0 && r.Command == "" && (r.Lang == lang || r.Lang == "")
}

// text is the transcript.
func (t *tale) text(title string, start time.Time) string {
	head := "# " + title + "\nlang: " + string(t.lang) + "\n"
	if now, _ := time.Parse(time.RFC3339, defaultNow); !start.Equal(now) {
		head += "now: " + start.Format(time.RFC3339) + "\n"
	}
	return head + strings.Join(t.lines, "\n") + "\n"
}
