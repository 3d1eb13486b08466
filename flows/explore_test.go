package flows_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/flows"
	"pgregory.net/rapid"
)

// stroll is a conversation in which whatever an explorer tries happens at random, with the clock
// running as it does.
type stroll struct {
	engine *bot.Engine
	s      bot.Session
	now    time.Time
	told   []string
}

// begin asks for some flow at some time.
func begin(t *rapid.T, k talker, lang bot.Lang, times []time.Time) *stroll {
	out := &stroll{engine: k.engine, now: rapid.SampledFrom(times).Draw(t, "time")}
	out.s = bot.NewSession("test:1", out.now)
	out.s.Lang, out.s.Met = lang, true
	var asked []bot.FlowID
	for _, flow := range k.pack.Book.Flows {
		if flow.ID == k.pack.Book.Menu || len(k.pack.Examples[lang][flow.ID]) > 0 {
			asked = append(asked, flow.ID)
		}
	}
	out.do(flows.Asking(rapid.SampledFrom(asked).Draw(t, "flow")))
	return out
}

func (k *stroll) do(event bot.Event) {
	turn := k.engine.Step(k.s, bot.Envelope{Where: k.s.Home, At: k.now, Event: event})
	k.s = turn.Session
	k.told = append(k.told, fmt.Sprintf("%s %T%+v", k.now.Format("Mon 15:04"), event, event))
}

// events are what can happen now: answers, wakes, a wish for a person, a line that means nothing, and
// what agents do. None can when nothing is under way.
func (k *stroll) events() []bot.Event {
	if k.s.Mode() == bot.WithAgent {
		return append(k.wakes(), k.besideAgent(*k.s.Case.Owner)...)
	}
	if len(k.s.Stack) == 0 && k.s.Asked == nil {
		return nil
	}
	out := append(k.wakes(), bot.Chose{Option: bot.CmdHuman}, bot.Said{Text: "?"}, bot.AgentClaimed{Agent: bot.Agent{ID: "a", Name: "Ana"}})
	if k.s.Mode() != bot.Guided {
		out = append(out, bot.Chose{Option: bot.CmdWithdraw})
	}
	for _, expected := range k.engine.Expecting(k.s) {
		if expected.Asked {
			out = append(out, bot.Chose{Option: expected.Option.ID, Flow: expected.Flow, Step: expected.Step})
		}
	}
	return out
}

// besideAgent is what can happen while an agent has the conversation.
func (k *stroll) besideAgent(owner bot.Agent) []bot.Event {
	out := []bot.Event{
		bot.AgentReleased{Agent: owner}, bot.AgentReleased{Agent: owner, Menu: true}, bot.AgentResolved{Agent: owner}, bot.AgentPutBack{Agent: owner},
		bot.AgentSaid{Agent: owner, Text: "!"}, bot.Said{Text: "?"}, bot.Chose{Option: bot.CmdAssistant},
	}
	for _, point := range k.engine.Card(k.s, k.s.Lang).Ahead {
		out = append(out, bot.AgentReleased{Agent: owner, After: point.After})
	}
	return out
}

func (k *stroll) wakes() []bot.Event {
	var out []bot.Event
	for _, wake := range k.s.Wakes {
		out = append(out, bot.Woke{Name: wake.Name})
	}
	return out
}

// happen lets time pass and one of the events come, or the wake that is due before it.
func (k *stroll) happen(t *rapid.T, events []bot.Event) {
	pause := rapid.SampledFrom([]time.Duration{0, time.Minute, time.Hour, 9 * time.Hour, 40 * time.Hour}).Draw(t, "pause")
	if answers := slices.DeleteFunc(slices.Clone(events), noAnswer); len(answers) > 0 && rapid.IntRange(0, 2).Draw(t, "answers") > 0 {
		events = answers
	}
	event := events[rapid.IntRange(0, len(events)-1).Draw(t, "event")]
	if woke, ok := event.(bot.Woke); ok {
		i := slices.IndexFunc(k.s.Wakes, func(p bot.Pending) bool { return p.Name == woke.Name })
		pause = max(k.s.Wakes[i].Due.Sub(k.now), 0)
	}
	if next, ok := k.due(k.now.Add(pause)); ok {
		k.now = later(k.now, next.Due.In(k.now.Location()))
		k.do(bot.Woke{Name: next.Name, Generation: next.Generation})
		return
	}
	k.now = k.now.Add(pause)
	k.do(event)
}

// noAnswer reports whether the event is no answer to a question. Conversations in which most things
// are none get nowhere.
func noAnswer(event bot.Event) bool {
	chose, ok := event.(bot.Chose)
	return !ok || slices.Contains(bot.Commands(), chose.Option)
}

// due is the first wake that comes by then.
func (k *stroll) due(then time.Time) (bot.Pending, bool) {
	if len(k.s.Wakes) == 0 {
		return bot.Pending{}, false
	}
	first := slices.MinFunc(k.s.Wakes, func(a, b bot.Pending) int { return cmp.Compare(a.Due.UnixNano(), b.Due.UnixNano()) })
	return first, !first.Due.After(then)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// strollThrough wants every state of a random conversation among those that were explored, until
// nothing is under way: the thorough explorer has all of them, the other those that are no detours.
// That a called flow leads to one that was finished before depends on history, and is not explored.
func strollThrough(t *rapid.T, thorough, short flows.Explored, talks talker, lang bot.Lang) {
	k := begin(t, talks, lang, thorough.Times())
	for range rapid.IntRange(1, 40).Draw(t, "length") {
		events := k.events()
		if len(events) == 0 || k.s.Asked != nil && k.s.Asked.What == bot.AskEnter && len(k.s.Stack) > 0 {
			return
		}
		if missing := thorough.Has(k.s); missing != "" {
			t.Fatalf("the thorough explorer has %s\n%s", missing, k.tale())
		}
		if missing := short.Has(k.s); missing != "" && !flows.Detour(k.s) {
			t.Fatalf("the explorer has %s\n%s", missing, k.tale())
		}
		k.happen(t, events)
	}
}

func (k *stroll) tale() (out string) {
	for _, line := range k.told {
		out += line + "\n"
	}
	return out
}

// fewer draws less often than usual in a test that is slow under the race detector, unless the command
// line says how often: go test ./flows -run AnyBook -rapid.checks 1000.
func fewer(t *testing.T, checks int) {
	t.Helper()
	often := flag.Lookup("rapid.checks")
	usual := often.Value.String()
	if usual != often.DefValue {
		return
	}
	set := func(to string) {
		if err := often.Value.Set(to); err != nil {
			t.Fatal(err)
		}
	}
	set(strconv.Itoa(checks))
	t.Cleanup(func() { set(usual) })
}

// A book of whatever shape, too.
func TestEveryConversationOfAnyBookWasExplored(t *testing.T) {
	fewer(t, 12)
	like := talking(t, mustLoad(t, base(t))).pack.Book
	rapid.Check(t, func(t *rapid.T) {
		pack := anyPack(t, like)
		k := talker{pack: pack, engine: bot.NewEngine(pack.Book)}
		thorough, short := pack.Explore(k.engine, "en", true), pack.Explore(k.engine, "en", false)
		for range 20 {
			strollThrough(t, thorough, short, k, "en")
		}
		sameStates(t, thorough, short)
	})
}

func TestEveryConversationWasExplored(t *testing.T) {
	for name, k := range explorable(t) {
		t.Run(name, func(t *testing.T) {
			lang := k.pack.Book.Langs[0]
			thorough, short := k.pack.Explore(k.engine, lang, true), k.pack.Explore(k.engine, lang, false)
			t.Logf("%s, thoroughly %s", short.Size(), thorough.Size())
			if states, turns := short.Astray(); states+turns > 0 {
				t.Errorf("nobody comes to %d states and %d turns", states, turns)
			}
			rapid.Check(t, func(t *rapid.T) {
				for range 10 {
					strollThrough(t, thorough, short, k, lang)
				}
			})
		})
	}
}

// The short cuts of the explorer lose no state that matters.
func TestShortCutsMissNothing(t *testing.T) {
	for name, k := range explorable(t) {
		t.Run(name, func(t *testing.T) {
			for _, lang := range k.pack.Book.Langs {
				sameStates(t, k.pack.Explore(k.engine, lang, true), k.pack.Explore(k.engine, lang, false))
			}
		})
	}
}

// What is wrong is found by both explorers, in the packs that are sound and in those that are not.
func TestShortCutsHideNoFault(t *testing.T) {
	packs := map[string]*flows.Pack{"base": mustLoad(t, base(t)), "wifi": mustLoad(t, os.DirFS("wifi"))}
	files, _ := filepath.Glob("testdata/refused/prove_*.txtar")
	for _, file := range files {
		spoilt, _ := spoiltBy(t, file)
		packs[filepath.Base(file)] = mustLoad(t, spoilt)
	}
	for name, pack := range packs {
		k := talking(t, pack)
		_, short := pack.Prove(k.engine, k.read)
		if got, want := faults(pack.ProveThoroughly(k.engine, k.read)), faults(short); !slices.Equal(got, want) {
			t.Errorf("%s: thoroughly %q, else %q", name, got, want)
		}
	}
}

// faults are problems without the conversations that show them.
func faults(problems []flows.Problem) []string {
	var out []string
	for _, p := range problems {
		out = append(out, fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message))
	}
	slices.Sort(out)
	return out
}

type fataler interface{ Errorf(string, ...any) }

func sameStates(t fataler, thorough, short flows.Explored) {
	all, some := thorough.Plain(), short.Plain()
	for _, key := range all {
		if _, ok := slices.BinarySearch(some, key); !ok {
			t.Errorf("only the thorough explorer comes to %s", key)
			return
		}
	}
	if len(some) > len(all) {
		t.Errorf("%d states, thoroughly only %d", len(some), len(all))
	}
}

// explorable are the packs that conversations are had with.
func explorable(t *testing.T) map[string]talker {
	t.Helper()
	return map[string]talker{
		"base": talking(t, mustLoad(t, base(t))), "wifi": talkerOf(t, "wifi"),
		"quickbooks": talkerOf(t, "quickbooks"), "generated": talking(t, mustLoad(t, large(t, 3))),
	}
}
